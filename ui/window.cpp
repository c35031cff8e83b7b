#include "ui/window.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/base/log.hpp"
#include "ui/glass.hpp"

namespace kiosk::ui {
namespace {

constexpr Duration longest_sleep = 60s;       // the clock in the header turns by the minute
constexpr Duration resize_round = 20ms;       // a window between two sizes has the new one within a frame or two
constexpr Duration first_gl_pause = 30s;      // a processor that was reset is back within seconds; the window blinks once
constexpr Duration longest_gl_pause = 10min;  // one that stays away costs a blink now and then, when nobody looks
constexpr Duration nobody_there = 20s;        // the window changes hands only while nobody touches it

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

// ---- What draws ---------------------------------------------------------------------------------------------------------------

namespace {

struct Choice {
    Result<std::unique_ptr<Glass>> glass;
    bool gl_later = false;  ///< GL should be there and is not, now
};

Choice choose_glass(const GlassOptions& options, settings::Renderer wanted, const std::filesystem::path& devices) {
    const bool always = wanted == settings::Renderer::gl;
    bool gl_later = false;
    if (always || (wanted == settings::Renderer::automatic && has_graphics_processor(devices))) {
        auto gl = Glass::open_gl(options, always);
        if (gl) return {std::move(gl), false};
        log::warning("window: drawn without GL: {}", gl.error().detail);
        gl_later = gl.error().code == Code::device_fault;
    }
    auto raster = Glass::open_raster(options);
    if (raster || wanted == settings::Renderer::raster) return {std::move(raster), gl_later};
    // A screen that only GL can reach, as SDL's KMSDRM.
    auto any_gl = Glass::open_gl(options, true);
    return {any_gl ? std::move(any_gl) : std::move(raster), false};
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(Display display, const std::filesystem::path& art_folder, const Clock& clock,
                                             const WindowOptions& options) {
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        return fail(
            Code::device_fault,
            fmt::format("the screen cannot be used: {}; is there a screen, and may this user use it?", SDL_GetError()));
    }
    GlassOptions place;
    place.full_screen = options.full_screen;
    place.width_px = options.width_px > 0 ? options.width_px : display.width_px;
    place.height_px = options.height_px > 0 ? options.height_px : display.height_px;
    const int screens = SDL_GetNumVideoDisplays();
    if (options.screen > screens && !options.or_first) {
        SDL_Quit();
        return fail(Code::not_found, fmt::format("there is no screen {}: this machine has {}", options.screen, screens));
    }
    place.screen = options.screen > screens ? 0 : options.screen;
    place.gl_loader = options.gl_loader;
    auto [glass, gl_later] = choose_glass(place, options.renderer, options.devices);
    if (!glass) {
        SDL_Quit();
        return fail(std::move(glass));
    }
    if (options.full_screen) SDL_ShowCursor(SDL_DISABLE);
    display.width_px = (*glass)->renderer().width();
    display.height_px = (*glass)->renderer().height();
    std::unique_ptr<Window> window{new Window(std::move(*glass), clock, options, gl_later)};
    auto stage = Stage::open(display, art_folder, &window->glass_->renderer());
    if (!stage) return fail(std::move(stage));
    window->stage_ = std::move(*stage);
    return window;
}

Window::Window(std::unique_ptr<Glass> glass, const Clock& clock, const WindowOptions& options, bool gl_later)
    : options_(options),
      clock_(clock),
      glass_(std::move(glass)),
      wake_event_(SDL_RegisterEvents(1)),
      gl_pause_(first_gl_pause) {
    if (gl_later) gl_again_at_ = clock.monotonic() + gl_pause_;
}

Window::~Window() {
    stage_.reset();
    glass_.reset();
    SDL_Quit();
}

std::string Window::what_draws() const { return glass_ ? glass_->what_draws() : std::string("nothing"); }

GlassOptions Window::place_of_glass() const {
    GlassOptions out;
    out.full_screen = options_.full_screen;
    out.width_px = stage_->display().width_px;
    out.height_px = stage_->display().height_px;
    out.gl_loader = options_.gl_loader;
    out.screen = options_.screen;
    SDL_GetWindowPosition(glass_->window(), &out.left_px, &out.top_px);
    return out;
}

/// The picture is gone with the processor that held it; the page is not.
void Window::lose_gl() {
    log::warning("window: {} was lost; the rasteriser draws on", what_draws());
    const auto place = place_of_glass();
    stage_->draw_with(nullptr);
    glass_.reset();
    auto raster = Glass::open_raster(place);
    if (!raster) return take_glass(Glass::open_gl(place, true));
    gl_again_at_ = clock_.monotonic() + gl_pause_;
    gl_pause_ = std::min(gl_pause_ * 2, longest_gl_pause);
    take_glass(std::move(raster));
}

void Window::return_to_gl(Monotonic now) {
    if (!gl_again_at_ || now < *gl_again_at_ || now - touched_at_ < nobody_there) return;
    const auto place = place_of_glass();
    stage_->draw_with(nullptr);
    glass_.reset();
    auto gl = Glass::open_gl(place, options_.renderer == settings::Renderer::gl);
    if (gl) {
        gl_again_at_.reset();
        log::info("window: drawn by {} again", (*gl)->what_draws());
        return take_glass(std::move(gl));
    }
    gl_again_at_ = now + gl_pause_;
    gl_pause_ = std::min(gl_pause_ * 2, longest_gl_pause);
    take_glass(Glass::open_raster(place));
}

void Window::take_glass(Result<std::unique_ptr<Glass>> glass) {
    if (!glass) {
        log::failure("opening the window again", glass.error());
        open_ = false;  // the supervisor starts the kiosk again
        return;
    }
    glass_ = std::move(*glass);
    stage_->draw_with(&glass_->renderer());
    whole_ = true;
}

// ---- Events -------------------------------------------------------------------------------------------------------------------

void Window::sleep_until(std::optional<Monotonic> deadline) {
    const auto now = clock_.monotonic();
    auto until = now + longest_sleep;
    if (deadline) until = std::min(until, *deadline);
    if (const auto frame = stage_->next_frame_at()) until = std::min(until, *frame);
    if (whole_) until = std::min(until, waiting_ ? now + resize_round : now);
    const auto patience = std::max<Duration::rep>(0, (until - now).count());
    SDL_Event event;
    if (SDL_WaitEventTimeout(&event, static_cast<int>(patience)) == 0) return;
    bool stop = take(event);
    while (!stop && SDL_PollEvent(&event) != 0) stop = take(event);
}

bool Window::take(const SDL_Event& event) {
    switch (event.type) {
        case SDL_QUIT: open_ = false; return true;
        case SDL_WINDOWEVENT: take_change(event.window); return false;
        case SDL_DISPLAYEVENT: whole_ = true; return false;  // unplugged, plugged in, turned: what it shows is not ours
        case SDL_FINGERDOWN:
        case SDL_FINGERMOTION:
        case SDL_FINGERUP: return take_finger(event);
        case SDL_KEYDOWN: return take_key(event);
        default: return false;
    }
}

/// Where the window was covered, away or minimised, what the server shows there now is not the page.
void Window::take_change(const SDL_WindowEvent& change) {
    switch (change.event) {
        case SDL_WINDOWEVENT_SIZE_CHANGED: return resized(change.data1, change.data2);
        case SDL_WINDOWEVENT_SHOWN:
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_RESTORED:
        case SDL_WINDOWEVENT_DISPLAY_CHANGED: whole_ = true; return;
        default: return;
    }
}

bool Window::take_finger(const SDL_Event& event) {
    const auto& touch = event.tfinger;
    const auto at = [](float part, int whole) { return static_cast<int>(std::lround(part * static_cast<float>(whole))); };
    const Point point{at(touch.x, stage_->display().width_px), at(touch.y, stage_->display().height_px)};
    const auto now = clock_.monotonic();
    touched_at_ = now;
    if (event.type == SDL_FINGERDOWN) stage_->finger_down(touch.fingerId, point, now);
    if (event.type == SDL_FINGERMOTION) stage_->finger_moved(touch.fingerId, point, now);
    if (event.type != SDL_FINGERUP) return false;
    stage_->finger_up(touch.fingerId, point, now);
    return true;  // each tap gets its own frame
}

/// A key strip, one or two switches, or a keyboard: next, previous, press. Keys that are held do nothing more.
bool Window::take_key(const SDL_Event& event) {
    if (event.key.repeat != 0) return false;
    touched_at_ = clock_.monotonic();
    const auto key = event.key.keysym.sym;
    const auto function = key >= SDLK_F1 && key <= SDLK_F12 ? static_cast<std::size_t>(key - SDLK_F1 + 1) : 0;
    if (function > 0 && function < options_.function_keys.size() && !options_.function_keys[function].empty()) {
        stage_->press(options_.function_keys[function]);
        return true;
    }
    const bool backwards = (event.key.keysym.mod & KMOD_SHIFT) != 0;
    switch (key) {
        case SDLK_DOWN:
        case SDLK_RIGHT: stage_->focus_next(1); return true;
        case SDLK_UP:
        case SDLK_LEFT: stage_->focus_next(-1); return true;
        case SDLK_TAB: stage_->focus_next(backwards ? -1 : 1); return true;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
        case SDLK_SPACE: stage_->activate_focus(); return true;
        case SDLK_ESCAPE:
        case SDLK_AC_BACK: stage_->press("back"); return true;
        case SDLK_F1:
        case SDLK_HELP: stage_->press("utility.help"); return true;
        default: return false;
    }
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
    return_to_gl(clock_.monotonic());
    show(stage_->draw(clock_.monotonic(), draw));
}

void Window::show_all() {
    whole_ = true;
    show({});
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) take(event);
}

void Window::show(std::vector<Rect> changed) {
    if (!glass_) return;
    if (whole_) changed = {{0, 0, stage_->display().width_px, stage_->display().height_px}};
    if (changed.empty()) return;
    const auto shown = glass_->show(changed);
    waiting_ = shown == Glass::Shown::not_yet;
    whole_ = waiting_;  // between two sizes: the next frame has both
    if (shown == Glass::Shown::lost) return lose_gl();
    if (shown == Glass::Shown::yes && times_shown_++ == 0)
        log::info("window: the first page stands there, drawn by {}", what_draws());
}

}  // namespace kiosk::ui
