// What pages ask of the server beside deeds: prepared dossiers, what holds today, ratings.

#include "kiosk/console/desk.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/dossier/letter.hpp"
#include "tests/console/house.hpp"

using namespace kiosk;
using nlohmann::json;
using stage::at;
using stage::House;

namespace {

struct Bureau {
    House house;
    settings::Settings settings = stage::shipped();
    Languages languages = Languages::open(stage::fs::path(KIOSK_BUILD_DIR) / "locale").value();
    ledger::MemoryEngine deeds{house.memory};
    ledger::MemoryEngine following{house.memory};
    console::Desk desk{{settings, stage::procedures(), languages, house.clock, deeds, following}, {}};
    queue::Keys keys{settings.centre.id};

    std::string press() { return house.ids.make(house.clock.wall()).text(); }
    static console::Session as(const char* account) { return House::as(account); }
    queue::Ticket served(const char* counter) {
        const auto ticket = house.door.take(house.clock.wall());
        if (const auto* open = house.hall().desk(counter); open == nullptr)
            REQUIRE(house.act("training_1", at("open", counter)));
        REQUIRE(house.act("training_1", at("call_next", counter)));
        auto finish = at("finish", counter);
        finish.value = "taken";
        REQUIRE(house.act("training_1", finish));
        return ticket;
    }
    json rating(const queue::Ticket& ticket, const char* counter, std::initializer_list<int> values) {
        json out{{"press", press()}, {"counter", counter}, {"number", ticket.number}, {"answers", json::array()}};
        const auto& questions = settings.rating.front().questions;
        for (const int value : values)
            out["answers"].push_back({{"question", questions[out["answers"].size()].id}, {"value", value}});
        return out;
    }
    Code why_not(const json& rating) {
        const auto rated = desk.rate(rating.dump());
        return rated ? Code::busy : rated.error().code;
    }
    std::vector<dossier::Rating> ratings() {
        std::vector<dossier::Rating> out;
        const auto kept = house.at_kiosk.read(keys.ratings());
        for (const auto& entry : kept->entries) out.push_back(dossier::read_letter(entry.value).value().rating);
        return out;
    }
    Result<Done> accept(const char* account, const queue::Ticket& ticket, const char* receipt, const json& amount = 8000,
                        bool originals = true) {
        const json body{{"press", press()},
                        {"ticket", ticket.press.text()},
                        {"originals", originals},
                        {"receipt", receipt},
                        {"amount", amount}};
        return desk.accept(as(account), body.dump());
    }
    /// At counter 1, with whoever opened it.
    queue::Ticket called_with_dossier(const char* account) {
        stage::prepare(house.at_kiosk);
        const auto ticket = house.door.take(house.clock.wall(), "civil_status", stage::prepared_code);
        REQUIRE(house.act(account, at("open", "1")));
        REQUIRE(house.act(account, at("call_next", "1")));
        return ticket;
    }
    json today() { return json::parse(desk.today().value()); }
    Result<std::string> change(const char* account, const char* kind, const char* value = "") {
        return desk.change_today(as(account), json{{"press", press()}, {"kind", kind}, {"value", value}}.dump());
    }
};

}  // namespace

TEST_CASE("an officer sees what was prepared at any kiosk, with the catalogue's names and nothing about a person") {
    Bureau bureau;
    CHECK(bureau.desk.prepared("KQN4-7M2P").error().code == Code::not_found);
    stage::prepare(bureau.house.at_kiosk);
    const auto shown = json::parse(bureau.desk.prepared("kqn4-7m2p").value());
    CHECK(shown["code"] == "TAM-K1-261123-0001");
    CHECK(shown["procedure"]["vi"] == "Thủ tục đăng ký khai sinh");
    REQUIRE(shown["papers"].size() == 3);
    CHECK(shown["papers"][0]["name"]["vi"] == "Giấy chứng sinh");
    CHECK(shown["papers"][0]["required"] == true);
    CHECK(shown["papers"][1]["pages"] == 2);
    CHECK(shown["papers"][2]["brings_original"] == true);
    CHECK(shown["accepted"].is_null());
}

TEST_CASE("a second acceptance with another receipt is told, the same one again is done") {
    Bureau bureau;
    const auto ticket = bureau.called_with_dossier("training_1");
    REQUIRE(bureau.accept("training_1", ticket, "0000123"));
    auto finish = at("finish", "1");
    finish.value = "taken";
    REQUIRE(bureau.house.act("training_1", finish));
    CHECK(bureau.accept("training_1", ticket, "0000123"));  // its answer was lost: the same again
    for (const auto& [account, receipt] : {std::pair{"training_1", "0000124"}, std::pair{"training_2", "0000123"}}) {
        const auto again = bureau.accept(account, ticket, receipt);
        REQUIRE_FALSE(again);
        CHECK(again.error().code == Code::refused);
        CHECK(again.error().detail == "0000123");
    }
    const auto shown = json::parse(bureau.desk.prepared("KQN47M2P").value());
    CHECK(shown["accepted"]["by"] == "training_1");
    CHECK(shown["accepted"]["receipt"] == "0000123");
    CHECK(shown["accepted"]["paid_dong"] == 8000);
    const auto log = bureau.today()["log"];
    CHECK(std::ranges::count_if(log, [](const json& line) { return line["what"] == "accept"; }) == 1);
}

TEST_CASE(
    "a dossier is accepted from whoever is at the officer's counter, originals compared, its receipt with the amount") {
    Bureau bureau;
    const auto waits = bureau.house.door.take(bureau.house.clock.wall(), "civil_status", stage::prepared_code);
    stage::prepare(bureau.house.at_kiosk);
    CHECK(bureau.accept("training_1", waits, "0000123").error().code == Code::no_permission);
    REQUIRE(bureau.house.act("training_1", at("open", "1")));
    REQUIRE(bureau.house.act("training_1", at("call_next", "1")));
    CHECK(bureau.accept("training_2", waits, "0000123").error().code == Code::no_permission);
    CHECK(bureau.accept("training_1", waits, "0000123", 8000, false).error().code == Code::bad_usage);
    for (const auto& amount : {json(), json("8000"), json(-1), json(8000.5), json(2'000'000'000)})
        CHECK(bureau.accept("training_1", waits, "0000123", amount).error().code == Code::bad_usage);
    CHECK(bureau.accept("training_1", waits, "", 8000).error().code == Code::bad_usage);
    CHECK(json::parse(bureau.desk.prepared("KQN47M2P").value())["accepted"].is_null());
    CHECK(bureau.accept("training_1", waits, "", nullptr));  // nothing was paid
}

TEST_CASE("hours and counters of today are changed by a supervisor, stand in the log, and go back to usual") {
    Bureau bureau;
    CHECK(bureau.change("training_1", "set_hours", "07:30-10:00").error().code == Code::no_permission);
    CHECK(bureau.change("training_lead", "set_hours", "10:00-07:30").error().code == Code::bad_usage);
    CHECK(bureau.today()["hours_decided"] == false);
    REQUIRE(bureau.change("training_lead", "set_hours", "07:30-10:00"));
    CHECK(bureau.today()["hours"] == "07:30-10:00");
    CHECK(bureau.today()["usual_hours"] == "07:30-11:30, 13:30-17:00");
    CHECK(bureau.house.hall().today({2026, 11, 23}).hours == std::vector<settings::Stretch>{{450, 600}});
    REQUIRE(bureau.change("training_lead", "counter_off", "3"));
    CHECK(bureau.house.act("training_1", at("open", "3")).error().code == Code::closed);
    REQUIRE(bureau.change("training_lead", "usual_hours"));
    CHECK(bureau.today()["hours"] == "07:30-11:30, 13:30-17:00");
    const auto log = bureau.today()["log"];
    REQUIRE(log.size() == 3);
    std::set<std::string> lines;
    for (const auto& line : log) lines.insert(line["what"].get<std::string>() + " " + line["about"].get<std::string>());
    CHECK(lines == std::set<std::string>{"set_hours 07:30-10:00", "counter_off 3", "usual_hours "});
}

TEST_CASE("a procedure is hidden by either of its codes, and what nobody knows is not hidden") {
    Bureau bureau;
    CHECK(bureau.change("training_lead", "hide", "9.999999").error().code == Code::not_found);
    CHECK(bureau.change("training_lead", "show_notice", "nobody wrote this").error().code == Code::not_found);
    REQUIRE(bureau.change("training_lead", "hide", "1.001193.000.00.00.H48"));
    CHECK(bureau.today()["hidden"][0]["code"] == "1.001193");
}

TEST_CASE("a number is rated once, at the counter that served it, with every question of the form and why") {
    Bureau bureau;
    const auto ticket = bureau.served("1");
    CHECK(bureau.why_not(bureau.rating(ticket, "2", {5})) == Code::refused);
    auto rating = bureau.rating(ticket, "1", {5, 2, 3});
    rating["reasons"] = {"waited", "papers"};
    REQUIRE(bureau.desk.rate(rating.dump()));
    CHECK(bureau.desk.rate(rating.dump()));  // the answer was lost: the same press
    CHECK(bureau.why_not(bureau.rating(ticket, "1", {1})) == Code::refused);
    const auto kept = bureau.ratings();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].answers.size() == 3);
    CHECK(kept[0].reasons == std::vector<std::string>{"waited", "papers"});
    // Also after a kiosk has taken it for the portal.
    const auto waiting = bureau.house.at_kiosk.read(bureau.keys.ratings());
    for (const auto& entry : waiting->entries) REQUIRE(bureau.house.at_kiosk.write({{}, {}, {entry.key}}));
    CHECK(bureau.why_not(bureau.rating(ticket, "1", {1})) == Code::refused);
    CHECK(bureau.ratings().empty());
}

TEST_CASE("what the form does not have, and who was not served just now, is no rating") {
    Bureau bureau;
    const auto ticket = bureau.served("1");
    auto wrong = bureau.rating(ticket, "1", {6});
    CHECK(bureau.why_not(wrong) == Code::bad_format);
    wrong = bureau.rating(ticket, "1", {5});
    wrong["reasons"] = {"made up"};
    CHECK(bureau.why_not(wrong) == Code::bad_format);
    wrong["reasons"] = {"waited", "waited"};
    CHECK(bureau.why_not(wrong) == Code::bad_format);
    wrong = bureau.rating(ticket, "1", {5, 5});
    wrong["answers"][1]["question"] = wrong["answers"][0]["question"];
    CHECK(bureau.why_not(wrong) == Code::bad_format);
    CHECK(bureau.why_not(bureau.rating(ticket, "1", {})) == Code::bad_format);
    bureau.house.clock.advance(console::rating_is_asked_for);
    CHECK(bureau.why_not(bureau.rating(ticket, "1", {5})) == Code::refused);
    CHECK(bureau.ratings().empty());
}
