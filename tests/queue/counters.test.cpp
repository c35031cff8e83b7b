#include "kiosk/ledger/memory_engine.hpp"
#include "tests/queue/queue_contract.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;

namespace {

settings::Queue centre() {
    auto rules = two_lines();
    rules.lines[1].daily_limit = 0;
    rules.counters = {
        {"1", {"Quầy 1", ""}, {"papers"}}, {"2", {"Quầy 2", ""}, {"papers", "results"}}, {"3", {"Quầy 3", ""}, {"results"}}};
    rules.priorities = {{"elderly", {"Người cao tuổi", ""}, "", {}}};
    rules.priorities[0].bonus_minutes = 10;
    return rules;
}
const TicketWish anybody{Purpose::submit, "civil_status", ""};
const TicketWish elderly{Purpose::submit, "civil_status", "", "elderly"};

/// A centre in memory with its counters 1, 2 and 3 open, and everything a test does a second later than the last.
struct Centre {
    explicit Centre(settings::Queue given = centre()) : rules(std::move(given)) {
        for (const auto* id : {"1", "2", "3"}) REQUIRE(queue.open(id, "officer", deed()));
    }
    Deed deed() { return {ids.make(now), now = now + 1s, "officer"}; }
    Ticket arrives(const TicketWish& wish = anybody) {
        const auto press = ids.make(now);
        now = now + 1s;
        REQUIRE(queue.take(press, wish, "", now));
        return *queue.hold(press, TicketState::printed, now);
    }
    std::string called(const char* counter) {
        auto ticket = queue.call_next(counter, deed());
        return ticket ? ticket->number : std::string(name(ticket.error().code));
    }
    std::string served(const char* counter) {
        auto number = called(counter);
        REQUIRE(queue.finish(counter, deed()));
        return number;
    }

    settings::Queue rules;
    ManualClock clock{nine};
    ledger::SharedMemory memory{clock};
    ledger::MemoryEngine engine{memory};
    Queue queue{engine, rules, "TEST", "K1"};
    SeededIds ids{1};
    WallTime now = nine;
};

}  // namespace

TEST_CASE("a counter calls whoever has waited longest in its lines, one at a time") {
    Centre centre;
    CHECK(centre.called("1") == "not_found");
    centre.arrives();
    centre.arrives(to_collect);
    centre.arrives();
    CHECK(centre.called("1") == "A001");
    CHECK(centre.called("1") == "refused");  // it still has A001
    CHECK(centre.called("2") == "B001");
    CHECK(centre.called("3") == "not_found");
    CHECK(centre.queue.look(centre.now).value()->desk("2")->value.with.has_value());
    REQUIRE(centre.queue.start("1", centre.deed()));
    CHECK(centre.queue.finish("1", centre.deed(), "taken")->state == TicketState::done);
    CHECK(centre.called("1") == "A002");
    REQUIRE(centre.queue.pause("3", "nghỉ trưa", centre.deed()));
    centre.arrives(to_collect);
    CHECK(centre.called("3") == "refused");
    REQUIRE(centre.queue.open("3", "officer", centre.deed()));
    CHECK(centre.called("3") == "B002");
    CHECK(centre.queue.close("3", centre.deed()).error().code == Code::refused);  // somebody is there
}

TEST_CASE("the same press calls nobody else") {
    Centre centre;
    for (int i = 0; i < 3; ++i) centre.arrives();
    const auto deed = centre.deed();
    CHECK(centre.queue.call_next("1", deed)->number == "A001");
    CHECK(centre.queue.call_next("1", deed)->number == "A001");
    Queue restarted(centre.engine, centre.rules, "TEST", "K1");
    CHECK(restarted.call_next("1", deed)->number == "A001");
    REQUIRE(restarted.finish("1", centre.deed()));
    CHECK(restarted.call_next("1", deed)->number == "A001");  // and still after it was served
    CHECK(restarted.call_next("1", centre.deed())->number == "A002");
}

TEST_CASE("somebody who does not come is called three times, is absent, and may come back once") {
    Centre centre;
    const auto first = centre.arrives();
    for (int i = 0; i < 4; ++i) centre.arrives();
    CHECK(centre.called("1") == "A001");
    CHECK(centre.queue.absent("1", centre.deed()).error().code == Code::refused);
    REQUIRE(centre.queue.recall("1", centre.deed()));
    CHECK(centre.queue.recall("1", centre.deed())->calls == 3);
    CHECK(centre.queue.absent("1", centre.deed())->state == TicketState::absent);
    CHECK(centre.queue.rejoin(first.press, centre.deed())->state == TicketState::waiting);
    CHECK(centre.served("1") == "A002");
    CHECK(centre.served("1") == "A003");
    CHECK(centre.called("1") == "A001");  // behind the two who stood first
    for (int i = 0; i < 2; ++i) REQUIRE(centre.queue.recall("1", centre.deed()));
    REQUIRE(centre.queue.absent("1", centre.deed()));
    const auto again = centre.queue.rejoin(first.press, centre.deed());
    REQUIRE_FALSE(again);
    CHECK(again.error().code == Code::refused);
    CHECK(centre.served("1") == "A004");
}

TEST_CASE("somebody who is sent on keeps their place in the other line") {
    Centre centre;
    centre.arrives();
    centre.arrives(to_collect);
    CHECK(centre.called("1") == "A001");
    const auto sent = centre.queue.transfer("1", {"results", ""}, centre.deed());
    REQUIRE(sent);
    CHECK(sent->state == TicketState::transferred);
    CHECK(sent->number == "A001");
    CHECK(centre.called("3") == "A001");  // before B001, who came later
    // To one counter alone.
    REQUIRE(centre.queue.transfer("3", {"", "2"}, centre.deed()));
    CHECK(centre.called("1") == "not_found");
    CHECK(centre.called("3") == "B001");
    CHECK(centre.called("2") == "A001");
    CHECK(centre.queue.transfer("2", {}, centre.deed()).error().code == Code::bad_usage);
    CHECK(centre.queue.transfer("2", {"nowhere", ""}, centre.deed()).error().code == Code::not_found);
}

TEST_CASE("nobody is sent to a counter that does not serve their line: it would never call them") {
    Centre centre;
    centre.arrives();
    CHECK(centre.called("1") == "A001");
    CHECK(centre.queue.transfer("1", {"", "3"}, centre.deed()).error().code == Code::refused);
    CHECK(centre.queue.transfer("1", {"results", "1"}, centre.deed()).error().code == Code::refused);
    REQUIRE(centre.queue.serve_lines("3", {"papers"}, centre.deed()));
    REQUIRE(centre.queue.transfer("1", {"", "3"}, centre.deed()));
    CHECK(centre.called("3") == "A001");
}

TEST_CASE("where the centre wants it so, whoever is sent on stands at the end, and nobody comes back after an absence") {
    auto rules = centre();
    rules.transfer_keeps_place = false;
    rules.rejoins = 0;
    rules.calls_before_absent = 1;
    Centre centre(rules);
    const auto first = centre.arrives();
    centre.arrives(to_collect);
    CHECK(centre.called("1") == "A001");
    REQUIRE(centre.queue.transfer("1", {"results", ""}, centre.deed()));
    CHECK(centre.served("3") == "B001");
    CHECK(centre.called("3") == "A001");
    REQUIRE(centre.queue.absent("3", centre.deed()));
    CHECK(centre.queue.rejoin(first.press, centre.deed()).error().code == Code::refused);
}

TEST_CASE("whoever comes back after an absence stands behind as many as the centre says") {
    for (const int behind : {0, 3}) {
        auto rules = centre();
        rules.rejoin_behind = behind;
        rules.calls_before_absent = 1;
        Centre centre(rules);
        const auto first = centre.arrives();
        for (int i = 0; i < 4; ++i) centre.arrives();
        CHECK(centre.called("1") == "A001");
        REQUIRE(centre.queue.absent("1", centre.deed()));
        REQUIRE(centre.queue.rejoin(first.press, centre.deed()));
        for (int i = 0; i < behind; ++i) CHECK(centre.served("1") == "A00" + std::to_string(i + 2));
        CHECK(centre.called("1") == "A001");
    }
}

TEST_CASE("staff void a number once: another press is told that it is void, or was served, and the first one stands") {
    Centre centre;
    const auto first = centre.arrives();
    const auto second = centre.arrives();
    const auto press = centre.deed();
    CHECK(centre.queue.cancel(first.press, press, "left")->state == TicketState::cancelled);
    CHECK(centre.queue.cancel(first.press, press, "left")->history.back().reason == "left");
    CHECK(centre.queue.cancel(first.press, centre.deed(), "twice").error().code == Code::refused);
    CHECK(centre.queue.find(first.press).value()->history.back().reason == "left");
    CHECK(centre.served("1") == "A002");
    CHECK(centre.queue.cancel(second.press, centre.deed(), "left").error().code == Code::refused);
}

TEST_CASE("somebody on hold waits for the counter that sent them away") {
    Centre centre;
    const auto first = centre.arrives();
    centre.arrives();
    CHECK(centre.called("1") == "A001");
    REQUIRE(centre.queue.start("1", centre.deed()));
    CHECK(centre.queue.hold_on("1", centre.deed(), "photocopy")->state == TicketState::on_hold);
    CHECK(centre.called("2") == "A002");
    CHECK(centre.queue.call(first.press, "3", centre.deed()).error().code == Code::refused);
    CHECK(centre.queue.call(first.press, "1", centre.deed())->state == TicketState::called);
}

TEST_CASE("who has priority overtakes those who came shortly before, and no counter lets more than two in a row do so") {
    Centre centre;
    centre.arrives();                                     // A001
    centre.now = centre.now + 11min;                      // longer ago than the class is worth
    centre.arrives();                                     // A002
    for (int i = 0; i < 4; ++i) centre.arrives(elderly);  // A003 .. A006
    CHECK(centre.served("1") == "A001");
    CHECK(centre.served("1") == "A003");
    CHECK(centre.served("1") == "A004");
    CHECK(centre.served("1") == "A002");  // two have overtaken
    CHECK(centre.served("1") == "A005");
    CHECK(centre.served("1") == "A006");
}

TEST_CASE("an appointment is nobody's turn before its time, and counts until its grace is over") {
    auto rules = centre();
    rules.priorities.push_back(
        {"appointment", {"Có lịch hẹn", ""}, "", {}, settings::PriorityClass::Given::to_appointments, 30});
    Centre centre(rules);
    auto at_ten = anybody;
    at_ten.appointment = nine + 1h;
    CHECK(centre.arrives(at_ten).wish.priority == "appointment");  // A001, an hour early
    CHECK(centre.called("1") == "not_found");
    centre.arrives();  // A002
    CHECK(centre.served("1") == "A002");
    centre.now = nine + 45min;
    centre.arrives();  // A003
    centre.now = nine + 50min;
    CHECK(centre.served("1") == "A001");
    CHECK(centre.served("1") == "A003");
    // Somebody who comes after the grace waits as anybody does.
    centre.now = nine + 2h;
    centre.arrives();        // A004
    centre.arrives(at_ten);  // A005
    CHECK(centre.served("1") == "A004");
}

TEST_CASE("a counter's day ends with the centre's, and whoever was still there keeps nobody from the next day") {
    Centre centre;
    centre.arrives();
    CHECK(centre.called("1") == "A001");
    REQUIRE(centre.queue.serve_lines("2", {"results"}, centre.deed()));
    centre.now = centre.now + 48h;
    Queue next_day(centre.engine, centre.rules, "TEST", "K1");                    // began on that day: it has not seen A001
    CHECK(next_day.call_next("2", centre.deed()).error().code == Code::refused);  // open on a day that is over
    REQUIRE(next_day.open("2", "officer", centre.deed()));
    CHECK(next_day.look(centre.now).value()->desk("2")->value.lines.empty());
    REQUIRE(next_day.finish("1", centre.deed()));
    REQUIRE(next_day.open("1", "officer", centre.deed()));
    CHECK(next_day.call_next("1", centre.deed()).error().code == Code::not_found);
}

TEST_CASE("a counter that closes keeps nobody: who was sent to it, or away from it, is called by the others") {
    Centre centre;
    centre.arrives();
    centre.arrives();
    CHECK(centre.called("1") == "A001");
    REQUIRE(centre.queue.hold_on("1", centre.deed()));
    CHECK(centre.called("2") == "A002");
    REQUIRE(centre.queue.transfer("2", {"", "1"}, centre.deed()));
    CHECK(centre.called("2") == "not_found");
    REQUIRE(centre.queue.close("1", centre.deed()));
    CHECK(centre.served("2") == "A001");
    CHECK(centre.served("2") == "A002");
}

TEST_CASE("a supervisor lets a counter serve other lines for today") {
    Centre centre;
    centre.arrives(to_collect);
    CHECK(centre.called("1") == "not_found");
    CHECK(centre.queue.serve_lines("1", {"nothing"}, centre.deed()).error().code == Code::not_found);
    REQUIRE(centre.queue.serve_lines("1", {"results"}, centre.deed()));
    CHECK(centre.called("1") == "B001");
    REQUIRE(centre.queue.finish("1", centre.deed()));
    REQUIRE(centre.queue.serve_lines("1", {}, centre.deed()));
    centre.arrives();
    CHECK(centre.called("1") == "A001");
}

TEST_CASE("calls stay for the announcer until it has said them") {
    auto rules = centre();
    rules.announces = true;
    Centre centre(rules);
    centre.arrives();
    REQUIRE(centre.queue.call_next("1", centre.deed()));
    REQUIRE(centre.queue.recall("1", centre.deed()));
    const auto* hall = centre.queue.look(centre.now).value();
    REQUIRE(hall->calls().size() == 2);
    const auto first = hall->calls().begin()->second.value;
    CHECK(first.number == "A001");
    REQUIRE(centre.queue.said(first));
    CHECK(centre.queue.look(centre.now).value()->calls().size() == 1);
}
