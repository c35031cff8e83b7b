#pragma once
/// The window on the glass: SDL in, pixels out. It takes fingers (and a mouse, for development), sleeps until something
/// happens, and presents what a stage drew; nothing is drawn while nothing changes. No GPU is used. One thread, the one that
/// opened it; only `WakeUp` may be called from others.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "ui/stage.hpp"

struct SDL_Window;
union SDL_Event;

namespace kiosk::ui {

struct WindowOptions {
    bool full_screen = false;
    int width_px = 0;  ///< of the window; 0: as the display says
    int height_px = 0;
};

/// Ends the sleep of the window; any thread, never blocks. Hand it to mailboxes.
class WakeUp {
public:
    explicit WakeUp(std::uint32_t event_type) : event_type_(event_type) {}
    void operator()() const;

private:
    std::uint32_t event_type_;
};

class Window {
public:
    /// Fails without a screen, naming what SDL said. In full screen the display takes the size of the screen.
    [[nodiscard]] static Result<std::unique_ptr<Window>> open(Display display, const std::filesystem::path& art_folder,
                                                              const Clock& clock, const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// False once somebody closed it.
    [[nodiscard]] bool is_open() const { return open_; }
    [[nodiscard]] WakeUp wake_up() const { return WakeUp{wake_event_}; }
    [[nodiscard]] Stage& stage() { return *stage_; }

    /// Waits for a touch, a wake-up, the stage's next frame or the deadline, and hands touches to the stage. Blocks.
    void sleep_until(std::optional<Monotonic> deadline);
    /// Draws and shows what changed.
    void draw(const Stage::Draw& draw);

private:
    Window(SDL_Window* window, std::unique_ptr<Stage> stage, const Clock& clock, std::uint32_t wake_event);
    /// True when the event ends the sleep.
    bool take(const SDL_Event& event);
    bool take_finger(const SDL_Event& event);
    void resized(int width_px, int height_px);

    SDL_Window* window_;
    std::unique_ptr<Stage> stage_;
    const Clock& clock_;
    std::uint32_t wake_event_;
    bool open_ = true;
    bool whole_ = true;  ///< the next present shows everything: the surface is new
};

}  // namespace kiosk::ui
