#pragma once
/// When a result is due, and whether it came in time. Pure; any thread, never blocks.

#include <optional>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/dossier/working_time.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::dossier {

struct Due {
    WallTime at;
    bool announced = true;  ///< false: days off before it may still be announced (Tết)
    bool operator==(const Due&) const = default;
};
/// For a procedure of so many working days. 0 is «ngay trong ngày»: the end of the day, or of the next working day when
/// accepted after `same_day_until_minute`. An acceptance outside working time counts from the next stretch on.
[[nodiscard]] Result<Due> due_after_days(const WorkingTime& time, const settings::DossierRules& rules, WallTime accepted,
                                         int working_days);
/// For steps that the internal process gives in working hours.
[[nodiscard]] Result<Due> due_after_hours(const WorkingTime& time, WallTime accepted, Duration working);
/// So many days of the calendar later; when that is no working time, the beginning of the next stretch.
[[nodiscard]] Result<Due> due_after_calendar_days(const WorkingTime& time, WallTime accepted, int days);
/// By what the procedure says of a channel. Nothing: it names no number, so no date can be promised.
[[nodiscard]] Result<std::optional<Due>> due_of(const WorkingTime& time, const settings::DossierRules& rules,
                                                WallTime accepted, const catalogue::Handling& handling);
/// The clock stood still between the request and the answer: the working time that was left is given again.
[[nodiscard]] Result<Due> due_after_supplement(const WorkingTime& time, WallTime due_before, WallTime asked_at,
                                               WallTime answered_at);

/// One wait for the citizen, papers (status 5) or money (6), while the authority's clock stands; without an end it still lasts.
struct Wait {
    WallTime asked_at;
    std::optional<WallTime> answered_at;
    Status asked = Status::supplement_asked;
    bool operator==(const Wait&) const = default;
};
[[nodiscard]] std::vector<Wait> waits_of(const std::vector<StatusStep>& steps);

/// When the handling ended: the first 9 (also when a 10 follows), else 10, 3, 7 or 8. While papers or money are waited for,
/// the moment of the request. Nothing: it is still being handled. By the national portal's scoring formula, domain.md 5.2 (F766).
[[nodiscard]] std::optional<WallTime> ended_at(const std::vector<StatusStep>& steps);

enum class Punctuality {
    running,  ///< not ended, still in time
    on_time,
    late,
    unknown,  ///< neither a due date nor a number of days is known
};
struct Promise {
    std::optional<WallTime> due;      ///< NgayHenTra
    bool due_moved = false;           ///< it was moved when the supplement came: that wait is in it already
    std::optional<int> working_days;  ///< the procedure's, for a dossier without a due date
};
/// The same formula: more than one supplement request is late; otherwise (end − waits) against the due date, or, without
/// one, against so many working days since the acceptance. It subtracts waits for papers; those for money stand in the same table
/// (domain.md 5.2) with the clock paused, and are subtracted as well. For what has not ended, `now` counts as the end.
[[nodiscard]] Punctuality punctuality(const std::vector<StatusStep>& steps, const Promise& promise, const WorkingTime& time,
                                      WallTime now);

}  // namespace kiosk::dossier
