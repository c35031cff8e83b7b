#include "kiosk/settings/demonstration.hpp"

namespace kiosk::settings {
namespace {

constexpr int days_tried = 366;
constexpr int nine_o_clock = 9 * 60;

LocalTime at_minute(const LocalDate& date, int minute) { return {date, minute / 60, minute % 60, 0}; }

/// The first of these days on which `right` says so.
template <class Right>
std::optional<LocalDate> first_day(const LocalDate& today, Right right) {
    for (int day = 0; day < days_tried; ++day) {
        if (const auto date = today.plus_days(day); right(date)) return date;
    }
    return std::nullopt;
}

}  // namespace

Result<LocalTime> demonstration_begins(const Hours& hours, const LocalDate& today, std::optional<int> minute_of_day) {
    const auto none = [] {
        return fail(Code::closed, "no tickets are given on any day of the coming year; correct [hours] and the calendar");
    };
    const int minute = minute_of_day.value_or(nine_o_clock);
    const auto opens_then = first_day(today, [&](const LocalDate& date) {
        const auto opening = opening_at(hours, at_minute(date, minute));
        return opening.open || (minute_of_day && opening.break_today);
    });
    if (opens_then) return at_minute(*opens_then, minute);
    if (minute_of_day) {
        const auto any = first_day(today, [&](const LocalDate& date) { return !stretches_on(hours, date).empty(); });
        if (!any) return none();
        return at_minute(*any, minute);
    }
    for (int day = 0; day < days_tried; ++day) {
        const auto date = today.plus_days(day);
        for (const auto& stretch : stretches_on(hours, date)) {
            const auto begin = at_minute(date, stretch.from_minute);
            if (opening_at(hours, begin).open) return begin;
        }
    }
    return none();
}

}  // namespace kiosk::settings
