// A real window of SDL's, with fingers that come through SDL's queue as a touch screen's do.

#include "ui/window.hpp"

#include <SDL.h>
#include <SDL_opengles2.h>

#include <cstdlib>

#include "tests/support/catch.hpp"
#include "ui/render/gl.hpp"

namespace kiosk::ui {
namespace {

const std::filesystem::path art_folder = std::filesystem::path{KIOSK_SOURCE_DIR} / "assets/art";
constexpr const char* rows[] = {"first", "second", "third"};

/// A driver whose processor can be reset by hand.
bool reset = false;
GLenum error_of_a_lost_context() {
    constexpr GLenum context_lost = 0x0507;
    return reset ? context_lost : GL_NO_ERROR;
}
void* driver(const char* name) {
    if (std::string_view(name) == "glGetError") return reinterpret_cast<void*>(&error_of_a_lost_context);
    return SDL_GL_GetProcAddress(name);
}

/// A window with one page: three rows and a button, and a list that is longer than the glass.
class Scene {
public:
    explicit Scene(const char* video_driver, settings::Renderer renderer = settings::Renderer::raster) {
        setenv("SDL_VIDEODRIVER", video_driver, 1);
        reset = false;
        WindowOptions options;
        options.renderer = renderer;
        options.gl_loader = driver;
        auto opened = Window::open({}, art_folder, clock_, options);
        INFO((opened ? std::string{} : opened.error().detail));
        REQUIRE(opened);
        window_ = std::move(*opened);
        stage().enter_screen(clock_.monotonic());
        turn();
        clock_.advance(1s);  // long enough to read the page
    }

    [[nodiscard]] Window& window() { return *window_; }
    [[nodiscard]] Stage& stage() { return window_->stage(); }
    [[nodiscard]] const std::vector<std::string>& tapped() const { return tapped_; }
    void pass(Duration time) { clock_.advance(time); }

    /// As the kiosk's loop: sleeps until something happens, then draws.
    void turn() {
        window_->sleep_until(clock_.monotonic());
        draw();
    }
    void draw() {
        window_->draw([&](Frame& frame) {
            frame.title("Trang thử");
            for (const auto* id : rows) {
                Row row;
                row.icon = Icon::upload;
                row.title = id;
                row.body = "Một dòng để chạm";
                if (frame.row(id, row)) tapped_.emplace_back(id);
            }
            for (int i = 0; i < 30; ++i) frame.paragraph("Một đoạn dài để trang cuộn được.");
            if (frame.primary("go", "Tiếp tục")) tapped_.emplace_back("go");
        });
    }
    /// Until SDL's queue is empty.
    void settle() {
        do turn();
        while (SDL_HasEvents(SDL_FINGERDOWN, SDL_FINGERMOTION) != SDL_FALSE);
        turn();
    }

    void finger(SDL_EventType type, SDL_FingerID id, Point at) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.type = type;
        event.tfinger.touchId = 1;
        event.tfinger.fingerId = id;
        event.tfinger.x = static_cast<float>(at.x) / static_cast<float>(stage().display().width_px);
        event.tfinger.y = static_cast<float>(at.y) / static_cast<float>(stage().display().height_px);
        REQUIRE(SDL_PushEvent(&event) == 1);
    }
    void key(SDL_Keycode symbol) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = symbol;
        REQUIRE(SDL_PushEvent(&event) == 1);
        turn();
        turn();
    }
    void tap(std::string_view id, SDL_FingerID with = 1) {
        finger(SDL_FINGERDOWN, with, middle_of(id));
        finger(SDL_FINGERUP, with, middle_of(id));
    }
    [[nodiscard]] Point middle_of(std::string_view id) {
        const auto* node = stage().find(id);
        REQUIRE(node != nullptr);
        return node->rect.centre();
    }

private:
    ManualClock clock_{WallTime{}};
    std::unique_ptr<Window> window_;
    std::vector<std::string> tapped_;
};

using Names = std::vector<std::string>;

bool has_gl() {
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    const bool there = SDL_Init(SDL_INIT_VIDEO) == 0 && SDL_GL_LoadLibrary(nullptr) == 0;
    SDL_Quit();
    return there;
}

}  // namespace

TEST_CASE("a key strip moves from thing to thing and presses; with two switches the same way is walked") {
    Scene scene("dummy");
    for (const auto key : {SDLK_DOWN, SDLK_RIGHT, SDLK_UP}) scene.key(key);
    CHECK(scene.stage().focus() == "first");
    CHECK(scene.stage().take_touched());
    CHECK(scene.tapped().empty());
    scene.key(SDLK_RETURN);
    scene.key(SDLK_TAB);
    scene.key(SDLK_SPACE);
    CHECK(scene.tapped() == std::vector<std::string>{"first", "second"});
}

TEST_CASE("a finger that lands and lifts on a button taps it, and fast taps on several each count") {
    Scene scene("dummy");
    scene.tap("first");
    scene.tap("second");
    scene.tap("go");
    scene.settle();
    CHECK(scene.tapped() == Names{"first", "second", "go"});
}

TEST_CASE("the pressed look is there on the frame after the finger landed") {
    Scene scene("dummy");
    const auto before = scene.window().times_shown();
    scene.finger(SDL_FINGERDOWN, 1, scene.middle_of("go"));
    scene.turn();
    CHECK(scene.window().times_shown() == before + 1);
}

TEST_CASE("a finger that drags scrolls the page and taps nothing") {
    Scene scene("dummy");
    const auto from = scene.middle_of("third");
    const int top = scene.stage().find("third")->rect.top;
    scene.finger(SDL_FINGERDOWN, 1, from);
    for (int way = 40; way <= 240; way += 40) scene.finger(SDL_FINGERMOTION, 1, {from.x, from.y - way});
    scene.finger(SDL_FINGERUP, 1, {from.x, from.y - 240});
    scene.settle();
    CHECK(scene.tapped().empty());
    CHECK(scene.stage().find("third")->rect.top < top - 100);
}

TEST_CASE("a second finger, or a palm, is ignored while the first is down") {
    Scene scene("dummy");
    scene.finger(SDL_FINGERDOWN, 1, scene.middle_of("first"));
    scene.finger(SDL_FINGERDOWN, 2, scene.middle_of("second"));
    scene.finger(SDL_FINGERUP, 2, scene.middle_of("second"));
    scene.finger(SDL_FINGERUP, 1, scene.middle_of("first"));
    scene.settle();
    CHECK(scene.tapped() == Names{"first"});
}

TEST_CASE("a finger whose lifting was lost is lifted after ten seconds, and the next one counts") {
    Scene scene("dummy");
    scene.finger(SDL_FINGERDOWN, 1, scene.middle_of("first"));
    scene.turn();
    scene.tap("second", 2);
    scene.settle();
    CHECK(scene.tapped().empty());
    scene.pass(11s);
    scene.turn();
    scene.tap("second", 3);
    scene.settle();
    CHECK(scene.tapped() == Names{"second"});
}

TEST_CASE("what does not change is shown once, and once more when the screen was covered") {
    Scene scene("dummy");
    for (int i = 0; i < 20; ++i) scene.draw();
    CHECK(scene.window().times_shown() == 1);
    SDL_Event uncovered{};
    uncovered.type = SDL_WINDOWEVENT;
    uncovered.window.event = SDL_WINDOWEVENT_EXPOSED;
    SDL_PushEvent(&uncovered);
    scene.settle();
    CHECK(scene.window().times_shown() == 2);
}

TEST_CASE("a processor that was reset is left for the rasteriser with the page as it stood, and taken back later") {
    if (!has_gl()) {
        WARN("no GL can be had here (libEGL and a Mesa driver are missing): the way back from GL is not tried");
        return;
    }
    Scene scene("offscreen", settings::Renderer::gl);
    REQUIRE(scene.window().what_draws().starts_with("GL on"));
    scene.finger(SDL_FINGERDOWN, 1, scene.middle_of("third"));
    scene.finger(SDL_FINGERMOTION, 1, {500, 500});
    scene.finger(SDL_FINGERUP, 1, {500, 500});
    scene.settle();
    scene.pass(5s);
    scene.turn();
    const auto nodes = scene.stage().nodes().size();
    const int top = scene.stage().find("third")->rect.top;
    reset = true;
    scene.finger(SDL_FINGERDOWN, 1, scene.middle_of("go"));
    scene.turn();  // the pressed look is what could not be shown
    CHECK(scene.window().what_draws() == "the kiosk's rasteriser");
    scene.finger(SDL_FINGERUP, 1, scene.middle_of("go"));
    scene.settle();
    CHECK(scene.window().is_open());
    CHECK(scene.tapped() == Names{"go"});
    CHECK(scene.stage().nodes().size() == nodes);
    CHECK(scene.stage().find("third")->rect.top == top);
    // a try that fails leaves the rasteriser where it is; one that succeeds brings GL back
    scene.pass(31s);
    scene.settle();
    CHECK(scene.window().what_draws() == "the kiosk's rasteriser");
    reset = false;
    scene.pass(61s);
    scene.settle();
    CHECK(scene.window().what_draws().starts_with("GL on"));
    scene.tap("second");
    scene.settle();
    CHECK(scene.tapped() == Names{"go", "second"});
}

TEST_CASE("where no GL can be had the rasteriser draws, whatever was asked for") {
    Scene scene("dummy", settings::Renderer::gl);
    CHECK(scene.window().what_draws() == "the kiosk's rasteriser");
    scene.tap("go");
    scene.settle();
    CHECK(scene.tapped() == Names{"go"});
}

TEST_CASE("GL that only the ordinary processor plays is told from a graphics processor") {
    for (const char* software : {"llvmpipe (LLVM 15.0.6, 256 bits)", "softpipe", "Software Rasterizer", "Google SwiftShader",
                                 "virgl (LLVMPIPE (LLVM 15.0.7, 256 bits))"}) {
        CHECK(is_software_gl(software));
    }
    for (const char* real : {"Mesa Intel(R) UHD Graphics 600 (GLK 2)", "AMD Radeon Graphics (radeonsi, raven)", "Mali-G52",
                             "NVIDIA GeForce GT 710/PCIe/SSE2"}) {
        CHECK_FALSE(is_software_gl(real));
    }
}

}  // namespace kiosk::ui
