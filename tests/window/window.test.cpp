// A real window of SDL's on a real X server, with fingers that come from the server's touch panel.

#include "ui/window.hpp"

#include <SDL_keycode.h>

#include "tests/support/catch.hpp"
#include "tests/window/scene.hpp"

namespace kiosk::ui {
namespace {

using test::Scene;
using test::touch_screen;
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a finger that lands and lifts on a button taps it, and fast taps on several each count") {
    Scene scene;
    scene.tap("first");
    scene.tap("second");
    scene.tap("go");
    scene.settle();
    CHECK(scene.tapped() == Names{"first", "second", "go"});
}

TEST_CASE("the pressed look is on the glass with the first frame after the finger landed") {
    Scene scene;
    REQUIRE(scene.comes_to_the_glass());
    const auto before = touch_screen().glass();
    const auto times = scene.window().times_shown();
    scene.down(1, scene.middle_of("go"));
    scene.take_fingers();
    scene.draw();
    CHECK(scene.window().times_shown() == times + 1);
    CHECK(scene.is_on_the_glass());
    CHECK((touch_screen().glass() != before));  // told in a word, not in two million numbers
}

TEST_CASE("a finger that drags scrolls the page and taps nothing") {
    Scene scene;
    const auto from = scene.middle_of("third");
    const int top = scene.stage().find("third")->rect.top;
    scene.down(1, from);
    for (int way = 40; way <= 240; way += 40) scene.move(1, {from.x, from.y - way});
    scene.up(1, {from.x, from.y - 240});
    scene.settle();
    CHECK(scene.tapped().empty());
    CHECK(scene.stage().find("third")->rect.top < top - 100);
}

TEST_CASE("a second finger is ignored while the first is down, wherever it lands and lifts") {
    Scene scene;
    scene.down(1, scene.middle_of("first"));
    scene.down(2, scene.middle_of("second"));
    scene.up(2, scene.middle_of("second"));
    scene.up(1, scene.middle_of("first"));
    scene.settle();
    CHECK(scene.tapped() == Names{"first"});
    scene.down(1, scene.middle_of("second"));
    scene.down(2, scene.middle_of("go"));
    scene.up(1, scene.middle_of("second"));
    scene.up(2, scene.middle_of("go"));
    scene.settle();
    CHECK(scene.tapped() == Names{"first", "second"});
}

TEST_CASE("a palm that is put down beside a finger taps nothing, and one that slides over the page taps nothing either") {
    Scene scene;
    const auto place = scene.middle_of("third");
    const auto part = [&](unsigned finger, int slid) {
        return Point{place.x + 60 * static_cast<int>(finger), place.y - slid + 25 * static_cast<int>(finger % 2)};
    };
    constexpr unsigned parts = 6;  // of the glass that a palm touches, for the panel a finger each
    scene.down(1, scene.middle_of("first"));
    for (unsigned finger = 2; finger < parts; ++finger) scene.down(finger, part(finger, 0));
    for (unsigned finger = 2; finger < parts; ++finger) scene.move(finger, part(finger, 80));
    for (unsigned finger = 2; finger < parts; ++finger) scene.up(finger, part(finger, 80));
    scene.up(1, scene.middle_of("first"));
    scene.settle();
    CHECK(scene.tapped() == Names{"first"});

    for (unsigned finger = 1; finger < parts; ++finger) scene.down(finger, part(finger, 0));
    for (unsigned finger = 1; finger < parts; ++finger) scene.move(finger, part(finger, 80));
    for (unsigned finger = 1; finger < parts; ++finger) scene.up(finger, part(finger, 80));
    scene.settle();
    CHECK(scene.tapped() == Names{"first"});
}

TEST_CASE("a finger whose lifting was lost is lifted after ten seconds, and the next one counts") {
    Scene scene;
    scene.down(1, scene.middle_of("first"));
    scene.settle();
    scene.tap("second", 2);
    scene.settle();
    CHECK(scene.tapped().empty());
    scene.pass(11s);
    scene.turn();
    scene.tap("second", 3);
    scene.settle();
    CHECK(scene.tapped() == Names{"second"});
    scene.up(1, scene.middle_of("first"));  // it comes after all
    scene.settle();
    CHECK(scene.tapped() == Names{"second"});
}

TEST_CASE("what does not change is shown once") {
    Scene scene;
    REQUIRE(scene.comes_to_the_glass());
    const auto times = scene.window().times_shown();
    for (int i = 0; i < 20; ++i) scene.draw();
    CHECK(scene.window().times_shown() == times);
}

TEST_CASE("after the window or the whole display was away, what stood on the glass stands there again, and can be touched") {
    for (const auto renderer : {settings::Renderer::raster, settings::Renderer::gl}) {
        Scene scene(Scene::by(renderer));
        CAPTURE(scene.window().what_draws());
        CHECK(scene.window().what_draws().starts_with("GL on") == (renderer == settings::Renderer::gl));
        REQUIRE(scene.comes_to_the_glass());
        const auto before = touch_screen().glass();

        touch_screen().unmap_windows();
        scene.turn();
        CHECK((touch_screen().glass() != before));
        touch_screen().map_windows();
        CHECK(scene.comes_to_the_glass());
        CHECK((touch_screen().glass() == before));
        scene.tap("first");
        scene.settle();
        CHECK(scene.tapped() == Names{"first"});

        REQUIRE(scene.comes_to_the_glass());
        touch_screen().turn_off();
        scene.turn();
        touch_screen().turn_on();
        CHECK(scene.comes_to_the_glass());
        CHECK(scene.stage().display().width_px == test::TouchScreen::width);
        scene.tap("second");
        scene.settle();
        CHECK(scene.tapped() == Names{"first", "second"});
    }
}

TEST_CASE("a key strip moves from thing to thing and presses; with two switches the same way is walked") {
    Scene scene(Scene::by(settings::Renderer::raster), Scene::Screen::none);
    for (const auto key : {SDLK_DOWN, SDLK_RIGHT, SDLK_UP}) scene.key(key);
    CHECK(scene.stage().focus() == "first");
    CHECK(scene.stage().take_touched());
    CHECK(scene.tapped().empty());
    scene.key(SDLK_RETURN);
    scene.key(SDLK_TAB);
    scene.key(SDLK_SPACE);
    CHECK(scene.tapped() == std::vector<std::string>{"first", "second"});
}

}  // namespace kiosk::ui
