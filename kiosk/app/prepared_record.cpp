#include "kiosk/app/prepared_record.hpp"

#include <algorithm>

#include "kiosk/dossier/submission.hpp"

namespace kiosk::app {

Result<queue::Prepared> prepared_record(store::Store& store, const store::DossierRow& row, const PublicData& data) {
    auto body = store.dossiers().body(row.id);
    if (!body) return fail(std::move(body));
    auto submission = dossier::read_submission(body->reveal());
    if (!submission) return fail(std::move(submission));
    queue::Prepared out{row.submitted_at, row.code(), submission->procedure_code, {}, submission->handling.fee_dong};
    const auto* procedure = data.catalogue->procedure(submission->procedure_code);
    if (procedure == nullptr) return out;  // it left the catalogue since: the code is what is left to say
    for (const auto& component : procedure->components) {
        if (component.form || !component.asked_of(submission->applicant)) continue;
        const auto found = std::ranges::find(submission->papers, component.id, &dossier::SubmittedPaper::component);
        const bool there = found != submission->papers.end();
        out.papers.push_back(
            {component.id, there ? static_cast<int>(found->pages.size()) : 0, there && found->bring_original});
    }
    return out;
}

}  // namespace kiosk::app
