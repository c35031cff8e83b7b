#pragma once
/// A window with one page of its own, for fingers and for graphics drivers that fail.

#include <SDL_opengles2.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "tests/window/touch_screen.hpp"
#include "ui/window.hpp"

union SDL_Event;

namespace kiosk::test {

/// What GL's driver says, instead of or beside the truth. There is one, for GL's functions know nothing of objects.
struct FakeDriver {
    GLenum error = GL_NO_ERROR;           ///< glGetError
    std::optional<GLenum> reset;          ///< the graphics processor's state; nothing: the driver has no such question
    std::optional<std::string> graphics;  ///< GL_RENDERER
    int begun = 0;                        ///< how often GL was begun with
    int brought = 0;                      ///< how often the picture was brought onto a buffer of the window
};
[[nodiscard]] FakeDriver& driver();
/// Finds GL's functions as SDL does, some of them with the driver's answers.
[[nodiscard]] void* gl_function(const char* name);

/// What lies in the buffer of the window that is shown next, row by row, 0xRRGGBB.
[[nodiscard]] std::vector<std::uint32_t> back_buffer(int width, int height);

/// The panel of this program, there from the first call on.
[[nodiscard]] TouchScreen& touch_screen();

/// Three rows and a button, and a list that is longer than the glass.
class Scene {
public:
    static ui::WindowOptions by(settings::Renderer renderer) {
        ui::WindowOptions out;
        out.renderer = renderer;
        return out;
    }
    enum class Screen { panel, none };  ///< SDL's x11 on the panel; SDL's dummy, which has neither glass nor GL
    explicit Scene(ui::WindowOptions options = by(settings::Renderer::raster), Screen screen = Screen::panel);
    ~Scene();
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    [[nodiscard]] ui::Window& window() { return *window_; }
    [[nodiscard]] ui::Stage& stage() { return window_->stage(); }
    [[nodiscard]] const std::vector<std::string>& tapped() const { return tapped_; }
    [[nodiscard]] ui::Point middle_of(std::string_view id);
    /// Whether the page, and nothing else, stands on the glass.
    [[nodiscard]] bool is_on_the_glass();
    void pass(Duration time) { clock_.advance(time); }

    // ---- Fingers: on the panel -------------------------------------------------------------------------------------------
    void down(unsigned finger, ui::Point at);
    void move(unsigned finger, ui::Point at);
    void up(unsigned finger, ui::Point at);
    void tap(std::string_view id, unsigned finger = 1);
    void key(std::int32_t symbol);

    // ---- The kiosk's loop ------------------------------------------------------------------------------------------------
    /// Sleeps until something happens, then draws.
    void turn();
    void draw();
    /// Until all that the fingers did has reached SDL's queue; nothing is drawn.
    void take_fingers();
    /// Until all that the fingers did has been answered.
    void settle();
    /// Until the page, and nothing else, stands on the glass; false when it does not come.
    [[nodiscard]] bool comes_to_the_glass();

private:
    static int watch(void* scene, SDL_Event* event);

    TouchScreen* panel_ = nullptr;
    ManualClock clock_{WallTime{}};
    std::unique_ptr<ui::Window> window_;
    std::vector<std::string> tapped_;
    int sent_ = 0;  ///< what the fingers did
    int seen_ = 0;  ///< … and SDL has told
};

}  // namespace kiosk::test
