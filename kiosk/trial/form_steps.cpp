#include <fmt/format.h>

#include <algorithm>

#include "kiosk/trial/answers.hpp"
#include "kiosk/trial/applicant.hpp"
#include "kiosk/trial/steps.hpp"

namespace kiosk::trial {
namespace {

using catalogue::Component;
using catalogue::Procedure;

bool is_collected(const Component& component) { return !component.form && !component.present_only; }

template <class Names>
std::string listed(const Names& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Step try_form(const Procedure& procedure, const Ground& ground) {
    Step out{"form", "no e-form: it is done at the counter", Verdict::skipped, {}, {}};
    const auto* form = ground.catalogue.form(procedure.form);
    if (form == nullptr) return out;
    std::size_t ways = 0;
    std::set<std::string> asked;
    std::set<Stuck> stuck;
    for (const auto kind : procedure.applicants) {
        const auto walk = walk_form(*form, procedure, applicant(procedure, kind), local_time(ground.now).date);
        ways += walk.ways;
        asked.insert(walk.asked.begin(), walk.asked.end());
        stuck.insert(walk.stuck.begin(), walk.stuck.end());
    }
    std::vector<std::string_view> kinds;
    for (const auto kind : procedure.applicants) kinds.push_back(name(kind));
    out.tried = fmt::format("{} filled in {} ways, for {}", form->id, ways, listed(kinds));
    out.verdict = Verdict::passed;
    const auto all = all_keys(*form);
    std::vector<std::string> never;
    std::set_difference(all.begin(), all.end(), asked.begin(), asked.end(), std::back_inserter(never));
    out.found = fmt::format("{} of {} questions were asked", asked.size(), all.size());
    if (!never.empty()) out.found += "; never: " + listed(never);
    if (stuck.empty()) return out;
    std::vector<std::string> questions;
    questions.reserve(stuck.size());
    for (const auto& each : stuck) questions.push_back(fmt::format("{} ({})", each.key, each.why));
    out.verdict = Verdict::failed;
    out.found = "no test answer passes at " + listed(questions);
    out.remedy = "Correct the rules of these questions, or give an answer that passes as their default value.";
    return out;
}

void hand_in_papers(const Procedure& procedure, dossier::Draft& draft, std::string_view page, Ids& ids) {
    for (const auto& component : procedure.components) {
        if (!is_collected(component) || !component.asked_of(draft.applicant)) continue;
        dossier::Page made;
        made.id = ids.make(WallTime{});
        made.bytes = std::make_shared<const dossier::PageBytes>(std::string(page), "image/png");
        draft.paper(component.id).pages = {std::move(made)};
    }
}

Step try_papers(const Procedure& procedure) {
    Step out{"papers", {}, Verdict::passed, {}, {}};
    if (procedure.components.empty()) {
        out.tried = "the source names no paper";
        out.verdict = Verdict::unknown;
        return out;
    }
    SeededIds ids(1);
    std::set<std::string> missing;
    for (const auto kind : procedure.applicants) {
        auto draft = applicant(procedure, kind);
        hand_in_papers(procedure, draft, "page", ids);
        for (const auto& id : dossier::missing_components(procedure, draft)) missing.insert(id);
        auto promised = applicant(procedure, kind);
        for (const auto& id : dossier::missing_components(procedure, promised)) promised.paper(id).bring_original = true;
        for (const auto& id : dossier::missing_components(procedure, promised)) missing.insert(id);
    }
    const auto& all = procedure.components;
    const auto collected = std::count_if(all.begin(), all.end(), is_collected);
    out.tried = fmt::format("{} papers, {} of them handed in or promised", all.size(), collected);
    std::vector<std::string> uncounted;
    for (const auto& component : all)
        if (is_collected(component) && component.originals + component.certified + component.copies == 0)
            uncounted.push_back(component.id);
    if (!uncounted.empty()) {
        out.verdict = Verdict::unknown;
        out.found = "how many is not known: " + listed(uncounted);
        out.remedy = "Nothing has to be done: the kiosk says that it is not known.";
    }
    if (missing.empty()) return out;
    out.verdict = Verdict::failed;
    out.found = "still asked for after everything was handed in: " + listed(missing);
    out.remedy = "Correct required, form, present_only or only_for of these components.";
    return out;
}

}  // namespace kiosk::trial
