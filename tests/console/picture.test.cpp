// What boards and consoles are shown.

#include <nlohmann/json.hpp>

#include "tests/console/house.hpp"

using namespace kiosk;
using nlohmann::json;
using stage::at;
using stage::House;

namespace {

struct Shown {
    House house;
    settings::Settings settings = stage::shipped();
    json board() { return json::parse(text_of_board()); }
    std::string text_of_board() {
        return console::board_json(house.hall(), {settings, stage::procedures(), {}}, house.clock.wall());
    }
    json officer() {
        return json::parse(console::console_json(house.hall(), {settings, stage::procedures(), {}}, house.clock.wall()));
    }
};

}  // namespace

TEST_CASE("a board shows who was called last first, and a call again is a call") {
    Shown shown;
    auto& house = shown.house;
    const auto a = house.door.take(house.clock.wall());
    const auto b = house.door.take(house.clock.wall(), "residence");
    REQUIRE(house.act("training_1", at("open", "1")));
    REQUIRE(house.act("training_2", at("open", "2")));
    REQUIRE(house.act("training_1", at("call_next", "1")));
    house.clock.advance(1s);
    REQUIRE(house.act("training_2", at("call_next", "2")));
    auto calls = shown.board()["calls"];
    REQUIRE(calls.size() == 2);
    CHECK(calls[0]["number"] == b.number);
    CHECK(calls[0]["counter"] == "2");
    house.clock.advance(1s);
    REQUIRE(house.act("training_1", at("recall", "1")));
    calls = shown.board()["calls"];
    CHECK(calls[0]["number"] == a.number);
    CHECK(calls[0]["call"] == 2);
}

TEST_CASE("a board is told nothing but numbers, counters, lines and the day's notice") {
    Shown shown;
    auto& house = shown.house;
    const auto ticket = house.door.take(house.clock.wall(), "civil_status", "KQN4-7M2P", "elderly");
    REQUIRE(house.act("training_1", at("open", "1")));
    REQUIRE(house.act("training_1", at("call_next", "1")));
    console::Wish note{"note", {}};
    note.ticket = ticket.press;
    note.words = "mang thêm bản sao";
    REQUIRE(house.act("training_1", note));
    REQUIRE(house.queue.change_today({settings::TodayChange::Kind::show_words, "Hôm nay nghỉ sớm"},
                                     {house.ids.make(house.clock.wall()), house.clock.wall(), "training_lead"}));
    const auto text = shown.text_of_board();
    CHECK(text.find("Hôm nay nghỉ sớm") != std::string::npos);
    for (const char* never : {"KQN4", "bản sao", "training", "elderly", "khai sinh", "1.001193", "officer"}) {
        INFO(never);
        CHECK(text.find(never) == std::string::npos);
    }
}

TEST_CASE("a board counts who waits only where the centre tells it") {
    Shown shown;
    shown.house.door.take(shown.house.clock.wall());
    shown.house.door.take(shown.house.clock.wall());
    const auto waiting = shown.board()["waiting"];
    REQUIRE(waiting.is_array());
    CHECK(waiting[0]["line"] == "civil_status");
    CHECK(waiting[0]["count"] == 2);
    shown.settings.queue.tells_waiting = false;
    CHECK_FALSE(shown.board().contains("waiting"));
}

TEST_CASE("a tablet learns which number its counter served last") {
    Shown shown;
    auto& house = shown.house;
    const auto ticket = house.door.take(house.clock.wall());
    REQUIRE(house.act("training_1", at("open", "1")));
    REQUIRE(house.act("training_1", at("call_next", "1")));
    CHECK(shown.board()["counters"][0]["number"] == ticket.number);
    CHECK_FALSE(shown.board()["counters"][0].contains("finished"));
    auto finish = at("finish", "1");
    finish.value = "taken";
    REQUIRE(house.act("training_1", finish));
    CHECK(shown.board()["counters"][0]["finished"]["number"] == ticket.number);
    CHECK_FALSE(shown.board()["counters"][0].contains("number"));
}

TEST_CASE("a console knows how many a pause would leave waiting") {
    Shown shown;
    auto& house = shown.house;
    house.door.take(house.clock.wall());                   // counters 1 and 2
    house.door.take(house.clock.wall(), "certification");  // counters 1 and 3
    REQUIRE(house.act("training_1", at("open", "1")));
    auto first = shown.officer()["counters"][0];
    CHECK(first["waiting"] == 2);
    CHECK(first["only"] == 2);
    REQUIRE(house.act("training_2", at("open", "2")));
    first = shown.officer()["counters"][0];
    CHECK(first["waiting"] == 2);
    CHECK(first["only"] == 1);
}

TEST_CASE("a console sees tickets with their purpose and note, people on hold and absent, and how the kiosks are") {
    Shown shown;
    auto& house = shown.house;
    const auto a = house.door.take(house.clock.wall(), "civil_status", "KQN4-7M2P");
    REQUIRE(house.act("training_1", at("open", "1")));
    REQUIRE(house.act("training_1", at("call_next", "1")));
    auto seen = shown.officer();
    CHECK(seen["counters"][0]["with"]["number"] == a.number);
    CHECK(seen["counters"][0]["with"]["visit_code"] == "KQN4-7M2P");
    CHECK(seen["counters"][0]["with"]["procedure"]["vi"].get<std::string>().find("khai sinh") != std::string::npos);
    REQUIRE(house.act("training_1", at("hold", "1")));
    seen = shown.officer();
    CHECK(seen["held"][0]["number"] == a.number);
    CHECK_FALSE(seen["counters"][0].contains("with"));
    const queue::Keys keys(stage::shipped().centre.id);
    REQUIRE(house.at_kiosk.write(
        {{}, {{keys.kiosk("K1"), text_of(queue::KioskState{"K1", stage::monday, {"ticket_printer"}})}}, {}}));
    REQUIRE(house.queue.look(house.clock.wall()));
    CHECK(shown.officer()["kiosks"].is_array());
}

TEST_CASE("a console says how many calls nobody speaks, while no announcer has the floor") {
    Shown shown;
    auto& house = shown.house;
    const queue::Call call{house.ids.make(stage::monday), "A001", "1", 1, house.clock.wall()};
    const queue::Keys keys(shown.settings.centre.id);
    REQUIRE(house.engine.write({{}, {{keys.call(call), text_of(call)}}, {}}));
    house.clock.advance(11s);
    CHECK(shown.officer()["unspoken"] == 0);  // nobody announces here
    shown.settings.queue.announces = true;
    CHECK(shown.officer()["unspoken"] == 1);
    const auto lease = house.engine.grant(60s);
    REQUIRE(house.engine.write({{}, {{keys.live("voice"), "machine", *lease}}, {}}));
    CHECK(shown.officer()["unspoken"] == 0);
}

TEST_CASE("the page for televisions shows a new call as [board] says") {
    auto settings = stage::shipped();
    settings.board.calm = true;
    settings.board.fresh = 20s;
    const auto centre = json::parse(console::centre_json(settings, {2026, 11, 23}));
    CHECK(centre["board"] == json{{"calm", true}, {"fresh_ms", 20000}});
    CHECK(centre["slips_at_closing"] == false);
}
