#include "ui/window.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/base/log.hpp"

namespace kiosk::ui {
namespace {

constexpr Duration longest_sleep = 60s;  // the clock in the header turns by the minute

Error sdl_error(const char* doing) {
    return Error{Code::device_fault,
                 fmt::format("{}: {}; is there a screen, and may this user use it?", doing, SDL_GetError())};
}

void set_hints() {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // the window surface is memory, never a software GL
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");        // a finger is a finger, not a mouse as well
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1");        // on a desk the mouse is a finger
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");        // capturing the mouse loses finger-up on X11
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
}

}  // namespace

void WakeUp::operator()() const {
    SDL_Event event{};
    event.type = event_type_;
    SDL_PushEvent(&event);  // a full queue means the sleeper is about to wake anyway
}

Result<std::unique_ptr<Window>> Window::open(Display display, const std::filesystem::path& art_folder, const Clock& clock,
                                             const WindowOptions& options) {
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return tl::unexpected<Error>(sdl_error("the screen cannot be used"));
    const std::uint32_t flags = options.full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    const int width = options.width_px > 0 ? options.width_px : display.width_px;
    const int height = options.height_px > 0 ? options.height_px : display.height_px;
    SDL_Window* window = SDL_CreateWindow("Kiosk", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height, flags);
    if (window == nullptr) {
        auto error = sdl_error("no window can be opened");
        SDL_Quit();
        return tl::unexpected<Error>(std::move(error));
    }
    if (options.full_screen) SDL_ShowCursor(SDL_DISABLE);
    SDL_GetWindowSize(window, &display.width_px, &display.height_px);
    auto stage = Stage::open(display, art_folder);
    if (!stage) {
        SDL_DestroyWindow(window);
        SDL_Quit();
        return fail(std::move(stage));
    }
    const auto wake_event = SDL_RegisterEvents(1);
    return std::unique_ptr<Window>{new Window(window, std::move(*stage), clock, wake_event)};
}

Window::Window(SDL_Window* window, std::unique_ptr<Stage> stage, const Clock& clock, std::uint32_t wake_event)
    : window_(window), stage_(std::move(stage)), clock_(clock), wake_event_(wake_event) {}

Window::~Window() {
    SDL_DestroyWindow(window_);
    SDL_Quit();
}

void Window::sleep_until(std::optional<Monotonic> deadline) {
    const auto now = clock_.monotonic();
    auto until = now + longest_sleep;
    if (deadline) until = std::min(until, *deadline);
    if (const auto frame = stage_->next_frame_at()) until = std::min(until, *frame);
    if (whole_) until = now;
    const auto patience = std::max<Duration::rep>(0, (until - now).count());
    SDL_Event event;
    if (SDL_WaitEventTimeout(&event, static_cast<int>(patience)) == 0) return;
    bool stop = take(event);
    while (!stop && SDL_PollEvent(&event) != 0) stop = take(event);
}

bool Window::take(const SDL_Event& event) {
    switch (event.type) {
        case SDL_QUIT: open_ = false; return true;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) resized(event.window.data1, event.window.data2);
            if (event.window.event == SDL_WINDOWEVENT_EXPOSED) whole_ = true;
            return false;
        case SDL_RENDER_TARGETS_RESET:
        case SDL_APP_DIDENTERFOREGROUND: whole_ = true; return false;
        case SDL_FINGERDOWN:
        case SDL_FINGERMOTION:
        case SDL_FINGERUP: return take_finger(event);
        default: return false;
    }
}

bool Window::take_finger(const SDL_Event& event) {
    const auto& touch = event.tfinger;
    const auto at = [](float part, int whole) { return static_cast<int>(std::lround(part * static_cast<float>(whole))); };
    const Point point{at(touch.x, stage_->display().width_px), at(touch.y, stage_->display().height_px)};
    const auto now = clock_.monotonic();
    if (event.type == SDL_FINGERDOWN) stage_->finger_down(touch.fingerId, point, now);
    if (event.type == SDL_FINGERMOTION) stage_->finger_moved(touch.fingerId, point, now);
    if (event.type != SDL_FINGERUP) return false;
    stage_->finger_up(touch.fingerId, point, now);
    return true;  // each tap gets its own frame
}

void Window::resized(int width_px, int height_px) {
    auto display = stage_->display();
    if (display.width_px == width_px && display.height_px == height_px) return;
    display.width_px = width_px;
    display.height_px = height_px;
    if (auto set = stage_->set_display(display); !set) log::failure("the window's new size", set.error());
    whole_ = true;
}

void Window::draw(const Stage::Draw& draw) {
    const auto changed = stage_->draw(clock_.monotonic(), draw);
    const auto& raster = stage_->raster();
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr || surface->w != raster.width() || surface->h != raster.height()) {
        whole_ = true;  // between two sizes: the next frame has both
        return;
    }
    std::vector<SDL_Rect> areas;
    for (const auto& area : changed) areas.push_back({area.left, area.top, area.width(), area.height()});
    if (whole_) areas = {{0, 0, raster.width(), raster.height()}};
    whole_ = false;
    if (areas.empty()) return;
    // Our pixels as a surface, so that SDL converts where the screen's format is another.
    SDL_Surface* ours =
        SDL_CreateRGBSurfaceWithFormatFrom(const_cast<std::uint32_t*>(raster.pixels().data()), raster.width(),
                                           raster.height(), 32, raster.width() * 4, SDL_PIXELFORMAT_XRGB8888);
    if (ours == nullptr) {
        log::warning("window: nothing shown: {}", SDL_GetError());
        return;
    }
    for (auto& area : areas) {
        SDL_Rect to = area;
        SDL_BlitSurface(ours, &area, surface, &to);
    }
    SDL_FreeSurface(ours);
    SDL_UpdateWindowSurfaceRects(window_, areas.data(), static_cast<int>(areas.size()));
}

}  // namespace kiosk::ui
