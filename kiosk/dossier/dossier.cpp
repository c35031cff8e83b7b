#include "kiosk/dossier/dossier.hpp"

#include <algorithm>
#include <cstring>

namespace kiosk::dossier {
namespace {

using catalogue::Component;
using catalogue::Identification;
using catalogue::Offer;

bool identification_met(Identification demanded, IdentifiedBy by) {
    switch (demanded) {
        case Identification::none: return true;
        case Identification::card:
            return by == IdentifiedBy::card || by == IdentifiedBy::signed_in || by == IdentifiedBy::officer;
        case Identification::signed_in: return by == IdentifiedBy::signed_in;
        case Identification::officer: return by == IdentifiedBy::officer;
    }
    return false;
}

bool has_pages(const Paper* paper) { return paper != nullptr && !paper->pages.empty(); }

bool must_bring(const catalogue::Procedure& procedure, const Component& component, const Paper* paper, ApplicantKind kind) {
    if (component.form || !component.asked_of(kind)) return false;
    if (paper != nullptr && paper->bring_original) return true;
    if (component.present_only) return component.required;
    switch (procedure.offer) {
        case Offer::submit: return false;
        case Offer::submit_then_originals: return component.originals > 0 && (component.required || has_pages(paper));
        case Offer::in_person: return component.required;
    }
    return false;
}

}  // namespace

PageBytes::~PageBytes() { explicit_bzero(bytes_.data(), bytes_.size()); }

Preview::~Preview() {
    if (!rgba.empty()) explicit_bzero(rgba.data(), rgba.size());
}

const Personal* Draft::answer(std::string_view key) const {
    const auto found = std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.key == key; });
    return found == answers.end() ? nullptr : &found->value;
}

void Draft::set_answer(std::string_view key, Personal value, AnswerOrigin origin) {
    const auto found = std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.key == key; });
    if (found == answers.end()) {
        answers.push_back({std::string(key), std::move(value), origin});
    } else {
        found->value = std::move(value);
        found->origin = origin;
    }
}

Paper& Draft::paper(std::string_view component) {
    const auto found = std::find_if(papers.begin(), papers.end(), [&](const Paper& p) { return p.component == component; });
    if (found != papers.end()) return *found;
    papers.push_back({std::string(component), {}, false});
    return papers.back();
}

const Paper* Draft::find_paper(std::string_view component) const {
    const auto found = std::find_if(papers.begin(), papers.end(), [&](const Paper& p) { return p.component == component; });
    return found == papers.end() ? nullptr : &*found;
}

Outcome outcome_of(const catalogue::Procedure& procedure, const Draft& draft, bool accepts_unsigned_filing) {
    const bool has_account = accepts_unsigned_filing || draft.identified_by == IdentifiedBy::signed_in;
    const bool published = procedure.offer != Offer::in_person && procedure.handled(catalogue::Channel::online) != nullptr;
    const bool online = published && has_account && identification_met(procedure.identification, draft.identified_by);
    return online ? Outcome::submitted_online : Outcome::prepared;
}

std::vector<std::string> originals_to_bring(const catalogue::Procedure& procedure, const Draft& draft) {
    std::vector<std::string> out;
    for (const auto& component : procedure.components) {
        if (must_bring(procedure, component, draft.find_paper(component.id), draft.applicant)) out.push_back(component.id);
    }
    return out;
}

std::vector<std::string> missing_components(const catalogue::Procedure& procedure, const Draft& draft) {
    std::vector<std::string> out;
    for (const auto& component : procedure.components) {
        if (!component.required || component.form || component.present_only || !component.asked_of(draft.applicant))
            continue;
        const auto* paper = draft.find_paper(component.id);
        if (!has_pages(paper) && (paper == nullptr || !paper->bring_original)) out.push_back(component.id);
    }
    return out;
}

}  // namespace kiosk::dossier
