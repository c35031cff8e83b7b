// What staff decide for a day about hours and counters.

#include "kiosk/settings/today.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using settings::changed;
using settings::Today;
using Kind = settings::TodayChange::Kind;

namespace {

settings::Hours usual_week() {
    settings::Hours out;
    for (int i = 0; i < 5; ++i) out.weekday[i] = {{450, 690}, {810, 1020}};
    out.last_ticket_before_close_minutes = 10;
    return out;
}

constexpr LocalDate a_monday{2026, 11, 23};

}  // namespace

TEST_CASE("hours of one day hold on that day alone, and the days after it are as ever") {
    const auto today = changed({}, {Kind::set_hours, "08:00-10:00"}).value();
    const auto usual = usual_week();
    CHECK(settings::opening_today(usual, today, {a_monday, 9, 49, 0}).open);
    CHECK_FALSE(settings::opening_today(usual, today, {a_monday, 9, 50, 0}).open);  // the last number
    CHECK_FALSE(settings::opening_today(usual, today, {a_monday, 7, 45, 0}).open);
    const auto after = settings::opening_today(usual, today, {a_monday, 14, 0, 0});
    CHECK_FALSE(after.open);
    CHECK(after.next_opening == LocalTime{a_monday.plus_days(1), 7, 30, 0});
    CHECK(settings::opening_today(usual, changed(today, {Kind::usual_hours, {}}).value(), {a_monday, 14, 0, 0}).open);
}

TEST_CASE("a day without hours is closed, a holiday with hours is not") {
    auto week = usual_week();
    const auto closed = changed({}, {Kind::set_hours, ""}).value();
    CHECK_FALSE(closed.is_usual());
    CHECK_FALSE(settings::opening_today(week, closed, {a_monday, 9, 0, 0}).open);
    week.holidays = {a_monday};
    CHECK_FALSE(settings::opening_today(week, {}, {a_monday, 9, 0, 0}).open);
    CHECK(settings::opening_today(week, changed({}, {Kind::set_hours, "08:00-10:00"}).value(), {a_monday, 9, 0, 0}).open);
}

TEST_CASE("hours are written as they are read, and what is none changes nothing") {
    for (const char* text : {"", "07:30-11:30", "07:30-11:30, 13:30-24:00"})
        CHECK(settings::hours_text(settings::parse_hours(text).value()) == text);
    for (const char* text :
         {"7:30-11:30", "11:30-07:30", "07:30-11:30, 11:00-12:00", "07:30", "07:30-11:30,", "25:00-26:00"}) {
        INFO(text);
        const auto today = changed({}, {Kind::set_hours, text});
        REQUIRE_FALSE(today);
        CHECK(today.error().code == Code::bad_usage);
    }
}

TEST_CASE("a counter that does not serve is named once, and again when it does") {
    auto today = changed({}, {Kind::counter_off, "3"}).value();
    today = changed(today, {Kind::counter_off, "1"}).value();
    today = changed(today, {Kind::counter_off, "3"}).value();
    CHECK(today.counters_off == std::vector<std::string>{"1", "3"});
    CHECK(today.is_off("3"));
    CHECK_FALSE(changed(today, {Kind::counter_on, "3"}).value().is_off("3"));
}
