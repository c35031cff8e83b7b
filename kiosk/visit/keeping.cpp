#include <algorithm>

#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

using dossier::DraftPlace;

Next offer(const Filing& filing, const State& page) {
    const auto place = place_to_keep(page);
    if (!place) return {page, {}};
    return {OfferingToKeep{filing, *place, std::nullopt, std::nullopt}, {}};
}

State page_at(const Filing& filing, const DraftPlace& place, const Inputs& in) {
    const auto* form = in.catalogue.form(filing.procedure->form);
    switch (place.part) {
        case DraftPlace::Part::form:
            if (form == nullptr || place.page >= form->pages.size()) break;
            return FillingForm{filing, form, place.page, {}, false};
        case DraftPlace::Part::papers: break;
        case DraftPlace::Part::phone: return LeavingPhone{filing, {}};
        case DraftPlace::Part::review: return to_review(filing, in);
    }
    return to_papers(filing, false, in);
}

Next keep(const OfferingToKeep& s, PressId press, const Inputs& in) {
    return {KeepingDraft{s.filing, s.place, press, in.now + limits::recording}, {KeepDraft{press, s.filing, s.place}}};
}

Next draft_held(HoldingDraft held, const Inputs& in) {
    held.delivery = Delivery::printing;
    held.deadline = in.now + limits::printing;
    PrintDraftSlip slip{held.press, held.visit_code, held.kept_until, held.procedure->code, in.preferences.language};
    return {std::move(held), {std::move(slip)}};
}

Next draft_slip_done(const HoldingDraft& s, Delivery delivery, const Inputs& in) {
    auto next = s;
    next.delivery = delivery;
    next.deadline = in.after_waiting(limits::reading_result);
    return {std::move(next), {}};
}

Next remove(const ContinuingDraft& draft, PressId press, const Inputs& in) {
    return {RemovingDraft{draft, press, in.now + limits::writing_down}, {RemoveDraft{press, draft.kept.id}}};
}

const Filing* filing_to_keep(const State& page) {
    return std::visit(
        [](const auto& s) -> const Filing* {
            if constexpr (requires { s.filing; }) return &s.filing;
            else return nullptr;
        },
        page);
}

std::optional<DraftPlace> place_of(const State& state) {
    using Part = DraftPlace::Part;
    if (const auto* form = std::get_if<FillingForm>(&state)) return DraftPlace{Part::form, form->page};
    if (std::holds_alternative<CollectingPapers>(state) || std::holds_alternative<ViewingPage>(state) ||
        std::holds_alternative<CapturingPage>(state))
        return DraftPlace{Part::papers, 0};
    if (std::holds_alternative<LeavingPhone>(state)) return DraftPlace{Part::phone, 0};
    if (std::holds_alternative<Reviewing>(state)) return DraftPlace{Part::review, 0};
    return std::nullopt;
}

}  // namespace

std::optional<DraftPlace> place_to_keep(const State& state) {
    const auto place = place_of(state);
    const auto* filing = filing_to_keep(state);
    // Papers for a dossier that exists are no dossier; and without four digits nobody could open it again.
    if (!place || filing == nullptr || filing->supplement) return std::nullopt;
    const auto numbers = dossier::factor_numbers(filing->draft);
    const auto opens = [](const Personal& number) {
        const auto digits = number.reveal();
        return std::count_if(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 4;
    };
    if (std::none_of(numbers.begin(), numbers.end(), opens)) return std::nullopt;
    return place;
}

Next on(const FillingForm& s, const KeepingWanted&, const Inputs&) { return offer(s.filing, s); }
Next on(const CollectingPapers& s, const KeepingWanted&, const Inputs&) { return offer(s.filing, s); }
Next on(const LeavingPhone& s, const KeepingWanted&, const Inputs&) { return offer(s.filing, s); }
Next on(const Reviewing& s, const KeepingWanted&, const Inputs&) { return offer(s.filing, s); }
Next on(const ConfirmingEnd& s, const KeepingWanted&, const Inputs&) {
    if (!place_to_keep(*s.behind)) return {s, {}};
    return offer(*filing_to_keep(*s.behind), *s.behind);
}

Next on(const OfferingToKeep& s, const KeepingConfirmed& e, const Inputs& in) {
    return keep(s, s.press.value_or(e.press), in);
}
Next on(const OfferingToKeep& s, const WentBack&, const Inputs& in) { return {page_at(s.filing, s.place, in), {}}; }

Next on(const KeepingDraft& s, const DraftKept& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};
    return draft_held({s.press, e.visit_code, e.kept_until, s.filing.procedure, Delivery::printing, {}}, in);
}
Next on(const KeepingDraft& s, const DraftNotKept& e, const Inputs&) {
    if (e.press != s.press) return {s, {}};
    return {OfferingToKeep{s.filing, s.place, s.press, e.code}, {}};
}
Next on(const KeepingDraft& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    // The store has not answered. The same press again is the same draft.
    return keep({s.filing, s.place, s.press, std::nullopt}, s.press, in);
}

Next on(const HoldingDraft& s, const DraftSlipPrinted& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};
    return draft_slip_done(s, Delivery::printed, in);
}
Next on(const HoldingDraft& s, const DraftSlipNotPrinted& e, const Inputs& in) {
    if (e.press != s.press || s.delivery != Delivery::printing) return {s, {}};
    return draft_slip_done(s, Delivery::shown, in);
}
Next on(const HoldingDraft& s, const SlipWantedAgain&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    return draft_held(s, in);
}
Next on(const HoldingDraft& s, const Touched&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    auto next = s;
    next.deadline = in.after_waiting(limits::reading_result);
    return {std::move(next), {}};
}
Next on(const HoldingDraft& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    if (s.delivery == Delivery::printing) return draft_slip_done(s, Delivery::shown, in);
    return {Attracting{}, {}};
}

Next on(const AskingStatus& s, const DraftFound& e, const Inputs& in) {
    if (e.question != s.question) return {s, {}};
    ContinuingDraft next;
    next.kept = e.kept;
    const auto* procedure = in.catalogue.procedure(e.kept.draft.procedure);
    if (procedure != nullptr && procedure->offered() != catalogue::Offer::in_person) {
        next.procedure = procedure;
        next.changes = dossier::refit(next.kept.draft, next.kept.place, *procedure, in.catalogue.form(procedure->form),
                                      local_time(in.wall).date);
    }
    return {std::move(next), {}};
}
Next on(const ContinuingDraft& s, const DraftContinued&, const Inputs& in) {
    if (s.procedure == nullptr || hidden_today(*s.procedure, in)) return {s, {}};
    Filing filing{s.procedure, s.kept.draft, nullptr, s.kept.id};
    // An officer confirmed whoever stood there then.
    if (filing.draft.identified_by == dossier::IdentifiedBy::officer)
        filing.draft.identified_by = dossier::IdentifiedBy::other_paper;
    return {page_at(filing, s.kept.place, in), {}};
}
Next on(const ContinuingDraft& s, const DraftRemovalWanted&, const Inputs&) {
    auto next = s;
    next.removing = true;
    next.problem.reset();
    return {std::move(next), {}};
}
Next on(const ContinuingDraft& s, const DraftRemovalConfirmed& e, const Inputs& in) {
    if (!s.removing) return {s, {}};
    return remove(s, e.press, in);
}
Next on(const ContinuingDraft& s, const TicketChosen&, const Inputs& in) {
    const auto* procedure = in.catalogue.procedure(s.kept.draft.procedure);
    if (procedure != nullptr && hidden_today(*procedure, in)) return towards_ticket(TicketWish{Purpose::ask, {}, {}}, in);
    return towards_ticket(TicketWish{Purpose::submit, procedure ? procedure->field : std::string{}, s.kept.draft.procedure},
                          in);
}
Next on(const ContinuingDraft& s, const WentBack&, const Inputs&) {
    if (!s.removing) return {ChoosingJourney{}, {}};
    auto next = s;
    next.removing = false;
    return {std::move(next), {}};
}

Next on(const RemovingDraft& s, const DraftRemoved& e, const Inputs&) {
    if (e.press != s.press) return {s, {}};
    return {ChoosingJourney{}, {}};
}
Next on(const RemovingDraft& s, const DraftNotRemoved& e, const Inputs&) {
    if (e.press != s.press) return {s, {}};
    auto next = s.draft;
    next.problem = e.code;
    return {std::move(next), {}};
}
Next on(const RemovingDraft& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    return remove(s.draft, s.press, in);
}

}  // namespace kiosk::visit
