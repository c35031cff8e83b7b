#include <algorithm>

#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

/// The same paper, by the portal's code for it or by its name.
bool same_paper(const Earlier::Paper& paper, const catalogue::Component& component) {
    if (!paper.code.empty() && paper.code == component.code) return true;
    return paper.name == component.name;
}

}  // namespace

const std::vector<dossier::Page>& Earlier::pages_for(const catalogue::Component& component) const {
    static const std::vector<dossier::Page> none;
    if (!component.reusable) return none;  // its original lies with the dossier before
    const auto found =
        std::find_if(papers.begin(), papers.end(), [&](const auto& paper) { return same_paper(paper, component); });
    return found == papers.end() ? none : found->pages;
}

std::shared_ptr<const Earlier> earlier_of(const Filing& filing, const std::shared_ptr<const Earlier>& before) {
    const auto& draft = filing.draft;
    auto out = std::make_shared<Earlier>();
    if (before != nullptr) out->papers = before->papers;
    out->identified_by = draft.identified_by;
    out->account = draft.account;
    out->submitter = draft.submitter;
    out->phone = draft.phone;
    for (const auto& component : filing.procedure->components) {
        const auto* paper = draft.find_paper(component.id);
        if (paper == nullptr || paper->pages.empty()) continue;
        std::erase_if(out->papers, [&](const auto& known) { return same_paper(known, component); });
        out->papers.push_back({component.code, component.name, paper->pages});
    }
    return out;
}

Filing with_earlier_person(Filing filing, const Earlier* earlier) {
    auto& draft = filing.draft;
    if (earlier == nullptr || draft.identified_by != dossier::IdentifiedBy::nothing || !draft.submitter.name.empty())
        return filing;
    // An officer confirmed whoever stood there for that dossier, and for no other.
    const bool by_officer = earlier->identified_by == dossier::IdentifiedBy::officer;
    draft.identified_by = by_officer ? dossier::IdentifiedBy::other_paper : earlier->identified_by;
    draft.account = earlier->account;
    draft.submitter = earlier->submitter;
    if (draft.phone.empty()) draft.phone = earlier->phone;
    return filing;
}

Next on(const HoldingConfirmation& s, const AnotherProcedureWanted&, const Inputs& in) {
    if (s.delivery == Delivery::printing || in.earlier == nullptr) return {s, {}};
    return {ChoosingField{Journey::submit, Purpose::submit}, {}};
}

Next on(const CollectingPapers& s, const PaperReused& e, const Inputs& in) {
    const auto& components = s.filing.procedure->components;
    const auto component =
        std::find_if(components.begin(), components.end(), [&](const auto& c) { return c.id == e.component; });
    if (in.earlier == nullptr || s.filing.supplement || component == components.end()) return {s, {}};
    auto pages = in.earlier->pages_for(*component);
    auto filing = s.filing;
    auto& paper = filing.draft.paper(e.component);
    if (pages.empty() || !paper.pages.empty() || e.ids.size() != pages.size()) return {s, {}};
    for (std::size_t i = 0; i < pages.size(); ++i) pages[i].id = e.ids[i];
    paper.bring_original = false;
    paper.pages.push_back(pages.front());
    pages.erase(pages.begin());
    return {ViewingPage{std::move(filing), e.component, 0, true, std::move(pages)}, {}};
}

}  // namespace kiosk::visit
