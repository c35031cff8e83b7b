#pragma once
/// What the queue promises about numbers, whatever engine it stands on. A test makes a `Counter` and calls `keeps_the_contract`.

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "kiosk/queue/queue.hpp"
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

/// A fresh queue without any ticket, and one that a restart would give: the same tickets, nothing kept in memory.
struct Counter {
    std::function<std::unique_ptr<Queue>()> fresh;
    std::function<std::unique_ptr<Queue>()> restarted;
};

inline void numbers_are_allotted(const Counter& counter) {
    SeededIds ids(1);
    auto queue = counter.fresh();
    const auto press = ids.make(nine);
    auto first = queue->take(press, to_submit, "7KQ2M0XD", nine);
    REQUIRE(first);
    CHECK(first->number == "A001");
    CHECK(first->serial == 1);
    CHECK(first->line == "papers");
    CHECK(first->day == monday);
    CHECK(first->state == TicketState::reserved);
    CHECK(first->visit_code == "7KQ2M0XD");
    CHECK(first->wish == to_submit);

    // A double press, also after a restart and a day later, is the same wish.
    CHECK(*queue->take(press, to_submit, "", nine + 1s) == *first);
    queue = counter.restarted();
    CHECK(*queue->take(press, to_collect, "", nine + 24h) == *first);
    CHECK(*queue->take(press, to_collect, "", nine + 48h) == *first);
    CHECK(**queue->find(press) == *first);
    CHECK(**queue->find("a001", monday) == *first);
    CHECK_FALSE(queue->find("A002", monday)->has_value());
    CHECK_FALSE(queue->find("A001", monday.plus_days(1))->has_value());
    CHECK_FALSE(queue->find(ids.make(nine))->has_value());

    // Of several numbers for one prepared dossier the last one that somebody holds counts, and only on its day.
    CHECK_FALSE(queue->find_for_visit("7KQ2M0XD", monday)->has_value());
    REQUIRE(queue->hold(press, TicketState::printed, nine));
    CHECK(queue->find_for_visit("7KQ2M0XD", monday)->value().number == "A001");
    const auto again = queue->take(ids.make(nine), to_submit, "7KQ2M0XD", nine + 1min);
    REQUIRE(again);
    CHECK(queue->find_for_visit("7KQ2M0XD", monday)->value().number == "A001");
    REQUIRE(queue->hold(again->press, TicketState::shown, nine + 1min));
    CHECK(queue->find_for_visit("7KQ2M0XD", monday)->value().number == "A002");
    CHECK_FALSE(queue->find_for_visit("7KQ2M0XD", monday.plus_days(1))->has_value());
    CHECK_FALSE(queue->find_for_visit("00000000", monday)->has_value());

    CHECK(queue->take(ids.make(nine), to_submit, "", nine)->number == "A003");
    CHECK(queue->take(ids.make(nine), to_collect, "", nine)->number == "B001");
    const auto nobody = queue->take(ids.make(nine), {Purpose::pay, "", ""}, "", nine);
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().code == Code::not_found);
}

inline void a_thousand_presses_leave_no_gap(const Counter& counter) {
    SeededIds ids(2);
    auto queue = counter.fresh();
    std::set<std::string> numbers;
    std::vector<PressId> presses;
    for (int i = 0; i < 1000; ++i) {
        presses.push_back(ids.make(nine));
        if (i % 250 == 249) queue = counter.restarted();
        auto ticket = queue->take(presses.back(), to_submit, "", nine + Duration{i});
        REQUIRE(ticket);
        numbers.insert(ticket->number);
        if (i % 7 == 0) REQUIRE(queue->take(presses[static_cast<std::size_t>(i) / 2], to_submit, "", nine));
    }
    CHECK(numbers.size() == 1000);
    CHECK(numbers.contains("A001"));
    CHECK(numbers.contains("A999"));
    CHECK(numbers.contains("A1000"));
    const auto all = queue->list(monday);
    REQUIRE(all);
    REQUIRE(all->size() == 1000);
    for (int i = 0; i < 1000; ++i) REQUIRE((*all)[static_cast<std::size_t>(i)].serial == i + 1);
}

inline void days_begin_at_local_midnight_and_never_come_back(const Counter& counter) {
    SeededIds ids(3);
    auto queue = counter.fresh();
    const auto take = [&](WallTime at) {
        auto ticket = queue->take(ids.make(at), to_submit, "", at);
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
    queue = counter.restarted();
    CHECK(take(wall_time({{1970, 1, 1}, 8, 0, 0})).number == "A003");
    CHECK(*queue->business_day(nine) == monday.plus_days(1));
    CHECK(take(wall_time({{2026, 11, 25}, 8, 0, 0})).number == "A001");
    CHECK(queue->list(monday)->size() == 1);
    CHECK(queue->list(monday.plus_days(1))->size() == 3);
    // A clock that stood a year ahead for a while is no reason to count on from there once it is right again.
    const WallTime wednesday = wall_time({{2026, 11, 25}, 9, 0, 0});
    CHECK(take(wall_time({{2027, 11, 25}, 9, 0, 0})).number == "A001");
    CHECK(*queue->business_day(wednesday) == monday.plus_days(2));
    CHECK(take(wednesday).number == "A002");
    CHECK(queue->list(monday.plus_days(2))->size() == 2);
}

inline void only_held_numbers_stay(const Counter& counter) {
    SeededIds ids(4);
    auto queue = counter.fresh();
    const auto printed = ids.make(nine);
    const auto shown = ids.make(nine);
    const auto forgotten = ids.make(nine);
    for (const auto& press : {printed, shown, forgotten}) REQUIRE(queue->take(press, to_submit, "", nine));
    CHECK(queue->hold(printed, TicketState::printed, nine + 5s)->state == TicketState::printed);
    CHECK(queue->hold(printed, TicketState::printed, nine + 6s)->state == TicketState::printed);
    CHECK(queue->hold(printed, TicketState::shown, nine + 6s)->state == TicketState::printed);
    CHECK(queue->hold(shown, TicketState::shown, nine + 5s)->state == TicketState::shown);
    CHECK(queue->hold(ids.make(nine), TicketState::shown, nine).error().code == Code::not_found);
    CHECK(queue->hold(shown, TicketState::called, nine).error().code == Code::bad_usage);

    CHECK(*queue->expire_unprinted(nine + 2min + -1ms) == 0);
    CHECK(*queue->expire_unprinted(nine + 2min) == 1);
    CHECK(*queue->expire_unprinted(nine + 2min) == 0);
    const auto all = queue->list(monday);
    REQUIRE(all->size() == 3);  // the expired one is still accounted for
    CHECK((*all)[0].state == TicketState::printed);
    CHECK((*all)[1].state == TicketState::shown);
    CHECK((*all)[2].state == TicketState::expired);
    CHECK(queue->take(ids.make(nine), to_submit, "", nine + 3min)->number == "A004");

    // The printer was slow, and the slip came out after all: the person holding it is served.
    CHECK(queue->hold(forgotten, TicketState::printed, nine + 4min)->state == TicketState::printed);
    // Reserved just before the clock jumped back by a day.
    CHECK(*queue->expire_unprinted(nine + -24h) == 1);
}

inline void a_daily_limit_holds(const Counter& counter) {
    SeededIds ids(5);
    auto queue = counter.fresh();
    const auto first = ids.make(nine);
    REQUIRE(queue->take(first, to_collect, "", nine));
    REQUIRE(queue->take(ids.make(nine), to_collect, "", nine));
    REQUIRE(queue->take(ids.make(nine), to_collect, "", nine));
    const auto fourth = queue->take(ids.make(nine), to_collect, "", nine);
    REQUIRE_FALSE(fourth);
    CHECK(fourth.error().code == Code::too_many);
    CHECK(queue->take(first, to_collect, "", nine)->number == "B001");
    CHECK(queue->take(ids.make(nine), to_submit, "", nine)->number == "A001");
    // Numbers that nobody held make room for others, and stay in the list.
    REQUIRE(queue->hold(first, TicketState::shown, nine));
    CHECK(*queue->expire_unprinted(nine + 5min) == 3);
    CHECK(queue->take(ids.make(nine), to_collect, "", nine + 6min)->number == "B004");
    CHECK(queue->take(ids.make(nine), to_collect, "", nine + 24h)->number == "B001");
}

inline void voided_numbers_stay_void(const Counter& counter) {
    SeededIds ids(6);
    auto queue = counter.fresh();
    const auto press = ids.make(nine);
    REQUIRE(queue->take(press, to_submit, "7KQ2M0XD", nine));
    REQUIRE(queue->hold(press, TicketState::printed, nine));
    CHECK(queue->cancel(press, {ids.make(nine), nine + 1min})->state == TicketState::cancelled);
    CHECK(queue->cancel(press, {ids.make(nine), nine + 2min})->state == TicketState::cancelled);
    queue = counter.restarted();
    CHECK(queue->hold(press, TicketState::shown, nine + 3min)->state == TicketState::cancelled);
    CHECK_FALSE(queue->find_for_visit("7KQ2M0XD", monday)->has_value());
    CHECK(*queue->expire_unprinted(nine + 24h) == 0);
    REQUIRE(queue->list(monday)->size() == 1);
    CHECK(queue->list(monday)->front().state == TicketState::cancelled);
    CHECK(queue->take(ids.make(nine), to_submit, "", nine + 4min)->number == "A002");
    CHECK(queue->cancel(ids.make(nine), {ids.make(nine), nine}).error().code == Code::not_found);
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
