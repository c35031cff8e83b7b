#include "kiosk/trial/trial.hpp"

#include <algorithm>

#include "kiosk/catalogue/tested.hpp"
#include "kiosk/trial/answers.hpp"
#include "kiosk/trial/applicant.hpp"
#include "kiosk/trial/steps.hpp"

namespace kiosk::trial {

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::passed: return "passed";
        case Verdict::unknown: return "unknown";
        case Verdict::skipped: return "skipped";
        case Verdict::failed: return "failed";
    }
    broken("a verdict has a name");
}

bool Record::passed() const {
    return std::none_of(steps.begin(), steps.end(), [](const Step& step) { return step.verdict == Verdict::failed; });
}

Record walk(const catalogue::Procedure& procedure, const Ground& ground) {
    Record out{procedure.code,
               procedure.name.vi,
               catalogue::content_of(procedure, ground.catalogue.form(procedure.form)),
               ground.now,
               {},
               {}};
    out.steps = {try_form(procedure, ground), try_papers(procedure),           try_fee(procedure),
                 try_unit(procedure, ground), try_due_date(procedure, ground), try_packet(procedure, ground)};
    return out;
}

dossier::Draft filled_draft(const catalogue::Procedure& procedure, const Ground& ground, std::string_view page, Ids& ids) {
    const auto kind = procedure.applicants.empty() ? catalogue::ApplicantKind::self : procedure.applicants.front();
    auto draft = applicant(procedure, kind);
    if (const auto* form = ground.catalogue.form(procedure.form))
        draft = walk_form(*form, procedure, draft, local_time(ground.now).date).draft;
    hand_in_papers(procedure, draft, page, ids);
    return draft;
}

}  // namespace kiosk::trial
