#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

bool tickets_open(const Inputs& in) { return !tickets_closed(in); }

Next holding(const dossier::Confirmation& confirmation, const Recording& s, const Inputs& in) {
    const auto* procedure = s.filing.procedure;
    const auto& ticket = s.ticket;
    std::vector<std::string> counters;
    const auto* line = settings::line_for(in.settings.queue, Purpose::submit, procedure->field);
    if (ticket || line != nullptr) {
        for (const auto* counter : settings::counters_of(in.settings.queue, ticket ? ticket->line : line->id)) {
            counters.push_back(counter->id);
        }
    }
    return {HoldingConfirmation{confirmation, procedure, ticket, std::move(counters), Delivery::printing,
                                in.now + limits::printing, s.charge},
            {PrintConfirmation{confirmation, ticket, in.preferences.language}}};
}

Next printed(const HoldingConfirmation& s, Delivery delivery, const Inputs& in) {
    auto next = s;
    const bool first = s.delivery == Delivery::printing;
    next.delivery = delivery;
    next.deadline = in.after_waiting(limits::reading_result);
    std::vector<Effect> effects;
    if (s.ticket && (first || delivery == Delivery::printed)) {
        const auto state = delivery == Delivery::printed ? queue::TicketState::printed : queue::TicketState::shown;
        effects.push_back(HoldTicket{s.ticket->press, state});
    }
    return {std::move(next), std::move(effects)};
}

}  // namespace

State to_review(const Filing& filing, const Inputs& in) {
    const auto outcome = dossier::outcome_of(*filing.procedure, filing.draft, in.settings.portal.accepts_unsigned_filing);
    return Reviewing{filing, outcome, false, false, std::nullopt};
}

Next on(const LeavingPhone& s, const ParticularTyped& e, const Inputs&) {
    auto next = s;
    next.filing.draft.phone = e.value;
    next.problems.clear();
    return {std::move(next), {}};
}
Next on(const LeavingPhone& s, const PhoneEntered&, const Inputs& in) {
    auto problems = dossier::check_phone(s.filing.draft.phone.reveal());
    if (!problems.empty()) return {LeavingPhone{s.filing, std::move(problems)}, {}};
    return {to_review(s.filing, in), {}};
}
Next on(const LeavingPhone& s, const WentBack&, const Inputs& in) {
    auto papers = to_papers(s.filing, false, in);
    if (std::holds_alternative<LeavingPhone>(papers)) return {end_of_form(s.filing, in), {}};  // nothing to collect
    return {std::move(papers), {}};
}

Next on(const Reviewing& s, const Declared& e, const Inputs&) {
    auto next = s;
    next.declared = e.agreed;
    next.declaration_missed = false;
    return {std::move(next), {}};
}
Next on(const Reviewing& s, const EditChosen& e, const Inputs& in) {
    switch (e.section) {
        case Section::applicant: return {ChoosingApplicant{s.filing}, {}};
        case Section::papers: return {to_papers(s.filing, true, in), {}};
        case Section::phone: return {LeavingPhone{s.filing, {}}, {}};
        case Section::form: break;
    }
    const auto* form = in.catalogue.form(s.filing.procedure->form);
    if (form == nullptr || e.page >= form->pages.size()) return {s, {}};
    return {FillingForm{s.filing, form, e.page, {}, true}, {}};
}
Next on(const Reviewing& s, const PriorityChosen& e, const Inputs& in) {
    if (!may_be_chosen(e, in)) return {s, {}};
    auto next = s;
    next.filing.priority = e.priority;
    return {std::move(next), {}};
}
Next on(const Reviewing& s, const Submitted& e, const Inputs& in) {
    if (!s.declared) {
        auto next = s;
        next.declaration_missed = true;
        return {std::move(next), {}};
    }
    auto missing = dossier::missing_components(*s.filing.procedure, s.filing.draft);
    if (!missing.empty()) return {CollectingPapers{s.filing, std::move(missing), true}, {}};
    const bool with_ticket = s.outcome == dossier::Outcome::prepared && tickets_open(in);
    return {Recording{s.filing, e.press, s.outcome, std::nullopt, std::nullopt, in.now + limits::recording},
            {RecordDossier{e.press, s.filing, s.outcome, with_ticket}}};
}
Next on(const Reviewing& s, const WentBack&, const Inputs&) { return {LeavingPhone{s.filing, {}}, {}}; }

Next on(const Recording& s, const DossierRecorded& e, const Inputs& in) {
    if (e.confirmation.id != s.press || s.confirmation) return {s, {}};
    const bool wait =
        s.outcome == dossier::Outcome::submitted_online && in.situation.portal_connected && !e.confirmation.unpaid;
    auto next = s;
    next.confirmation = e.confirmation;
    next.ticket = e.ticket;
    next.charge = e.charge;
    if (!wait) return holding(e.confirmation, next, in);
    next.filing.draft = {};  // written down: the person's particulars are no longer needed here
    next.deadline = in.now + limits::official_code;
    return {std::move(next), {}};
}
Next on(const Recording& s, const DossierNotRecorded& e, const Inputs&) {
    if (e.press != s.press || s.confirmation) return {s, {}};
    return {Reviewing{s.filing, s.outcome, true, false, e.code}, {}};
}
Next on(const Recording& s, const DossierDelivered& e, const Inputs& in) {
    if (!s.confirmation || e.id != s.press) return {s, {}};
    auto confirmation = *s.confirmation;
    confirmation.official_code = e.official_code;
    confirmation.registered = true;
    return holding(confirmation, s, in);
}
Next on(const Recording& s, const DossierRefused& e, const Inputs& in) {
    if (!s.confirmation || e.id != s.press) return {s, {}};
    auto confirmation = *s.confirmation;
    confirmation.refusal = e.words;
    return holding(confirmation, s, in);
}
Next on(const Recording& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    if (s.confirmation) return holding(*s.confirmation, s, in);
    // The store has not answered. The same press again is the same dossier, so trying again cannot make two.
    return {Recording{s.filing, s.press, s.outcome, std::nullopt, std::nullopt, in.now + limits::recording},
            {RecordDossier{s.press, s.filing, s.outcome, s.outcome == dossier::Outcome::prepared && tickets_open(in)}}};
}

Next on(const HoldingConfirmation& s, const ConfirmationPrinted& e, const Inputs& in) {
    if (e.press != s.confirmation.id) return {s, {}};
    return printed(s, Delivery::printed, in);
}
Next on(const HoldingConfirmation& s, const ConfirmationNotPrinted& e, const Inputs& in) {
    if (e.press != s.confirmation.id || s.delivery != Delivery::printing) return {s, {}};
    return printed(s, Delivery::shown, in);
}
Next on(const HoldingConfirmation& s, const DossierDelivered& e, const Inputs&) {
    if (e.id != s.confirmation.id) return {s, {}};
    auto next = s;
    next.confirmation.official_code = e.official_code;
    next.confirmation.registered = true;
    next.confirmation.unpaid = false;
    return {std::move(next), {}};
}
Next on(const HoldingConfirmation& s, const DossierRefused& e, const Inputs&) {
    if (e.id != s.confirmation.id) return {s, {}};
    auto next = s;
    next.confirmation.refusal = e.words;
    return {std::move(next), {}};
}
Next on(const HoldingConfirmation& s, const SlipWantedAgain&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    auto next = s;
    next.delivery = Delivery::printing;
    next.deadline = in.now + limits::printing;
    return {std::move(next), {PrintConfirmation{s.confirmation, s.ticket, in.preferences.language}}};
}
Next on(const HoldingConfirmation& s, const Touched&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    auto next = s;
    next.deadline = in.after_waiting(limits::reading_result);
    return {std::move(next), {}};
}
Next on(const HoldingConfirmation& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    if (s.delivery == Delivery::printing) return printed(s, Delivery::shown, in);
    return {Attracting{}, {}};
}

}  // namespace kiosk::visit
