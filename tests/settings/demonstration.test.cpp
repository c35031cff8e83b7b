// A demonstration finds the centre open on whatever day it is played.

#include "kiosk/settings/demonstration.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::settings;

namespace {

constexpr int lunch = 11 * 60 + 45;

/// Monday to Friday 07:30 to 11:30 and 13:30 to 17:00.
Hours office() {
    Hours hours;
    for (int day = 0; day < 5; ++day) hours.weekday[day] = {{450, 690}, {810, 1020}};
    hours.last_ticket_before_close_minutes = 10;
    return hours;
}

LocalTime begins(const Hours& hours, const LocalDate& today, std::optional<int> minute = {}) {
    const auto begin = demonstration_begins(hours, today, minute);
    REQUIRE(begin);
    return *begin;
}

}  // namespace

TEST_CASE("a demonstration begins at nine of the first day on which tickets are given then") {
    auto hours = office();
    hours.holidays = {{2026, 11, 30}};
    hours.special_days[{2026, 12, 5}] = {{}, 1, {}};              // a Saturday that makes up for a Monday
    hours.special_days[{2026, 12, 7}] = {{}, {}, {{810, 1020}}};  // the afternoon only
    CHECK(begins(hours, {2026, 11, 27}) == LocalTime{{2026, 11, 27}, 9, 0, 0});
    CHECK(begins(hours, {2026, 11, 28}) == LocalTime{{2026, 12, 1}, 9, 0, 0});  // a weekend, and a Monday that is off
    CHECK(begins(hours, {2026, 12, 5}) == LocalTime{{2026, 12, 5}, 9, 0, 0});
    CHECK(begins(hours, {2026, 12, 6}) == LocalTime{{2026, 12, 8}, 9, 0, 0});
}

TEST_CASE("whatever day of the shipped calendar a demonstration is played on, tickets are given when it begins") {
    const auto loaded = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config" / "kiosk.toml");
    REQUIRE(loaded.has_value());
    for (LocalDate today{2026, 1, 1}; today.year < 2028; today = today.plus_days(1)) {
        CAPTURE(today.iso());
        const auto begin = begins(loaded->hours, today);
        CHECK(opening_at(loaded->hours, begin).open);
        CHECK(begin.date >= today);
        const auto at_lunch = begins(loaded->hours, today, lunch);
        CHECK(opening_at(loaded->hours, at_lunch).break_today);
    }
    CHECK(begins(loaded->hours, {2026, 9, 2}) == LocalTime{{2026, 9, 3}, 9, 0, 0});
    CHECK(begins(loaded->hours, {2026, 2, 14}) == LocalTime{{2026, 2, 23}, 9, 0, 0});  // Tết, between two weekends
}

TEST_CASE("a script that says its hour begins then, at lunch and with the doors closed as well") {
    auto hours = office();
    hours.special_days[{2026, 11, 27}] = {{}, {}, {{450, 690}}};  // no break: the doors stay closed after it
    CHECK(begins(hours, {2026, 11, 27}, lunch) == LocalTime{{2026, 11, 30}, 11, 45, 0});
    CHECK(begins(hours, {2026, 11, 28}, 20 * 60) == LocalTime{{2026, 11, 30}, 20, 0, 0});
}

TEST_CASE("a centre that is never open at nine demonstrates when it opens, and one that never opens says so") {
    Hours evenings;
    evenings.weekday[2] = {{1080, 1200}};
    CHECK(begins(evenings, {2026, 11, 27}) == LocalTime{{2026, 12, 2}, 18, 0, 0});
    const auto never = demonstration_begins({}, {2026, 11, 27}, {});
    REQUIRE_FALSE(never);
    CHECK(never.error().code == Code::closed);
    CHECK(demonstration_begins({}, {2026, 11, 27}, lunch).error().code == Code::closed);
}
