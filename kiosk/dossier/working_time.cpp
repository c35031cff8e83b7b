#include "kiosk/dossier/working_time.hpp"

#include <algorithm>

namespace kiosk::dossier {
namespace {

constexpr int days_looked_ahead = 3'660;
constexpr int most_days = 3'660;
constexpr Duration most_working = 24h * most_days;

WallTime moment(const LocalDate& date, int minute) { return wall_time({date, 0, 0, 0}) + std::chrono::minutes(minute); }

tl::unexpected<Error> never() {
    return fail(Code::closed, "the calendar has no working time in the coming ten years; write [hours] of kiosk.toml");
}

}  // namespace

bool WorkingTime::contains(WallTime at) const {
    const auto next = at_or_after(at);
    return next && *next == at;
}

bool WorkingTime::announced(const LocalDate& date) const {
    const auto& years = hours_.announced_years;
    return std::find(years.begin(), years.end(), date.year) != years.end();
}

Result<WallTime> WorkingTime::at_or_after(WallTime at) const {
    auto date = local_time(at).date.plus_days(-1);  // its last stretch may end at midnight: 24:00
    for (int day = 0; day <= days_looked_ahead; ++day, date = date.plus_days(1)) {
        for (const auto& stretch : settings::stretches_on(hours_, date))
            if (at <= moment(date, stretch.to_minute)) return std::max(at, moment(date, stretch.from_minute));
    }
    return never();
}

Result<WallTime> WorkingTime::plus(WallTime from, Duration working) const {
    if (working < Duration::zero() || working > most_working)
        return fail(Code::bad_usage, "working time is counted forwards, up to ten years");
    if (working == Duration::zero()) return at_or_after(from);
    auto date = local_time(from).date;
    for (int idle = 0; idle <= days_looked_ahead; ++idle, date = date.plus_days(1)) {
        for (const auto& stretch : settings::stretches_on(hours_, date)) {
            const auto begin = std::max(from, moment(date, stretch.from_minute));
            const auto end = moment(date, stretch.to_minute);
            if (end <= begin) continue;
            if (working <= end - begin) return begin + working;
            working -= end - begin;
            idle = 0;
        }
    }
    return never();
}

Result<LocalDate> WorkingTime::day_after(LocalDate from, int days) const {
    if (days < 0 || days > most_days) return fail(Code::bad_usage, "working days are counted forwards, up to ten years");
    for (int idle = 0; days > 0; ++idle) {
        if (idle > days_looked_ahead) return never();
        from = from.plus_days(1);
        if (!is_working_day(from)) continue;
        --days;
        idle = 0;
    }
    return from;
}

Result<WallTime> WorkingTime::plus_days(WallTime from, int days) const {
    auto begin = at_or_after(from);
    if (!begin) return begin;
    auto there = local_time(*begin);
    auto date = day_after(there.date, days);
    if (!date) return fail(std::move(date));
    there.date = *date;
    return at_or_after(wall_time(there));
}

Result<WallTime> WorkingTime::end_of_day(LocalDate date) const {
    for (int day = 0; day <= days_looked_ahead; ++day, date = date.plus_days(1)) {
        const auto& stretches = settings::stretches_on(hours_, date);
        if (!stretches.empty()) return moment(date, stretches.back().to_minute);
    }
    return never();
}

Duration WorkingTime::between(WallTime from, WallTime to) const {
    Duration out{};
    for (auto date = local_time(from).date; moment(date, 0) < to; date = date.plus_days(1)) {
        for (const auto& stretch : settings::stretches_on(hours_, date)) {
            const auto begin = std::max(from, moment(date, stretch.from_minute));
            const auto end = std::min(to, moment(date, stretch.to_minute));
            if (begin < end) out += end - begin;
        }
    }
    return out;
}

}  // namespace kiosk::dossier
