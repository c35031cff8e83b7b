#include "ui/pointer.hpp"

#include "tests/support/catch.hpp"

namespace kiosk::ui {
namespace {

Nodes two_buttons() {
    return {{"left", Role::button, "Left", {0, 0, 200, 100}, true, false, {}, false},
            {"right", Role::button, "Right", {300, 0, 500, 100}, true, false, {}, false},
            {"off", Role::button, "Off", {600, 0, 700, 100}, false, false, {}, false},
            {"key.l", Role::key, "l", {0, 300, 90, 390}, true, false, {}, false}};
}

std::optional<std::string> tap(Pointer& pointer, Point at, Monotonic now) {
    pointer.down(1, at, now, two_buttons());
    return pointer.up(1, at, now + 50ms);
}

constexpr Monotonic later(Duration by) { return Monotonic{10s + by}; }

}  // namespace

TEST_CASE("a finger activates what it lifts from, within five millimetres") {
    Pointer pointer{18};
    CHECK(tap(pointer, {100, 50}, later(0ms)) == "left");
    pointer.down(1, {195, 50}, later(1s), two_buttons());
    CHECK(pointer.held() == "left");
    CHECK(pointer.up(1, {210, 50}, later(1100ms)) == "left");
}

TEST_CASE("a finger that wanders off the target, or far over it, activates nothing") {
    Pointer pointer{18};
    pointer.down(1, {195, 50}, later(0ms), two_buttons());
    CHECK_FALSE(pointer.up(1, {230, 50}, later(100ms)));
    pointer.down(1, {50, 50}, later(1s), two_buttons());
    pointer.move(1, {120, 50}, later(1100ms));
    CHECK(pointer.dragging());
    CHECK_FALSE(pointer.held());
    CHECK_FALSE(pointer.up(1, {50, 50}, later(1200ms)));
}

TEST_CASE("only the first finger counts, a palm beside it is ignored") {
    Pointer pointer{18};
    pointer.down(1, {100, 50}, later(0ms), two_buttons());
    pointer.down(2, {400, 50}, later(10ms), two_buttons());
    CHECK_FALSE(pointer.up(2, {400, 50}, later(20ms)));
    CHECK(pointer.up(1, {100, 50}, later(30ms)) == "left");
}

TEST_CASE("a touch that began before a screen could be read does nothing on it") {
    Pointer pointer{18};
    pointer.down(1, {100, 50}, later(0ms), two_buttons());
    pointer.screen_changed(later(10ms));
    CHECK_FALSE(pointer.up(1, {100, 50}, later(400ms)));
    pointer.screen_changed(later(1s));
    CHECK_FALSE(tap(pointer, {100, 50}, later(1299ms)));
    CHECK(tap(pointer, {100, 50}, later(1300ms)) == "left");
}

TEST_CASE("a trembling finger is one tap, but letters may be typed fast") {
    Pointer pointer{18};
    CHECK(tap(pointer, {100, 50}, later(0ms)) == "left");
    CHECK_FALSE(tap(pointer, {100, 50}, later(100ms)));
    CHECK(tap(pointer, {400, 50}, later(200ms)) == "right");
    CHECK(tap(pointer, {400, 50}, later(800ms)) == "right");
    CHECK(tap(pointer, {10, 310}, later(900ms)) == "key.l");
    CHECK(tap(pointer, {10, 310}, later(960ms)) == "key.l");
}

TEST_CASE("what is not enabled cannot be tapped, and covers what lies below") {
    Pointer pointer{18};
    CHECK_FALSE(tap(pointer, {650, 50}, later(0ms)));
    auto nodes = two_buttons();
    nodes.push_back({"cover", Role::button, "Cover", {0, 0, 700, 100}, false, false, {}, false});
    pointer.down(1, {100, 50}, later(1s), nodes);
    CHECK_FALSE(pointer.up(1, {100, 50}, later(1050ms)));
}

TEST_CASE("a finger whose lift was lost lifts after ten still seconds") {
    Pointer pointer{18};
    pointer.down(1, {100, 50}, later(0s), two_buttons());
    REQUIRE(pointer.deadline());
    CHECK_FALSE(pointer.tick(later(9999ms)));
    CHECK(pointer.tick(*pointer.deadline()));
    CHECK_FALSE(pointer.up(1, {100, 50}, later(11s)));
    CHECK(tap(pointer, {100, 50}, later(12s)) == "left");
}

TEST_CASE("dragging scrolls without the first five millimetres") {
    Pointer pointer{18};
    pointer.down(1, {100, 50}, later(0ms), two_buttons());
    pointer.move(1, {100, 60}, later(10ms));
    CHECK(pointer.take_drag_px() == 0);
    pointer.move(1, {100, 80}, later(20ms));
    pointer.move(1, {100, 95}, later(30ms));
    CHECK(pointer.take_drag_px() == 15);
}

}  // namespace kiosk::ui
