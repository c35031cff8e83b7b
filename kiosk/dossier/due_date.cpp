#include "kiosk/dossier/due_date.hpp"

#include <algorithm>

#include "kiosk/dossier/status_table.hpp"

namespace kiosk::dossier {
namespace {

/// Right as far as the calendar of every year on the way is complete.
Result<Due> with_reserve(const WorkingTime& time, WallTime from, Result<WallTime> at) {
    if (!at) return fail(std::move(at));
    Due out{*at, true};
    for (auto year = local_time(from).date; year.year <= local_time(*at).date.year; ++year.year)
        out.announced = out.announced && time.announced({year.year, 1, 1});
    return out;
}

Result<WallTime> end_within_day(const WorkingTime& time, const settings::DossierRules& rules, WallTime begin) {
    const auto local = local_time(begin);
    const bool next_day = local.minute_of_day() > rules.same_day_until_minute;
    return time.end_of_day(next_day ? local.date.plus_days(1) : local.date);
}

std::optional<WallTime> first(const std::vector<StatusStep>& steps, std::initializer_list<Status> wanted) {
    for (const auto status : wanted) {
        const auto found = std::find_if(steps.begin(), steps.end(), [&](const auto& step) { return step.status == status; });
        if (found != steps.end()) return found->at;
    }
    return std::nullopt;
}

}  // namespace

Result<Due> due_after_days(const WorkingTime& time, const settings::DossierRules& rules, WallTime accepted,
                           int working_days) {
    auto begin = time.at_or_after(accepted);
    if (!begin) return fail(std::move(begin));
    if (working_days == 0) return with_reserve(time, accepted, end_within_day(time, rules, *begin));
    if (rules.due_at != settings::DossierRules::DueAt::end_of_day)
        return with_reserve(time, accepted, time.plus_days(*begin, working_days));
    // Whatever the hour was, also before a half day.
    auto last = time.day_after(local_time(*begin).date, working_days);
    if (!last) return fail(std::move(last));
    return with_reserve(time, accepted, time.end_of_day(*last));
}

Result<Due> due_after_hours(const WorkingTime& time, WallTime accepted, Duration working) {
    return with_reserve(time, accepted, time.plus(accepted, working));
}

Result<Due> due_after_calendar_days(const WorkingTime& time, WallTime accepted, int days) {
    constexpr int most_days = 3'660;
    if (days < 0 || days > most_days) return fail(Code::bad_usage, "days are counted forwards, up to ten years");
    return with_reserve(time, accepted, time.at_or_after(accepted + days * 24h));
}

Result<std::optional<Due>> due_of(const WorkingTime& time, const settings::DossierRules& rules, WallTime accepted,
                                  const catalogue::Handling& handling) {
    const auto said = [](Result<Due> due) -> Result<std::optional<Due>> {
        if (!due) return fail(std::move(due));
        return std::optional(*due);
    };
    if (handling.working_days) return said(due_after_days(time, rules, accepted, *handling.working_days));
    if (handling.working_hours) return said(due_after_hours(time, accepted, std::chrono::hours(*handling.working_hours)));
    if (handling.calendar_days) return said(due_after_calendar_days(time, accepted, *handling.calendar_days));
    return std::optional<Due>();
}

Result<Due> due_after_supplement(const WorkingTime& time, WallTime due_before, WallTime asked_at, WallTime answered_at) {
    if (answered_at < asked_at) return fail(Code::bad_usage, "a supplement is answered after it was asked for");
    return with_reserve(time, asked_at, time.plus(answered_at, time.between(asked_at, due_before)));
}

std::vector<Wait> waits_of(const std::vector<StatusStep>& steps) {
    std::vector<Wait> out;
    for (const auto& step : steps) {
        const bool waiting = !out.empty() && !out.back().answered_at;
        if (waiting && step.status == out.back().asked) continue;  // the same request, said again
        if (waiting) out.back().answered_at = step.at;
        if (row_of(step.status).clock == StatusClock::paused) out.push_back({step.at, std::nullopt, step.status});
    }
    return out;
}

std::optional<WallTime> ended_at(const std::vector<StatusStep>& steps) {
    if (const auto end = first(
            steps, {Status::finished, Status::returned, Status::not_accepted, Status::withdrawal_asked, Status::stopped}))
        return end;
    const auto waits = waits_of(steps);
    return waits.empty() || waits.back().answered_at ? std::nullopt : std::optional(waits.back().asked_at);
}

Punctuality punctuality(const std::vector<StatusStep>& steps, const Promise& promise, const WorkingTime& time,
                        WallTime now) {
    const auto waits = waits_of(steps);
    const auto of_papers = [](const Wait& wait) { return wait.asked == Status::supplement_asked; };
    if (std::count_if(waits.begin(), waits.end(), of_papers) > 1) return Punctuality::late;
    auto limit = promise.due;
    if (!limit) {
        const auto accepted = first(steps, {Status::accepted});
        if (!accepted || !promise.working_days) return Punctuality::unknown;
        const auto last = time.plus_days(*accepted, *promise.working_days);
        if (!last) return Punctuality::unknown;
        limit = *last;
    }
    const auto ended = ended_at(steps);
    const auto end = ended.value_or(now);
    Duration waited{0};
    for (const auto& wait : waits) {
        if (!wait.answered_at || (promise.due_moved && of_papers(wait))) continue;
        waited += std::max(std::min(*wait.answered_at, end) - wait.asked_at, Duration{0});
    }
    if (end + -waited > *limit) return Punctuality::late;
    return ended ? Punctuality::on_time : Punctuality::running;
}

}  // namespace kiosk::dossier
