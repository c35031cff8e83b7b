#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

/// The PIN page within a visit does what the PIN page does; only where it leads is another matter.
template <class E>
Next within(const SigningIn& s, const E& e, const Inputs& in) {
    auto next = on(s.pin, e, in);
    auto kept = s;
    kept.pin = std::get<EnteringPin>(std::move(next.state));
    return {std::move(kept), std::move(next.effects)};
}

/// Home is where somebody else begins.
bool is_nobodys(const State& state) {
    return std::holds_alternative<Attracting>(state) || std::holds_alternative<ChoosingJourney>(state) ||
           std::holds_alternative<OutOfService>(state);
}

/// The page went on because of it, and not to ask for the PIN; from the submitter's particulars that is another page of the same kind.
bool went_on(const State& before, const State& after) {
    if (before.index() != after.index()) return !std::holds_alternative<SigningIn>(after);
    const auto* typing = std::get_if<TypingPerson>(&before);
    return typing != nullptr && typing->role != std::get<TypingPerson>(after).role;
}

/// The dossier is on the disk now; the page may go on waiting for the portal's code.
bool was_recorded(const State& before, const State& after) {
    const auto* recording = std::get_if<Recording>(&before);
    if (recording == nullptr || recording->confirmation) return false;
    const auto* waiting = std::get_if<Recording>(&after);
    return waiting == nullptr || waiting->confirmation.has_value();
}

void end_assistance(Visit& visit, std::vector<Effect>& effects) {
    effects.push_back(NoteStaff{visit.assistance->staff, StaffNote::assistance_ended});
    visit.assistance.reset();
}

}  // namespace

std::optional<Next> towards_assistance(const State& page, const StaffTokenRead& e, const Inputs& in) {
    if (in.assistance != nullptr || !in.settings.staff.may(e.staff, settings::StaffRight::assist)) return std::nullopt;
    return Next{SigningIn{std::make_shared<const State>(page), EnteringPin{e.staff, shuffled_digits(e.chance)}}, {}};
}

std::optional<Next> towards_vouching(const State& page, const IdentityConfirmed& e, const Inputs& in) {
    if (in.now < in.assistance->vouches_until) return std::nullopt;
    return Next{SigningIn{std::make_shared<const State>(page), EnteringPin{in.assistance->staff, shuffled_digits(e.chance)}},
                {}};
}

Next on(const CallingStaff& s, const StaffTokenRead& e, const Inputs& in) {
    // Whoever came has answered the call: the page under it is where they go on.
    if (auto signing_in = towards_assistance(*s.behind, e, in)) return std::move(*signing_in);
    return {s, {}};
}

Next on(const SigningIn& s, const PinDigitTyped& e, const Inputs& in) { return within(s, e, in); }
Next on(const SigningIn& s, const PinDigitErased& e, const Inputs& in) { return within(s, e, in); }
Next on(const SigningIn& s, const PinRefused& e, const Inputs& in) { return within(s, e, in); }
Next on(const SigningIn& s, const Ticked& e, const Inputs& in) { return within(s, e, in); }
Next on(const SigningIn& s, const PinAccepted& e, const Inputs&) {
    if (s.pin.checking != e.question) return {s, {}};
    return {*s.from, {}};
}
Next on(const SigningIn& s, const WentBack&, const Inputs&) { return {*s.from, {}}; }

void follow_assistance(const Visit& before, const Event& event, const Inputs& in, Visit& after,
                       std::vector<Effect>& effects) {
    const auto* signing_in = std::get_if<SigningIn>(&before.state);
    const bool signed_in = signing_in != nullptr && std::holds_alternative<PinAccepted>(event) &&
                           !std::holds_alternative<SigningIn>(after.state);
    if (signed_in) {
        if (!after.assistance) effects.push_back(NoteStaff{signing_in->pin.staff, StaffNote::assistance_begun});
        after.assistance = Assistance{signing_in->pin.staff, in.now + limits::assistance, in.now + limits::vouching};
    }
    if (!after.assistance) return;
    if (std::holds_alternative<IdentityConfirmed>(event) && went_on(before.state, after.state))
        effects.push_back(NoteStaff{after.assistance->staff, StaffNote::identity_confirmed});
    if (std::holds_alternative<DossierRecorded>(event) && was_recorded(before.state, after.state))
        effects.push_back(NoteStaff{after.assistance->staff, StaffNote::assisted_dossier_handed_in});
    // Another procedure may be somebody else's: whoever is to be helped with it is looked at anew.
    const bool over =
        std::holds_alternative<AssistanceEnded>(event) || std::holds_alternative<AnotherProcedureWanted>(event);
    if (over || in.now >= after.assistance->until || is_nobodys(after.state)) end_assistance(after, effects);
}

}  // namespace kiosk::visit
