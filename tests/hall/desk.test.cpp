// A counter's own page: which buttons an officer may press when, and what the keys do.

#include <algorithm>

#include "kiosk/queue/counter_keys.hpp"
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
        return {settings,  languages(), language,
                "5",       officer,     queue::desk_view_of(hall(), "5", clock.wall(), settings.queue),
                old_since, busy,        draft,
                failed,    clock.wall()};
    }
    void draw() {
        const auto now = scene();
        stage->draw(clock.monotonic(), [&](ui::Frame& frame) {
            ui::draw_desk_page(
                frame, now,
                {[&](const ui::DeskWish& wish) { wishes.push_back(wish); },
                 [&](const std::string& other) { language = other; },
                 [&](std::optional<ui::DeskDraft> next) { draft = std::move(next); }, [&] { signed_out = true; }});
        });
    }
    /// The ids of what can be pressed, without the language.
    std::string may() {
        draw();
        std::string out;
        for (const auto& node : stage->nodes())
            if (node.id.starts_with("desk.") && node.enabled && node.id != "desk.language" && node.id != "desk.sign_out")
                out += node.id.substr(5) + " ";
        return out;
    }

    std::unique_ptr<ui::Stage> stage = open_stage([] {
        ui::Display display;
        std::swap(display.width_px, display.height_px);
        return display;
    }());
    settings::Account officer{"officer", "Cán bộ quầy 5", settings::AccountRole::officer, {}};
    bool signed_out = false;
    std::string language = "vi";
    std::optional<WallTime> old_since;
    bool busy = false;
    std::optional<TextId> failed;
    std::optional<ui::DeskDraft> draft;
    std::vector<ui::DeskWish> wishes;
};

}  // namespace

TEST_CASE("what an officer may press follows from who is at the counter") {
    Desk desk;
    CHECK(desk.may() == "open ");
    REQUIRE(desk.queue.open("5", "officer", desk.deed()));
    CHECK(desk.may() == "next open pause close ");
    REQUIRE(desk.queue.call_next("5", desk.deed()));
    CHECK(desk.may() == "recall start finish transfer hold note void open pause ");
    CHECK(said(*desk.stage).find("V001") != std::string::npos);
    for (int i = 0; i < 2; ++i) REQUIRE(desk.queue.recall("5", desk.deed()));
    CHECK(desk.may() == "recall start finish absent transfer hold note void open pause ");
    REQUIRE(desk.queue.start("5", desk.deed()));
    CHECK(desk.may() == "finish transfer hold note void open pause ");
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
    for (const auto& [deed, key] : queue::counter_keys) {
        CAPTURE(deed);
        CHECK(desk.stage->find(keys[static_cast<std::size_t>(key)]) != nullptr);
    }
    desk.stage->press(keys[2]);
    desk.draw();
    REQUIRE(desk.wishes.size() == 1);
    CHECK(desk.wishes[0].deed == DeskDeed::next);
    desk.stage->press(keys[8]);  // nobody is there: nothing to finish
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

TEST_CASE("where somebody goes, how it ended and why are chosen from the centre's lists before it is done") {
    Desk desk;
    REQUIRE(desk.queue.open("5", "officer", desk.deed()));
    const auto there = desk.queue.call_next("5", desk.deed());
    const auto chosen = [&](const char* button, const char* choice) {
        desk.wishes.clear();
        desk.draw();
        desk.stage->press(button);
        desk.draw();  // asks
        REQUIRE(desk.draft);
        CHECK(desk.wishes.empty());
        desk.draw();
        REQUIRE(desk.stage->tap(choice, desk.clock.monotonic()));
        desk.draw();
        REQUIRE(desk.wishes.size() == 1);
        CHECK_FALSE(desk.draft);
        return desk.wishes.front();
    };
    const auto& serve = desk.settings.serve;
    auto wish = chosen("desk.transfer", "desk.line.land");
    CHECK(wish.deed == DeskDeed::transfer);
    CHECK(wish.line == "land");
    CHECK(chosen("desk.transfer", "desk.counter.2").counter == "2");
    wish = chosen("desk.finish", ("desk.choice." + serve.outcomes.front().id).c_str());
    CHECK(wish.deed == DeskDeed::finish);
    CHECK(wish.value == serve.outcomes.front().id);
    wish = chosen("desk.void", ("desk.choice." + serve.void_reasons.front().id).c_str());
    CHECK(wish.deed == DeskDeed::void_ticket);
    CHECK(wish.press == there->press);
    CHECK(wish.value == serve.void_reasons.front().id);
    wish = chosen("desk.pause", ("desk.choice." + serve.pause_reasons.front().id).c_str());
    CHECK(wish.deed == DeskDeed::pause);
    CHECK(wish.value == serve.pause_reasons.front().id);
}

TEST_CASE("a note is written by touch, says what not to write, and is left without doing anything") {
    Desk desk;
    REQUIRE(desk.queue.open("5", "officer", desk.deed()));
    const auto there = desk.queue.call_next("5", desk.deed());
    desk.draft = ui::DeskDraft{DeskDeed::note, "Bản sao"};
    desk.draw();
    CHECK(said(*desk.stage).find("Không ghi thông tin cá nhân") != std::string::npos);
    REQUIRE(desk.stage->tap("key.done", desk.clock.monotonic()));
    desk.draw();
    REQUIRE(desk.wishes.size() == 1);
    CHECK(desk.wishes[0].deed == DeskDeed::note);
    CHECK(desk.wishes[0].words == "Bản sao");
    CHECK(desk.wishes[0].press == there->press);
    desk.draft = ui::DeskDraft{DeskDeed::note, "Bản sao"};
    desk.draw();
    REQUIRE(desk.stage->tap("desk.back", desk.clock.monotonic()));
    desk.draw();
    CHECK_FALSE(desk.draft);
    CHECK(desk.wishes.size() == 1);
}

TEST_CASE("a counter that does not serve today says so, and the day's notice stands on its page") {
    Desk desk;
    REQUIRE(desk.queue.change_today({settings::TodayChange::Kind::counter_off, "5"}, desk.deed()));
    REQUIRE(desk.queue.change_today({settings::TodayChange::Kind::show_words, "Chiều nay nghỉ"}, desk.deed()));
    CHECK(desk.may().empty());
    CHECK(said(*desk.stage).find("Chiều nay nghỉ") != std::string::npos);
}

TEST_CASE("a counter that another officer has is theirs, unless a supervisor comes; whoever is there can sign out") {
    Desk desk;
    REQUIRE(desk.queue.open("5", "somebody_else", desk.deed()));
    CHECK(desk.may().empty());
    CHECK(said(*desk.stage).find("Cán bộ quầy 5") != std::string::npos);
    desk.officer.role = settings::AccountRole::supervisor;
    CHECK(desk.may() == "next open pause close ");
    desk.officer.role = settings::AccountRole::officer;
    // What they left open is nobody's on another day.
    desk.clock.advance(24h);
    CHECK(desk.may() == "open ");
    desk.draw();
    REQUIRE(desk.stage->tap("desk.sign_out", desk.clock.monotonic()));
    desk.draw();
    CHECK(desk.signed_out);
}

TEST_CASE("on a wide display every deed of a counter is on the glass, whoever is there") {
    Desk desk;
    const auto all = [&] {
        desk.draw();
        INFO(said(*desk.stage));
        for (const auto* id :
             {"desk.recall", "desk.start", "desk.finish", "desk.absent", "desk.transfer", "desk.hold", "desk.note",
              "desk.void", "desk.next", "desk.open", "desk.pause", "desk.close", "desk.language", "desk.sign_out"}) {
            CAPTURE(id);
            const auto* node = desk.stage->find(id);
            REQUIRE(node != nullptr);
            CHECK_FALSE(node->covered);
            CHECK(node->rect.bottom <= desk.stage->display().height_px);
        }
        CHECK(desk.stage->find("page.second.down") == nullptr);
        CHECK(desk.stage->find("page.down") == nullptr);
    };
    for (const char* language : {"vi", "en"}) {
        desk.language = language;
        all();
    }
    REQUIRE(desk.queue.open("5", "officer", desk.deed()));
    REQUIRE(desk.queue.call_next("5", desk.deed()));
    all();
    REQUIRE(desk.queue.hold_on("5", desk.deed()));
    all();
}
