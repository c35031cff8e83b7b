#include "kiosk/app/staff_dossier.hpp"

#include <algorithm>

#include "kiosk/dossier/submission.hpp"

namespace kiosk::app {
namespace {

using Json = nlohmann::ordered_json;

Json words_of(const LocalText& text) { return {{"vi", text.vi}, {"en", text.en.empty() ? text.vi : text.en}}; }

Json paper_json(const catalogue::Component& component, const dossier::SubmissionView& submission) {
    const auto found = std::ranges::find(submission.papers, component.id, &dossier::SubmittedPaper::component);
    const bool there = found != submission.papers.end();
    return {{"name", words_of(component.name)},
            {"required", component.required},
            {"present_only", component.present_only},
            {"pages", there ? static_cast<int>(found->pages.size()) : 0},
            {"brings_original", there && found->bring_original}};
}

}  // namespace

Result<nlohmann::ordered_json> prepared_dossier(const nlohmann::ordered_json& request, const StaffParts& desk) {
    auto row = desk.store.dossiers().find(request.value("visit_code", std::string{}));
    if (!row) return fail(std::move(row));
    if (!*row || (*row)->visit_code.empty())
        return fail(Code::not_found, "no dossier was prepared at this kiosk under that visit code");
    auto body = desk.store.dossiers().body((*row)->id);
    if (!body) return fail(std::move(body));
    auto submission = dossier::read_submission(body->reveal());
    if (!submission) return fail(std::move(submission));
    const auto* procedure = desk.data.catalogue->procedure(submission->procedure_code);
    Json out{{"code", (*row)->code()},
             {"procedure", words_of(procedure == nullptr ? LocalText{submission->procedure_name, {}} : procedure->name)},
             {"fee_dong", nullptr},
             {"papers", Json::array()}};
    if (submission->handling.fee_dong) out["fee_dong"] = *submission->handling.fee_dong;
    if (procedure == nullptr) return out;  // it left the catalogue since: the code is what is left to say
    for (const auto& component : procedure->components) {
        if (!component.form && component.asked_of(submission->applicant))
            out["papers"].push_back(paper_json(component, *submission));
    }
    return out;
}

}  // namespace kiosk::app
