// What the board of the hall shows, when it flashes, and what becomes of it when the queue cannot be reached.

#include <algorithm>

#include "tests/hall/scene.hpp"

using namespace kiosk;
using namespace kiosk::hall::test;

namespace {

settings::Settings small_centre() {
    auto out = tree_settings();
    out.training = false;
    out.queue.lines = {{"papers", "A", {"Hộ tịch", "Civil status"}, {queue::Purpose::submit}}};
    out.queue.counters = {{"1", {"Quầy 1", "Counter 1"}, {"papers"}}, {"2", {"Quầy 2", "Counter 2"}, {"papers"}}};
    return out;
}

/// A small centre with its counters open.
struct Small : Centre {
    explicit Small(settings::Settings given = small_centre()) : Centre(std::move(given)) {
        for (const auto* counter : {"1", "2"}) REQUIRE(queue.open(counter, "officer", deed()));
    }
    PressId comes() {
        const auto press = ids.make(clock.wall());
        REQUIRE(queue.take(press, {queue::Purpose::submit, "", ""}, "", clock.wall()));
        REQUIRE(queue.hold(press, queue::TicketState::printed, clock.wall()));
        clock.advance(1s);
        return press;
    }
    void calls(const char* counter) {
        REQUIRE(queue.call_next(counter, deed()));
        clock.advance(1s);
    }
    std::string numbers() {
        std::string out;
        for (const auto& call : queue::board_of(hall(), clock.wall(), settings.queue, 9).calls)
            out += call.number + "/" + call.counter + (call.awaited ? " " : "- ");
        return out;
    }
};

}  // namespace

TEST_CASE("the last calls stand on the board, the newest first, each person once") {
    Small centre;
    CHECK(centre.numbers().empty());
    for (int i = 0; i < 4; ++i) centre.comes();
    centre.calls("1");
    centre.calls("2");
    CHECK(centre.numbers() == "A002/2 A001/1 ");
    REQUIRE(centre.queue.recall("1", centre.deed()));
    centre.clock.advance(1s);
    CHECK(centre.numbers() == "A001/1 A002/2 ");
    REQUIRE(centre.queue.start("1", centre.deed()));
    CHECK(centre.numbers() == "A001/1- A002/2 ");
    REQUIRE(centre.queue.finish("1", centre.deed()));
    centre.calls("1");
    CHECK(centre.numbers() == "A003/1 A001/1- A002/2 ");
    CHECK(queue::board_of(centre.hall(), centre.clock.wall(), centre.settings.queue, 2).calls.size() == 2);
    // A void number is nobody's any more, and yesterday's are not today's.
    const auto press = queue::board_of(centre.hall(), centre.clock.wall(), centre.settings.queue, 9).calls[0].press;
    REQUIRE(centre.queue.cancel(press, centre.deed()));
    CHECK(centre.numbers() == "A001/1- A002/2 ");
    centre.clock.advance(24h);
    centre.comes();
    CHECK(centre.numbers().empty());
}

TEST_CASE("how many wait is told by line, where the centre tells it") {
    Small centre;
    for (int i = 0; i < 3; ++i) centre.comes();
    centre.calls("1");
    const auto view = [&] { return queue::board_of(centre.hall(), centre.clock.wall(), centre.settings.queue, 9); };
    CHECK(view().waiting == std::vector<queue::LineWaiting>{{"papers", 2}});
    centre.settings.queue.tells_waiting = false;
    CHECK(view().waiting.empty());
}

TEST_CASE("a new call flashes once a second for some seconds, what was there before does not") {
    Small centre;
    for (int i = 0; i < 3; ++i) centre.comes();
    centre.calls("1");
    ui::HallBoard board(centre.settings, languages());
    const auto stage = open_stage(ui::board_display(960, 540));
    const auto picture = [&] {
        draw(*stage, board, centre.clock);
        return stage->picture_hash();
    };
    centre.take(board);
    const auto still = picture();
    CHECK(board.next_change(centre.clock.monotonic(), centre.clock.wall()) - centre.clock.monotonic() > 5s);
    centre.clock.advance(500ms);
    CHECK(picture() == still);

    centre.calls("2");
    centre.take(board);
    int changes = 0;
    auto last = picture();
    const auto lit = last;
    const auto begun = centre.clock.monotonic();
    while (centre.clock.monotonic() - begun < 12s) {
        const auto next = board.next_change(centre.clock.monotonic(), centre.clock.wall());
        REQUIRE(next > centre.clock.monotonic());
        const auto rest = next - centre.clock.monotonic();
        if (centre.clock.monotonic() - begun >= 8s) break;
        CHECK(rest == 500ms);
        centre.clock.advance(rest);
        const auto now = picture();
        changes += now == last ? 0 : 1;
        last = now;
    }
    CHECK(changes == 16);  // eight seconds, bright and dark
    CHECK(last != lit);

    centre.settings.board.calm = true;
    REQUIRE(centre.queue.recall("2", centre.deed()));
    centre.take(board);
    const auto marked = picture();
    CHECK(marked != last);
    centre.clock.advance(500ms);
    CHECK(picture() == marked);
    centre.clock.advance(8s);
    CHECK(picture() != marked);
}

TEST_CASE("out of reach of the queue the board keeps its picture and says how old it is") {
    Small centre;
    centre.comes();
    centre.calls("1");
    ui::HallBoard board(centre.settings, languages());
    const auto stage = open_stage(ui::board_display(960, 540));
    draw(*stage, board, centre.clock);
    CHECK(said(*stage).find("Đang nối với hàng đợi") != std::string::npos);
    centre.take(board);
    draw(*stage, board, centre.clock);
    CHECK(said(*stage).find("Dữ liệu lúc") == std::string::npos);
    const auto next = board.next_change(centre.clock.monotonic(), centre.clock.wall());
    CHECK(next - centre.clock.monotonic() == 12s);
    centre.clock.advance(3min);
    draw(*stage, board, centre.clock);
    CHECK(said(*stage).find("Dữ liệu lúc 09:42") != std::string::npos);
    CHECK(said(*stage).find("A001. Quầy 1") != std::string::npos);
    centre.take(board);
    draw(*stage, board, centre.clock);
    CHECK(said(*stage).find("Dữ liệu lúc") == std::string::npos);
}

TEST_CASE("nothing changes, nothing is drawn") {
    Small centre;
    centre.comes();
    centre.calls("1");
    ui::HallBoard board(centre.settings, languages());
    const auto stage = open_stage(ui::board_display(960, 540));
    centre.take(board);
    const auto changed = [&] {
        return stage->draw(centre.clock.monotonic(),
                           [&](ui::Frame& frame) { board.draw(frame, centre.clock.monotonic(), centre.clock.wall()); });
    };
    CHECK_FALSE(changed().empty());
    centre.take(board);
    CHECK(changed().empty());
    centre.comes();
    centre.take(board);
    CHECK_FALSE(changed().empty());  // one more waits
}

TEST_CASE("the number of the newest call is a sixth of the screen and more, whatever its size") {
    for (const auto& [width, height] :
         {std::pair{1920, 1080}, std::pair{1080, 1920}, std::pair{1280, 720}, std::pair{3840, 2160}}) {
        Centre centre;  // with nine lines and a banner
        centre.begin();
        ui::HallBoard board(centre.settings, languages());
        const auto stage = open_stage(ui::board_display(width, height));
        stage->set_painting(ui::Painting::without_words);
        centre.take(board);
        draw(*stage, board, centre.clock);
        const auto newest = board.view().calls.front().number;
        int tallest = 0;
        for (const auto& line : stage->left_out())
            if (line.text == newest) tallest = std::max(tallest, line.rect.height());
        CAPTURE(width, height, tallest);
        CHECK(tallest * 6 >= std::min(width, height));
    }
}

TEST_CASE("the notice of the day stands on the board in both languages by turns, and goes when it is taken away") {
    Centre day;
    ui::HallBoard board(day.settings, languages());
    auto stage = open_stage(ui::board_display(1920, 1080));
    const auto shown = [&] {
        day.take(board);
        draw(*stage, board, day.clock);
        return said(*stage);
    };
    using Kind = settings::TodayChange::Kind;
    REQUIRE(day.queue.change_today({Kind::show_notice, "crowded"}, day.deed()));
    CHECK(shown().find("Hôm nay đông người") != std::string::npos);
    const auto at = board.next_change(day.clock.monotonic(), day.clock.wall());
    day.clock.advance(at - day.clock.monotonic());
    CHECK(shown().find("Many people today") != std::string::npos);
    REQUIRE(day.queue.change_today({Kind::show_nothing, {}}, day.deed()));
    CHECK(shown().find("Hôm nay đông người") == std::string::npos);
    REQUIRE(day.queue.change_today({Kind::show_words, "Chiều nay nghỉ"}, day.deed()));
    CHECK(shown().find("Chiều nay nghỉ") != std::string::npos);
}
