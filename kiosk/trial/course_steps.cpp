#include <fmt/format.h>

#include <array>

#include "kiosk/catalogue/facts.hpp"
#include "kiosk/dossier/due_date.hpp"
#include "kiosk/trial/steps.hpp"

namespace kiosk::trial {
namespace {

using catalogue::Channel;
using catalogue::Handling;
using catalogue::Procedure;
using catalogue::Unit;

constexpr std::array channels{Channel::direct, Channel::online, Channel::post};
constexpr const char* no_harm = "Nothing has to be done: the kiosk says that it is not known.";

/// "Bình Sơn (000.00.53.H48)"
std::string with_code(const Unit& unit, const LocalDate& day) {
    const auto code = unit.code_on(day);
    return fmt::format("{} ({})", unit.name.vi, code.empty() ? std::string_view("no code yet") : code);
}

}  // namespace

const Handling* handling_here(const Procedure& procedure) {
    const auto* online = procedure.handled(Channel::online);
    return online != nullptr ? online : procedure.handled(Channel::direct);
}

Step try_fee(const Procedure& procedure) {
    Step out{"fee", {}, Verdict::passed, {}, {}};
    std::vector<std::string> known;
    std::vector<std::string> unknown;
    for (const auto channel : channels) {
        const auto* handling = procedure.handled(channel);
        if (handling == nullptr) continue;
        if (!handling->fee_dong) {
            unknown.emplace_back(name(channel));
            continue;
        }
        known.push_back(fmt::format("{}: {}", name(channel), catalogue::fee_in_words(*handling)));
        if (const auto sum = handling->fee_for(1); *handling->fee_dong < 0 || sum != handling->fee_dong) {
            out.verdict = Verdict::failed;
            out.found =
                fmt::format("{}: the items make {}, the fee is {}", name(channel), sum.value_or(0), *handling->fee_dong);
            out.remedy = "Correct fee_dong or the prices of its items.";
        }
    }
    out.tried = known.empty() ? "no channel names a fee" : fmt::format("{}", fmt::join(known, "; "));
    if (out.verdict == Verdict::failed || (unknown.empty() && !known.empty())) return out;
    out.verdict = Verdict::unknown;
    if (!unknown.empty()) out.found = fmt::format("the source does not say it for {}", fmt::join(unknown, ", "));
    out.remedy = no_harm;
    return out;
}

Step try_unit(const Procedure& procedure, const Ground& ground) {
    Step out{"unit", {}, Verdict::passed, {}, {}};
    const auto day = local_time(ground.now).date;
    const std::string receiving(procedure.received_by(day, ground.settings.centre.unit));
    const auto* receives = ground.catalogue.unit(receiving);
    if (receives == nullptr) {
        out.verdict = Verdict::failed;
        out.tried = receiving;
        out.found = "there is no such unit";
        out.remedy = "Write a unit of units/*.toml as centre.unit.";
        return out;
    }
    const auto* by = procedure.handled_on(day);
    const auto* decides = by == nullptr ? nullptr : ground.catalogue.unit(by->processing_unit);
    out.tried = fmt::format("{} receives, {} decides", with_code(*receives, day),
                            decides == nullptr ? std::string("the same") : with_code(*decides, day));
    if (!receives->valid.on(day)) {
        out.verdict = Verdict::failed;  // nobody would receive what is filed
        out.found = fmt::format("{} is no unit of {}", receives->name.vi, day.iso());
        out.remedy = "Write the unit that took its place as centre.unit, or as receiving_unit of the procedure.";
    } else if (receives->code_on(day).empty()) {
        out.verdict = Verdict::unknown;
        out.found = "the province has not given the unit's code; dossiers get theirs from the portal";
        out.remedy = "Write the code into units/*.toml once the province gives it.";
    }
    return out;
}

Step try_due_date(const Procedure& procedure, const Ground& ground) {
    Step out{"due", "no channel", Verdict::unknown, "the source names none", no_harm};
    const auto* handling = handling_here(procedure);
    if (handling == nullptr) return out;
    const dossier::WorkingTime time(ground.settings.working_hours);
    const auto time_words = catalogue::time_in_words(*handling);
    out.tried = fmt::format("accepted {}: {}", iso_time(ground.now), time_words.empty() ? "no time is named" : time_words);
    const auto due = dossier::due_of(time, ground.settings.dossier, ground.now, *handling);
    if (!due) {
        out.verdict = Verdict::failed;
        out.found = due.error().detail;
        out.remedy = "Correct the working hours, the calendar or the number of days.";
    } else if (!*due) {
        out.found = "no number of days, so no date is promised";
    } else {
        out.verdict = (*due)->announced ? Verdict::passed : Verdict::unknown;
        out.found = "due " + iso_time((*due)->at);
        out.remedy.clear();
        if (!(*due)->announced) out.remedy = "Days off before it are not announced yet: complete the calendar.";
    }
    return out;
}

}  // namespace kiosk::trial
