#include "ui/glass.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/base/log.hpp"

namespace kiosk::ui {
namespace {

Error sdl_error(Code code, const char* doing) {
    return Error{code, fmt::format("{}: {}; is there a screen, and may this user use it?", doing, SDL_GetError())};
}

SDL_Window* new_window(const GlassOptions& options, std::uint32_t more_flags) {
    const int centred = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(std::max(0, options.screen - 1)));
    const auto at = [&](int px) { return px < 0 ? centred : px; };
    const std::uint32_t flags = options.full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    return SDL_CreateWindow("Kiosk", at(options.left_px), at(options.top_px), options.width_px, options.height_px,
                            flags | more_flags);
}

/// GL ES first, which every embedded processor has; a driver that says when it was reset, where there is one.
struct ContextKind {
    bool es;
    bool robust;
};
constexpr std::array context_kinds{ContextKind{true, true}, ContextKind{true, false}, ContextKind{false, true},
                                   ContextKind{false, false}};

void ask_for(const ContextKind& kind) {
    SDL_GL_ResetAttributes();
    if (kind.es) SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, kind.es ? 0 : 1);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    if (!kind.robust) return;
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_FLAGS, SDL_GL_CONTEXT_ROBUST_ACCESS_FLAG);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_RESET_NOTIFICATION, SDL_GL_CONTEXT_RESET_LOSE_CONTEXT);
}

}  // namespace

bool has_graphics_processor(const std::filesystem::path& devices) {
    constexpr std::array makers{"nvidiactl", "mali0", "kgsl-3d0"};  // drivers with a device of their own
    std::error_code error;                                          // what cannot be looked at cannot be used either
    if (std::ranges::any_of(makers, [&](const char* name) { return std::filesystem::exists(devices / name, error); }))
        return true;
    std::filesystem::directory_iterator all(devices / "dri", error);
    return std::ranges::any_of(begin(all), end(all),
                               [](const auto& device) { return device.path().filename().string().starts_with("renderD"); });
}

Result<std::unique_ptr<Glass>> Glass::open_raster(const GlassOptions& options) {
    std::unique_ptr<Glass> glass{new Glass(new_window(options, 0))};
    if (glass->window_ == nullptr) return tl::unexpected(sdl_error(Code::device_fault, "no window can be opened"));
    if (SDL_GetWindowSurface(glass->window_) == nullptr)
        return tl::unexpected(sdl_error(Code::device_fault, "the window has no memory to draw into"));
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(glass->window_, &width, &height);
    glass->raster_ = std::make_unique<Raster>(width, height);
    return glass;
}

Result<std::unique_ptr<Glass>> Glass::open_gl(const GlassOptions& options, bool also_software) {
    Error last{Code::device_fault, "no GL"};
    for (const auto& kind : context_kinds) {
        ask_for(kind);
        std::unique_ptr<Glass> glass{new Glass(new_window(options, SDL_WINDOW_OPENGL))};
        if (glass->window_ != nullptr) glass->context_ = SDL_GL_CreateContext(glass->window_);
        if (glass->context_ == nullptr) {
            last = sdl_error(Code::device_fault, "no GL");
            continue;
        }
        if (auto started = glass->start_gl(options, also_software); !started) return fail(std::move(started));
        return glass;
    }
    return tl::unexpected(std::move(last));
}

Result<Done> Glass::start_gl(const GlassOptions& options, bool also_software) {
    SDL_GL_SetSwapInterval(1);  // a driver that cannot wait for the screen draws as well
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(window_, &width, &height);
    auto renderer =
        GlRenderer::open(width, height, options.gl_loader != nullptr ? options.gl_loader : SDL_GL_GetProcAddress);
    if (!renderer) return fail(std::move(renderer));
    gl_ = std::move(*renderer);
    if (also_software || !is_software_gl(gl_->graphics())) return Done{};
    return fail(Code::unsupported, fmt::format("{} is no graphics processor", gl_->graphics()));
}

Glass::~Glass() {
    gl_.reset();
    if (context_ != nullptr) SDL_GL_DeleteContext(context_);
    if (window_ != nullptr) SDL_DestroyWindow(window_);
}

Renderer& Glass::renderer() {
    if (gl_) return *gl_;
    return *raster_;
}

std::string Glass::what_draws() const { return gl_ ? "GL on " + gl_->graphics() : std::string("the kiosk's rasteriser"); }

Glass::Shown Glass::show(std::span<const Rect> areas) { return gl_ ? show_gl() : show_raster(areas); }

Glass::Shown Glass::show_gl() {
    int width = 0;
    int height = 0;
    SDL_GL_GetDrawableSize(window_, &width, &height);
    if (width != gl_->width() || height != gl_->height()) return Shown::not_yet;
    for (bool again = true; again;) {
        again = gl_->show();
        SDL_GL_SwapWindow(window_);
    }
    return gl_->is_lost() ? Shown::lost : Shown::yes;
}

Glass::Shown Glass::show_raster(std::span<const Rect> areas) {
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr || surface->w != raster_->width() || surface->h != raster_->height()) return Shown::not_yet;
    // Our pixels as a surface, so that SDL converts where the screen's format is another.
    SDL_Surface* ours =
        SDL_CreateRGBSurfaceWithFormatFrom(const_cast<std::uint32_t*>(raster_->pixels().data()), raster_->width(),
                                           raster_->height(), 32, raster_->width() * 4, SDL_PIXELFORMAT_XRGB8888);
    if (ours == nullptr) {
        log::warning("window: nothing shown: {}", SDL_GetError());
        return Shown::not_yet;
    }
    std::vector<SDL_Rect> changed;
    for (const auto& area : areas) changed.push_back({area.left, area.top, area.width(), area.height()});
    for (auto& area : changed) {
        SDL_Rect to = area;
        SDL_BlitSurface(ours, &area, surface, &to);
    }
    SDL_FreeSurface(ours);
    SDL_UpdateWindowSurfaceRects(window_, changed.data(), static_cast<int>(changed.size()));
    return Shown::yes;
}

}  // namespace kiosk::ui
