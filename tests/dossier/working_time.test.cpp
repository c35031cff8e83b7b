#include "kiosk/dossier/working_time.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/seed.hpp"

using namespace kiosk;
using namespace kiosk::dossier;
using settings::Hours;
using settings::SpecialDay;
using test::Dice;

namespace {

/// 07:30-11:30 and 13:30-17:00, Monday to Friday; Thursday 26 November off, Friday half a day, Saturday made up for.
Hours week() {
    Hours out;
    for (int day = 0; day < 5; ++day) out.weekday[day] = {{450, 690}, {810, 1020}};
    out.special_days[{2026, 11, 26}] = SpecialDay{{"Nghỉ", ""}, std::nullopt, {}};
    out.special_days[{2026, 11, 27}] = SpecialDay{{"Nửa ngày", ""}, std::nullopt, {{450, 690}}};
    out.special_days[{2026, 11, 28}] = SpecialDay{{"Làm bù", ""}, 4, {}};
    out.announced_years = {2026};
    return out;
}

WallTime moment(int day, int hour, int minute) { return wall_time({{2026, 11, day}, hour, minute, 0}); }
std::string text(const Result<WallTime>& moment) { return moment ? iso_time(*moment).substr(5, 11) : moment.error().detail; }

Hours made_up(Dice& dice) {
    Hours out;
    for (int day = 0; day < 7; ++day) {
        if (day > 4 && !dice.one_in(3)) continue;
        const int morning = dice.number(6 * 60, 8 * 60);
        out.weekday[day] = {{morning, dice.number(morning + 60, 12 * 60)}};
        if (!dice.one_in(4)) out.weekday[day].push_back({13 * 60, dice.number(14 * 60, 24 * 60)});
    }
    for (int i = dice.number(0, 12); i > 0; --i) {
        SpecialDay day;
        if (dice.one_in(3)) day.stretches = {{480, 660}};
        else if (dice.one_in(2)) day.works_as = dice.number(1, 7);
        out.special_days[LocalDate{2026, 1, 1}.plus_days(dice.number(0, 90))] = day;
    }
    return out;
}

WallTime made_up_moment(Dice& dice) {
    return wall_time({{2026, 1, 1}, 0, 0, 0}) + Duration(dice.number<std::int64_t>(0, 90LL * 24 * 3'600'000));
}

}  // namespace

TEST_CASE("working time skips nights, lunch, days off, and takes half days and days made up for as they are") {
    const WorkingTime time(week());
    CHECK(time.contains(moment(23, 7, 30)));
    CHECK(time.contains(moment(23, 17, 0)));
    CHECK_FALSE(time.contains(moment(23, 12, 0)));
    CHECK_FALSE(time.contains(moment(26, 9, 0)));
    CHECK_FALSE(time.contains(moment(27, 14, 0)));
    CHECK(time.contains(moment(28, 16, 0)));
    CHECK_FALSE(time.is_working_day({2026, 11, 29}));

    CHECK(text(time.at_or_after(moment(23, 12, 0))) == "11-23T13:30");
    CHECK(text(time.at_or_after(moment(25, 18, 0))) == "11-27T07:30");
    CHECK(text(time.plus(moment(23, 11, 0), 1h)) == "11-23T14:00");
    CHECK(text(time.plus(moment(23, 13, 30), 3h + 30min)) == "11-23T17:00");  // its end, not the next morning
    CHECK(text(time.plus(moment(25, 16, 0), 2h)) == "11-27T08:30");
    CHECK(text(time.plus(moment(27, 10, 30), 2h)) == "11-28T08:30");
    CHECK(time.between(moment(25, 16, 0), moment(27, 8, 30)) == 2h);
    CHECK(time.between(moment(27, 8, 30), moment(25, 16, 0)) == 0h);
}

TEST_CASE("working days keep the time of day, unless half a day has no such time") {
    const WorkingTime time(week());
    CHECK(text(time.plus_days(moment(23, 9, 42), 2)) == "11-25T09:42");
    CHECK(text(time.plus_days(moment(25, 9, 42), 1)) == "11-27T09:42");
    CHECK(text(time.plus_days(moment(25, 14, 0), 1)) == "11-28T07:30");
    CHECK(text(time.plus_days(moment(22, 20, 0), 1)) == "11-24T07:30");  // Sunday evening begins on Monday morning
    CHECK(text(time.end_of_day({2026, 11, 26})) == "11-27T11:30");
}

TEST_CASE("a calendar that never works is an error with a remedy, not an endless search") {
    const WorkingTime never{Hours{}};
    for (const auto& moment : {never.at_or_after(moment(23, 9, 0)), never.plus(moment(23, 9, 0), 1h),
                               never.plus_days(moment(23, 9, 0), 3), never.end_of_day({2026, 11, 23})}) {
        REQUIRE_FALSE(moment);
        CHECK(moment.error().code == Code::closed);
        CHECK(moment.error().detail.find("[hours]") != std::string::npos);
    }
    const WorkingTime time(week());
    CHECK(time.plus(moment(23, 9, 0), -1h).error().code == Code::bad_usage);
    CHECK(time.plus_days(moment(23, 9, 0), -1).error().code == Code::bad_usage);
    CHECK(time.plus_days(moment(23, 9, 0), 2'000'000'000).error().code == Code::bad_usage);
}

TEST_CASE("adding working time never lands outside it, keeps the order of moments, and may be done in parts") {
    const auto seed = test::seed();
    CAPTURE(seed);
    Dice dice(seed);
    for (int i = 0; i < 60; ++i) {
        const WorkingTime time(made_up(dice));
        for (int j = 0; j < 25; ++j) {
            const auto first = made_up_moment(dice);
            const auto later = std::max(first, made_up_moment(dice));
            const auto a = Duration(dice.number<std::int64_t>(0, 100) * 900'000);
            const auto b = Duration(dice.number<std::int64_t>(0, 100) * 613'000);
            CAPTURE(i, j, iso_time(first), iso_time(later), a.count(), b.count());
            const auto sum = time.plus(first, a + b);
            REQUIRE(sum);
            CHECK(time.contains(*sum));
            CHECK(*sum >= first);
            CHECK(*sum <= *time.plus(later, a + b));
            CHECK(*time.plus(first, a) <= *sum);
            CHECK(*time.plus(*time.plus(first, a), b) == *sum);
            CHECK(time.between(first, *sum) == a + b);  // counting back what was added
        }
    }
}

TEST_CASE("adding working days never lands outside working time and keeps the order of moments") {
    const auto seed = test::seed();
    CAPTURE(seed);
    Dice dice(seed + 1);
    for (int i = 0; i < 40; ++i) {
        const WorkingTime time(made_up(dice));
        for (int j = 0; j < 20; ++j) {
            const auto first = made_up_moment(dice);
            const auto later = std::max(first, made_up_moment(dice));
            const int days = dice.number(0, 20);
            CAPTURE(i, j, iso_time(first), iso_time(later), days);
            const auto due = time.plus_days(first, days);
            REQUIRE(due);
            CHECK(time.contains(*due));
            CHECK(*due <= *time.plus_days(later, days));
            CHECK(*due <= *time.plus_days(first, days + 1));
        }
    }
}
