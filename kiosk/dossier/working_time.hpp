#pragma once
/// The authorities' working time: the stretches of each day, without days off, with half days and days made up for. Due dates
/// are counted in it. Immutable; any thread, never blocks. Times are those of the centre's clock (+07:00).

#include <cstdint>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::dossier {

/// Both ends of a stretch are working time: what is done at 17:00 is done in time for 17:00. Every function that looks ahead
/// says `closed` when no working time comes within ten years, which only a broken calendar does.
class WorkingTime {
public:
    explicit WorkingTime(settings::Hours hours) : hours_(std::move(hours)) {}

    [[nodiscard]] bool is_working_day(const LocalDate& date) const { return !settings::stretches_on(hours_, date).empty(); }
    [[nodiscard]] bool contains(WallTime at) const;
    /// Whether all days off of that year are announced; a date beyond is right only as far as anybody knows today.
    [[nodiscard]] bool announced(const LocalDate& date) const;
    /// The moment itself when it is working time, else the beginning of the next stretch.
    [[nodiscard]] Result<WallTime> at_or_after(WallTime at) const;
    /// Where so much working time has passed since `from`; never outside working time. A whole stretch ends at its end, not
    /// at the beginning of the next one. bad_usage for a negative amount and
    /// for more than ten years.
    [[nodiscard]] Result<WallTime> plus(WallTime from, Duration working) const;
    /// The same time of day so many working days later; when that is no working time of that day (half a day), the beginning
    /// of the next stretch. bad_usage as above.
    [[nodiscard]] Result<WallTime> plus_days(WallTime from, int days) const;
    /// The working day that is so many after `from`, which need not be one; `from` itself for 0. bad_usage as above.
    [[nodiscard]] Result<LocalDate> day_after(LocalDate from, int days) const;
    /// The end of the last stretch of the first working day on or after `date`.
    [[nodiscard]] Result<WallTime> end_of_day(LocalDate date) const;
    /// The working time between two moments; zero when `to` is not after `from`.
    [[nodiscard]] Duration between(WallTime from, WallTime to) const;

private:
    settings::Hours hours_;
};

}  // namespace kiosk::dossier
