#include "ui/gallery.hpp"
#include "ui/gallery_parts.hpp"

namespace kiosk::ui {
namespace {

using dossier::DraftPlace;

constexpr DraftPlace at_papers{DraftPlace::Part::papers, 0};

/// Of the person of `filing`, kept yesterday.
dossier::KeptDraft kept_of(const visit::Filing& filing, const SampleData& data) {
    return {{}, "4K7M2Q9T", data.wall + -24h, data.wall + 6 * 24h, filing.draft, at_papers};
}

/// The papers of which the catalogue says that they may serve again are few; here all of them may. States point at it: it stays.
const catalogue::Procedure& reusable_copy(const catalogue::Procedure& of) {
    static const auto copy = [&] {
        auto out = of;
        for (auto& component : out.components) component.reusable = true;
        return out;
    }();
    return copy;
}

/// The papers of one dossier again, in the next one of the same visit.
visit::Visit second_dossier(const SampleData& data, bool looking) {
    const auto first = gallery::complete(data);
    auto earlier = std::make_shared<visit::Earlier>();
    earlier->identified_by = first.draft.identified_by;
    earlier->submitter = first.draft.submitter;
    for (const auto& component : first.procedure->components) {
        const auto* paper = first.draft.find_paper(component.id);
        if (paper != nullptr && !paper->pages.empty()) earlier->papers.push_back({{}, component.name, paper->pages});
    }
    auto filing = first;
    filing.procedure = &reusable_copy(*first.procedure);
    filing.draft.papers.clear();
    auto out = healthy(visit::CollectingPapers{filing, {}, false});
    if (looking && !earlier->papers.empty()) {
        for (const auto& component : filing.procedure->components) {
            if (component.name != earlier->papers.front().name) continue;
            auto pages = earlier->papers.front().pages;
            filing.draft.paper(component.id).pages = {pages.front()};
            pages.erase(pages.begin());
            out = healthy(visit::ViewingPage{filing, component.id, 0, true, pages});
            break;
        }
    }
    out.earlier = std::move(earlier);
    return out;
}

}  // namespace

std::vector<Sample> samples_drafts(const SampleData& data) {
    using namespace visit;
    const auto filing = gallery::complete(data);
    const auto holding = [&](Delivery delivery) {
        return HoldingDraft{{}, "4K7M2Q9T", data.wall + 7 * 24h, filing.procedure, delivery, Monotonic{20s}};
    };
    const auto found = [&](dossier::Refitted changes, bool removing, std::optional<Code> problem) {
        return ContinuingDraft{kept_of(filing, data), filing.procedure, std::move(changes), removing, problem};
    };
    auto gone = found({}, false, {});
    gone.procedure = nullptr;
    const auto factor = [](LookupProblem problem) { return EnteringFactor{"4K7M-2Q9T", {}, problem, 5, {}}; };
    dossier::Confirmation done;
    done.outcome = dossier::Outcome::submitted_online;
    done.provisional_code = "TAM-K1-261123-0001";
    done.official_code = "H48.22-261123-0009";
    done.submitted_at = data.wall;
    done.procedure = filing.procedure->code;
    done.registered = true;
    auto another = healthy(HoldingConfirmation{done, filing.procedure, {}, {}, Delivery::printed, Monotonic{20s}});
    another.earlier = std::make_shared<const Earlier>();
    const auto papers = std::make_shared<const State>(CollectingPapers{filing, {}, false});
    return {
        {"holding_confirmation_another", std::move(another)},
        {"collecting_papers_another", second_dossier(data, false)},
        {"viewing_page_another", second_dossier(data, true)},
        {"offering_to_keep", healthy(OfferingToKeep{filing, at_papers, {}, {}})},
        fullest({"offering_to_keep_not_kept", healthy(OfferingToKeep{filing, at_papers, PressId{}, Code::disk_full})}),
        {"keeping_draft", healthy(KeepingDraft{filing, at_papers, {}, Monotonic{12s}})},
        {"holding_draft", healthy(holding(Delivery::printed))},
        {"holding_draft_printing", healthy(holding(Delivery::printing))},
        fullest({"holding_draft_shown", healthy(holding(Delivery::shown))}),
        {"continuing_draft", healthy(found({}, false, {}))},
        fullest({"continuing_draft_changed", healthy(found({2, {"to_khai"}, true}, false, {}))}),
        {"continuing_draft_not_offered", healthy(std::move(gone))},
        {"continuing_draft_removing", healthy(found({}, true, {}))},
        {"continuing_draft_not_removed", healthy(found({}, false, Code::disk_full))},
        {"removing_draft", healthy(RemovingDraft{found({}, true, {}), {}, Monotonic{4s}})},
        fullest({"entering_factor_draft_expired", healthy(factor(LookupProblem::draft_expired))}),
        {"entering_factor_draft_ended", healthy(factor(LookupProblem::draft_ended))},
        {"entering_factor_draft_elsewhere", healthy(factor(LookupProblem::not_found))},
        fullest({"confirming_end_keep", healthy(ConfirmingEnd{papers, Monotonic{30s}})}),
    };
}

}  // namespace kiosk::ui
