#include "kiosk/app/staff_figures.hpp"

#include <fmt/format.h>

namespace kiosk::app {
namespace {

using Json = nlohmann::ordered_json;

/// What each number of some days adds to their figures: of its ticket, or what was kept when that went.
Result<std::vector<queue::Visit>> visits_on(const LocalDate& day, const StaffParts& desk) {
    auto kept = desk.queue.queue().figures(day);
    if (!kept || !kept->empty()) return kept;
    auto tickets = desk.queue.list(day);
    if (!tickets) return fail(std::move(tickets));
    if (!desk.queue.joined()) return fail(Code::unreachable, "what is known here may not be the whole day");
    return queue::visits_of(*tickets);
}

}  // namespace

Result<Json> figures_of(const Json& request, const StaffParts& desk) {
    auto first = day_wanted(request, desk);
    if (!first) return fail(std::move(first));
    auto last = *first;
    if (const auto given = request.value("to_day", std::string{}); !given.empty()) {
        auto parsed = parse_iso_date(given);
        if (!parsed || *parsed < *first) return fail(Code::bad_usage, "--to-day takes a date after the first day");
        last = *parsed;
    }
    auto today = desk.queue.business_day(desk.clock.wall());
    if (!today) return fail(std::move(today));
    Json out{{"from", first->iso()}, {"to", last.iso()}, {"records", Json::array()}, {"days_without", Json::array()}};
    int days = 0;
    for (auto day = *first; day <= last; day = day.plus_days(1)) {
        if (++days > queue::figures_are_kept)
            return fail(Code::too_large, fmt::format("a report has {} days at most", queue::figures_are_kept));
        auto visits = visits_on(day, desk);
        if (!visits) return fail(std::move(visits));
        if (!visits->empty()) out["records"].push_back(queue::text_of(*visits));
        else if (day != *today) out["days_without"].push_back(day.iso());
    }
    if (out["days_without"].size() == static_cast<std::size_t>(days))
        return fail(
            Code::not_found,
            fmt::format("of {} nothing is known: no number was given out then, or its figures are not kept any more ({} "
                        "days)",
                        days == 1 ? first->iso() : first->iso() + " to " + last.iso(), queue::figures_are_kept));
    return out;
}

}  // namespace kiosk::app
