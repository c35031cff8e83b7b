#include "kiosk/commands/screen_options.hpp"

#include <sstream>

namespace kiosk::commands {

void ScreenOptions::add_to(CLI::App& app) {
    app.add_option("--window", window, "Window of WIDTHxHEIGHT pixels");
    app.add_option(
           "--renderer", renderer,
           "What draws the window: auto (GL with a graphics processor), raster, or gl; instead of the configuration's")
        ->check(CLI::IsMember({"auto", "raster", "gl"}));
}

Result<Size> parse_size(const std::string& text) {
    Size out;
    if (text.empty()) return out;
    char x = 0;
    std::istringstream words(text);
    if (!(words >> out.width_px >> x >> out.height_px) || x != 'x' || out.width_px < 320 || out.height_px < 320)
        return fail(Code::bad_usage, "--window takes WIDTHxHEIGHT in pixels, such as 540x960");
    return out;
}

Result<ui::WindowOptions> window_options(const ScreenOptions& options, settings::Renderer usual) {
    ui::WindowOptions out;
    out.full_screen = options.full_screen;
    out.screen = options.screen;
    out.renderer = usual;
    if (!options.renderer.empty()) {
        auto wanted = settings::parse_renderer(options.renderer);
        if (!wanted) return fail(std::move(wanted));
        out.renderer = *wanted;
    }
    auto size = parse_size(options.window);
    if (!size) return fail(std::move(size));
    out.width_px = size->width_px;
    out.height_px = size->height_px;
    return out;
}

ui::Display display_of(const settings::Display& wanted) {
    ui::Display out;
    out.width_px = wanted.width_px;
    out.height_px = wanted.height_px;
    out.diagonal_inch = wanted.diagonal_inch;
    return out;
}

}  // namespace kiosk::commands
