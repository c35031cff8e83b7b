#pragma once
/// The window on the glass: SDL in, pixels out. It takes fingers (and a mouse, for development), sleeps until something
/// happens, and presents what a stage drew; nothing is drawn while nothing changes. It draws with GL where there is a graphics
/// processor and with the kiosk's own rasteriser elsewhere, and changes from one to the other without the visit noticing. One
/// thread, the one that opened it; only `WakeUp` may be called from others.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/settings/settings.hpp"
#include "ui/stage.hpp"

union SDL_Event;
struct SDL_WindowEvent;

namespace kiosk::ui {

class Glass;
struct GlassOptions;

struct WindowOptions {
    bool full_screen = false;
    int width_px = 0;  ///< of the window; 0: as the display says
    int height_px = 0;
    int screen = 0;                            ///< on which one, from 1; 0: on the first
    bool or_first = false;                     ///< where there is no such screen
    std::vector<std::string> function_keys{};  ///< [2]: the id of the thing that F2 presses; without any F1 is help
    settings::Renderer renderer = settings::Renderer::automatic;
    // Tests put a failing driver and a machine with other devices here.
    void* (*gl_loader)(const char* name) = nullptr;  ///< finds GL's functions; null: SDL's
    std::filesystem::path devices = "/dev";          ///< where a graphics processor is looked for
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
    /// Shows all of what the stage drew last, for a script that draws on the stage itself, and takes what happened meanwhile.
    void show_all();

    /// How often something was shown: what does not change costs nothing.
    [[nodiscard]] std::uint64_t times_shown() const { return times_shown_; }
    /// "the kiosk's rasteriser", or what GL calls itself.
    [[nodiscard]] std::string what_draws() const;

private:
    Window(std::unique_ptr<Glass> glass, const Clock& clock, const WindowOptions& options, bool gl_later);
    /// True when the event ends the sleep.
    bool take(const SDL_Event& event);
    void take_change(const SDL_WindowEvent& change);
    bool take_finger(const SDL_Event& event);
    bool take_key(const SDL_Event& event);
    void resized(int width_px, int height_px);
    void show(std::vector<Rect> changed);
    [[nodiscard]] GlassOptions place_of_glass() const;
    void lose_gl();
    void return_to_gl(Monotonic now);
    void take_glass(Result<std::unique_ptr<Glass>> glass);

    const WindowOptions options_;
    const Clock& clock_;
    std::unique_ptr<Glass> glass_;  ///< before the stage, which draws with it
    std::unique_ptr<Stage> stage_;
    std::uint32_t wake_event_;
    bool open_ = true;
    bool whole_ = true;     ///< the next present shows everything: what stands there is not ours
    bool waiting_ = false;  ///< the window is between two sizes
    std::uint64_t times_shown_ = 0;
    Monotonic touched_at_{};
    std::optional<Monotonic> gl_again_at_;  ///< when GL is tried again after it was lost
    Duration gl_pause_;
};

}  // namespace kiosk::ui
