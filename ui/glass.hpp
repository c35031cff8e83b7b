#pragma once
/// The window and what draws into it: the kiosk's own rasteriser with the window's memory, or GL with a graphics processor.
/// One thread, the UI's; opening blocks for some ms, with GL for the driver's start.

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "kiosk/base/result.hpp"
#include "ui/render/gl.hpp"
#include "ui/render/raster.hpp"

struct SDL_Window;

namespace kiosk::ui {

struct GlassOptions {
    bool full_screen = false;
    int width_px = 0;
    int height_px = 0;
    int screen = 0;    ///< from 1; 0: the first
    int left_px = -1;  ///< where the window stood before; negative: in the middle
    int top_px = -1;
    GlLoader gl_loader = nullptr;  ///< null: SDL's
};

class Glass {
public:
    /// SDL must be there. device_fault: no window, or a window without memory, as SDL's KMSDRM gives.
    [[nodiscard]] static Result<std::unique_ptr<Glass>> open_raster(const GlassOptions& options);
    /// … device_fault: no GL now. unsupported: GL that cannot draw pages, or that only this processor plays, which is taken
    /// with `also_software`.
    [[nodiscard]] static Result<std::unique_ptr<Glass>> open_gl(const GlassOptions& options, bool also_software);
    ~Glass();
    Glass(const Glass&) = delete;
    Glass& operator=(const Glass&) = delete;

    [[nodiscard]] SDL_Window* window() const { return window_; }
    [[nodiscard]] Renderer& renderer();
    [[nodiscard]] bool is_gl() const { return gl_ != nullptr; }
    /// "the kiosk's rasteriser", or what GL calls itself.
    [[nodiscard]] std::string what_draws() const;

    enum class Shown { yes, not_yet, lost };
    /// Shows these parts of the picture. not_yet: the window is between two sizes, show everything next time. lost: the
    /// graphics processor was reset; this glass is of no use any more.
    [[nodiscard]] Shown show(std::span<const Rect> areas);

private:
    explicit Glass(SDL_Window* window) : window_(window) {}
    [[nodiscard]] Result<Done> start_gl(const GlassOptions& options, bool also_software);
    [[nodiscard]] Shown show_raster(std::span<const Rect> areas);
    [[nodiscard]] Shown show_gl();

    SDL_Window* window_;
    void* context_ = nullptr;  ///< an SDL_GLContext
    std::unique_ptr<Raster> raster_;
    std::unique_ptr<GlRenderer> gl_;
};

/// Whether there is a graphics processor that can be used: a device that draws, not a card with an outlet alone. A driver that
/// only plays GL with this processor costs 75 MB and most of the time to the first page, so it is not even asked for without one.
[[nodiscard]] bool has_graphics_processor(const std::filesystem::path& devices);

}  // namespace kiosk::ui
