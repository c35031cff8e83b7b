// A counter's own page: which buttons an officer may press when, and what the keys do.

#include <algorithm>

#include "tests/hall/scene.hpp"

using namespace kiosk;
using namespace kiosk::hall::test;
using ui::DeskDeed;

namespace {

/// Counter 5 of the tree's centre, which nobody opened yet, and two people in its line.
struct Desk : Centre {
    Desk() {
        for (int i = 0; i < 2; ++i) {
            const auto press = ids.make(clock.wall());
            REQUIRE(queue.take(press, {queue::Purpose::ask, "", ""}, "", clock.wall()));
            REQUIRE(queue.hold(press, queue::TicketState::printed, clock.wall()));
        }
    }
    ui::DeskScene scene() {
        return {
            settings,  languages(), language, "5",         queue::desk_view_of(hall(), "5", clock.wall(), settings.queue),
            old_since, busy,        failed,   clock.wall()};
    }
    void draw() {
        const auto now = scene();
        stage->draw(clock.monotonic(), [&](ui::Frame& frame) {
            ui::draw_desk_page(
                frame, now, [&](const ui::DeskWish& wish) { wishes.push_back(wish); },
                [&](const std::string& other) { language = other; });
        });
    }
    /// The ids of what can be pressed, without the language.
    std::string may() {
        draw();
        std::string out;
        for (const auto& node : stage->nodes())
            if (node.id.starts_with("desk.") && node.enabled && node.id != "desk.language") out += node.id.substr(5) + " ";
        return out;
    }

    std::unique_ptr<ui::Stage> stage = open_stage([] {
        ui::Display display;
        std::swap(display.width_px, display.height_px);
        return display;
    }());
    std::string language = "vi";
    std::optional<WallTime> old_since;
    bool busy = false;
    std::optional<TextId> failed;
    std::vector<ui::DeskWish> wishes;
};

}  // namespace

TEST_CASE("what an officer may press follows from who is at the counter") {
    Desk desk;
    CHECK(desk.may() == "open ");
    REQUIRE(desk.queue.open("5", "officer", desk.deed()));
    CHECK(desk.may() == "next open pause close ");
    REQUIRE(desk.queue.call_next("5", desk.deed()));
    CHECK(desk.may() == "recall start finish hold open pause ");
    CHECK(said(*desk.stage).find("V001") != std::string::npos);
    for (int i = 0; i < 2; ++i) REQUIRE(desk.queue.recall("5", desk.deed()));
    CHECK(desk.may() == "recall start finish absent hold open pause ");
    REQUIRE(desk.queue.start("5", desk.deed()));
    CHECK(desk.may() == "finish hold open pause ");
    REQUIRE(desk.queue.hold_on("5", desk.deed()));
    CHECK(desk.may() == "held.0 next open pause close ");
    REQUIRE(desk.queue.call_next("5", desk.deed()));
    REQUIRE(desk.queue.finish("5", desk.deed()));
    CHECK(desk.may() == "held.0 open pause close ");  // nobody waits any more
    REQUIRE(desk.queue.pause("5", "", desk.deed()));
    CHECK(desk.may() == "open close ");
}

TEST_CASE("while a deed is written, or the queue is out of reach, nothing can be pressed") {
    Desk desk;
    REQUIRE(desk.queue.open("5", "officer", desk.deed()));
    desk.busy = true;
    CHECK(desk.may().empty());
    desk.busy = false;
    desk.old_since = morning;
    CHECK(desk.may().empty());
    CHECK(said(*desk.stage).find("Dữ liệu lúc 09:42") != std::string::npos);
}

TEST_CASE("keys do what buttons do") {
    Desk desk;
    REQUIRE(desk.queue.open("5", "officer", desk.deed()));
    desk.draw();
    const auto keys = ui::desk_keys();
    CHECK(keys[1].empty());  // F1 is help
    for (std::size_t key = 2; key < keys.size(); ++key) {
        CAPTURE(key);
        CHECK(desk.stage->find(keys[key]) != nullptr);
    }
    desk.stage->press(keys[2]);
    desk.draw();
    REQUIRE(desk.wishes.size() == 1);
    CHECK(desk.wishes[0].deed == DeskDeed::next);
    desk.stage->press(keys[5]);  // nobody is there: nothing to finish
    desk.draw();
    CHECK(desk.wishes.size() == 1);
}

TEST_CASE("who is on hold is called back by a touch, and a failure is said") {
    Desk desk;
    REQUIRE(desk.queue.open("5", "officer", desk.deed()));
    const auto first = desk.queue.call_next("5", desk.deed());
    REQUIRE(desk.queue.hold_on("5", desk.deed()));
    desk.draw();
    REQUIRE(desk.stage->tap("desk.held.0", desk.clock.monotonic()));
    desk.failed = text::desk_changed;
    desk.draw();
    REQUIRE(desk.wishes.size() == 1);
    CHECK(desk.wishes[0].deed == DeskDeed::call_back);
    CHECK(desk.wishes[0].press == first->press);
    CHECK(said(*desk.stage).find("hàng đợi vừa thay đổi") != std::string::npos);
}
