#pragma once
/// What every queue engine promises, whatever it stands on. An engine's test makes a `Counter` and calls `keeps_the_contract`.

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "kiosk/queue/engine.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::queue::test {

inline settings::Queue two_lines() {
    settings::Queue queue;
    queue.lines = {{"papers", "A", {"Hộ tịch", ""}, {Purpose::submit, Purpose::supplement}, {}, 0},
                   {"results", "B", {"Trả kết quả", ""}, {Purpose::collect}, {}, 3}};
    queue.digits = 3;
    queue.unprinted_expires_after = 2min;
    return queue;
}

inline const WallTime nine = wall_time({{2026, 11, 23}, 9, 0, 0});
inline const LocalDate monday{2026, 11, 23};
inline const TicketWish to_submit{Purpose::submit, "civil_status", "1.001193", "elderly"};
inline const TicketWish to_collect{Purpose::collect, "", ""};

/// A fresh engine without any ticket, and one that a restart would give: the same tickets, nothing kept in memory.
struct Counter {
    std::function<std::unique_ptr<Engine>()> fresh;
    std::function<std::unique_ptr<Engine>()> restarted;
};

inline void numbers_are_allotted(const Counter& counter) {
    SeededIds ids(1);
    auto engine = counter.fresh();
    const auto press = ids.make(nine);
    auto first = engine->take(press, to_submit, "7KQ2M0XD", nine);
    REQUIRE(first);
    CHECK(first->number == "A001");
    CHECK(first->serial == 1);
    CHECK(first->line == "papers");
    CHECK(first->day == monday);
    CHECK(first->state == TicketState::reserved);
    CHECK(first->visit_code == "7KQ2M0XD");
    CHECK(first->wish == to_submit);

    // A double press, also after a restart and a day later, is the same wish.
    CHECK(*engine->take(press, to_submit, "", nine + 1s) == *first);
    engine = counter.restarted();
    CHECK(*engine->take(press, to_collect, "", nine + 24h) == *first);
    CHECK(**engine->find(press) == *first);
    CHECK(**engine->find("a001", monday) == *first);
    CHECK_FALSE(engine->find("A002", monday)->has_value());
    CHECK_FALSE(engine->find("A001", monday.plus_days(1))->has_value());
    CHECK_FALSE(engine->find(ids.make(nine))->has_value());

    // Of several numbers for one prepared dossier the last one that somebody holds counts, and only on its day.
    CHECK_FALSE(engine->find_for_visit("7KQ2M0XD", monday)->has_value());
    REQUIRE(engine->hold(press, TicketState::printed, nine));
    CHECK(engine->find_for_visit("7KQ2M0XD", monday)->value().number == "A001");
    const auto again = engine->take(ids.make(nine), to_submit, "7KQ2M0XD", nine + 1min);
    REQUIRE(again);
    CHECK(engine->find_for_visit("7KQ2M0XD", monday)->value().number == "A001");
    REQUIRE(engine->hold(again->press, TicketState::shown, nine + 1min));
    CHECK(engine->find_for_visit("7KQ2M0XD", monday)->value().number == "A002");
    CHECK_FALSE(engine->find_for_visit("7KQ2M0XD", monday.plus_days(1))->has_value());
    CHECK_FALSE(engine->find_for_visit("00000000", monday)->has_value());

    CHECK(engine->take(ids.make(nine), to_submit, "", nine)->number == "A003");
    CHECK(engine->take(ids.make(nine), to_collect, "", nine)->number == "B001");
    const auto nobody = engine->take(ids.make(nine), {Purpose::pay, "", ""}, "", nine);
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().code == Code::not_found);
}

inline void a_thousand_presses_leave_no_gap(const Counter& counter) {
    SeededIds ids(2);
    auto engine = counter.fresh();
    std::set<std::string> numbers;
    std::vector<PressId> presses;
    for (int i = 0; i < 1000; ++i) {
        presses.push_back(ids.make(nine));
        if (i % 250 == 249) engine = counter.restarted();
        auto ticket = engine->take(presses.back(), to_submit, "", nine + Duration{i});
        REQUIRE(ticket);
        numbers.insert(ticket->number);
        if (i % 7 == 0) REQUIRE(engine->take(presses[static_cast<std::size_t>(i) / 2], to_submit, "", nine));
    }
    CHECK(numbers.size() == 1000);
    CHECK(numbers.contains("A001"));
    CHECK(numbers.contains("A999"));
    CHECK(numbers.contains("A1000"));
    const auto all = engine->list(monday);
    REQUIRE(all);
    REQUIRE(all->size() == 1000);
    for (int i = 0; i < 1000; ++i) REQUIRE((*all)[static_cast<std::size_t>(i)].serial == i + 1);
}

inline void days_begin_at_local_midnight_and_never_come_back(const Counter& counter) {
    SeededIds ids(3);
    auto engine = counter.fresh();
    const auto take = [&](WallTime at) {
        auto ticket = engine->take(ids.make(at), to_submit, "", at);
        REQUIRE(ticket);
        return *ticket;
    };
    CHECK(take(wall_time({monday, 23, 59, 59})).number == "A001");
    const auto tuesday = take(wall_time({{2026, 11, 24}, 0, 0, 0}));
    CHECK(tuesday.number == "A001");
    CHECK(tuesday.day == monday.plus_days(1));
    // The clock falls back by a day, then by years: the numbers go on where they were.
    const auto after_jump = take(nine);
    CHECK(after_jump.number == "A002");
    CHECK(after_jump.day == monday.plus_days(1));
    engine = counter.restarted();
    CHECK(take(wall_time({{1970, 1, 1}, 8, 0, 0})).number == "A003");
    CHECK(*engine->business_day(nine) == monday.plus_days(1));
    CHECK(take(wall_time({{2026, 11, 25}, 8, 0, 0})).number == "A001");
    CHECK(engine->list(monday)->size() == 1);
    CHECK(engine->list(monday.plus_days(1))->size() == 3);
    // A clock that stood a year ahead for a while is no reason to count on from there once it is right again.
    const WallTime wednesday = wall_time({{2026, 11, 25}, 9, 0, 0});
    CHECK(take(wall_time({{2027, 11, 25}, 9, 0, 0})).number == "A001");
    CHECK(*engine->business_day(wednesday) == monday.plus_days(2));
    CHECK(take(wednesday).number == "A002");
    CHECK(engine->list(monday.plus_days(2))->size() == 2);
}

inline void only_held_numbers_stay(const Counter& counter) {
    SeededIds ids(4);
    auto engine = counter.fresh();
    const auto printed = ids.make(nine);
    const auto shown = ids.make(nine);
    const auto forgotten = ids.make(nine);
    for (const auto& press : {printed, shown, forgotten}) REQUIRE(engine->take(press, to_submit, "", nine));
    CHECK(engine->hold(printed, TicketState::printed, nine + 5s)->state == TicketState::printed);
    CHECK(engine->hold(printed, TicketState::printed, nine + 6s)->state == TicketState::printed);
    CHECK(engine->hold(printed, TicketState::shown, nine + 6s)->state == TicketState::printed);
    CHECK(engine->hold(shown, TicketState::shown, nine + 5s)->state == TicketState::shown);
    CHECK(engine->hold(ids.make(nine), TicketState::shown, nine).error().code == Code::not_found);
    CHECK(engine->hold(shown, TicketState::called, nine).error().code == Code::bad_usage);

    CHECK(*engine->expire_unprinted(nine + 2min + -1ms) == 0);
    CHECK(*engine->expire_unprinted(nine + 2min) == 1);
    CHECK(*engine->expire_unprinted(nine + 2min) == 0);
    const auto all = engine->list(monday);
    REQUIRE(all->size() == 3);  // the expired one is still accounted for
    CHECK((*all)[0].state == TicketState::printed);
    CHECK((*all)[1].state == TicketState::shown);
    CHECK((*all)[2].state == TicketState::expired);
    CHECK(engine->take(ids.make(nine), to_submit, "", nine + 3min)->number == "A004");

    // The printer was slow, and the slip came out after all: the person holding it is served.
    CHECK(engine->hold(forgotten, TicketState::printed, nine + 4min)->state == TicketState::printed);
    // Reserved just before the clock jumped back by a day.
    CHECK(*engine->expire_unprinted(nine + -24h) == 1);
}

inline void a_daily_limit_holds(const Counter& counter) {
    SeededIds ids(5);
    auto engine = counter.fresh();
    const auto first = ids.make(nine);
    REQUIRE(engine->take(first, to_collect, "", nine));
    REQUIRE(engine->take(ids.make(nine), to_collect, "", nine));
    REQUIRE(engine->take(ids.make(nine), to_collect, "", nine));
    const auto fourth = engine->take(ids.make(nine), to_collect, "", nine);
    REQUIRE_FALSE(fourth);
    CHECK(fourth.error().code == Code::too_many);
    CHECK(engine->take(first, to_collect, "", nine)->number == "B001");
    CHECK(engine->take(ids.make(nine), to_submit, "", nine)->number == "A001");
    // Numbers that nobody held make room for others, and stay in the list.
    REQUIRE(engine->hold(first, TicketState::shown, nine));
    CHECK(*engine->expire_unprinted(nine + 5min) == 3);
    CHECK(engine->take(ids.make(nine), to_collect, "", nine + 6min)->number == "B004");
    CHECK(engine->take(ids.make(nine), to_collect, "", nine + 24h)->number == "B001");
}

inline void voided_numbers_stay_void(const Counter& counter) {
    SeededIds ids(6);
    auto engine = counter.fresh();
    const auto press = ids.make(nine);
    REQUIRE(engine->take(press, to_submit, "7KQ2M0XD", nine));
    REQUIRE(engine->hold(press, TicketState::printed, nine));
    CHECK(engine->void_ticket(press, nine + 1min)->state == TicketState::cancelled);
    CHECK(engine->void_ticket(press, nine + 2min)->state == TicketState::cancelled);
    engine = counter.restarted();
    CHECK(engine->hold(press, TicketState::shown, nine + 3min)->state == TicketState::cancelled);
    CHECK_FALSE(engine->find_for_visit("7KQ2M0XD", monday)->has_value());
    CHECK(*engine->expire_unprinted(nine + 24h) == 0);
    REQUIRE(engine->list(monday)->size() == 1);
    CHECK(engine->list(monday)->front().state == TicketState::cancelled);
    CHECK(engine->take(ids.make(nine), to_submit, "", nine + 4min)->number == "A002");
    CHECK(engine->void_ticket(ids.make(nine), nine).error().code == Code::not_found);
}

inline void keeps_the_contract(const Counter& counter) {
    SECTION("numbers are allotted by press, line and day") { numbers_are_allotted(counter); }
    SECTION("a thousand presses leave no gap and no double") { a_thousand_presses_leave_no_gap(counter); }
    SECTION("days begin at local midnight and never come back") {
        days_begin_at_local_midnight_and_never_come_back(counter);
    }
    SECTION("only held numbers stay") { only_held_numbers_stay(counter); }
    SECTION("voided numbers stay void") { voided_numbers_stay_void(counter); }
    SECTION("a daily limit holds") { a_daily_limit_holds(counter); }
}

}  // namespace kiosk::queue::test
