#pragma once
/// What every command with a window of its own takes on its command line.

#include <CLI/CLI.hpp>
#include <string>

#include "kiosk/settings/settings.hpp"
#include "ui/window.hpp"

namespace kiosk::commands {

struct ScreenOptions {
    std::string window;    ///< "540x960"; empty: as the display says
    std::string renderer;  ///< empty: the configuration's
    int screen = 0;        ///< from 1; 0: not said
    bool full_screen = false;

    /// --window, --renderer.
    void add_to(CLI::App& app);
};

struct Size {
    int width_px = 0;
    int height_px = 0;
};
/// "540x960"; nothing for an empty text. Fails with bad_usage.
[[nodiscard]] Result<Size> parse_size(const std::string& text);
[[nodiscard]] Result<ui::WindowOptions> window_options(const ScreenOptions& options, settings::Renderer usual);
[[nodiscard]] ui::Display display_of(const settings::Display& wanted);

}  // namespace kiosk::commands
