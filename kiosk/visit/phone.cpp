#include <algorithm>

#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

/// What the flow wishes of the world now.
std::vector<Effect> wished(const std::optional<signin::Wish>& wish, const Uuid& question) {
    if (!wish) return {};
    if (const auto* poll = std::get_if<signin::Poll>(&*wish)) return {PollSignIn{question, poll->device_code}};
    return {BeginSignIn{question}};
}

/// From the first question on; what came of an earlier one is forgotten.
template <class Page>
Next begun(Page page, const Uuid& question, const Inputs& in) {
    auto step = signin::begin();
    page.sign_in = {question, std::move(step.flow), in.now + limits::asking_sign_in};
    return {std::move(page), wished(step.wish, question)};
}

template <class Page>
Next went_on(Page page, signin::Step step) {
    page.sign_in.flow = std::move(step.flow);
    auto effects = wished(step.wish, page.sign_in.question);
    return {std::move(page), std::move(effects)};
}

template <class Page>
Next once_more(const Page& s, const PhoneSignInChosen& e, const Inputs& in) {
    if (s.sign_in.waits()) return {s, {}};  // a second touch makes no second code
    return begun(s, e.question, in);
}

template <class Page>
Next granted_to(const Page& s, const SignInGranted& e, const Inputs& in) {
    if (e.question != s.sign_in.question) return {s, {}};
    return went_on(s, signin::granted(s.sign_in.flow, e.answer, in.now));
}

template <class Page>
Next time_passed(const Page& s, const Inputs& in) {
    const bool no_codes = std::holds_alternative<signin::Beginning>(s.sign_in.flow) && in.now >= s.sign_in.answer_by;
    if (no_codes) return went_on(s, signin::granted(s.sign_in.flow, fail(Code::timed_out, "no answer"), in.now));
    return went_on(s, signin::passed(s.sign_in.flow, in.now));
}

/// The portal vouches for them, which a card's code does not.
Filing with_signed_in(Filing filing, const signin::SignedInPerson& signed_in) {
    auto& draft = filing.draft;
    draft.submitter = signed_in.person;
    draft.account = signed_in.contact;
    draft.identified_by = dossier::IdentifiedBy::signed_in;
    if (draft.phone.empty()) draft.phone = signed_in.contact.phone;
    return filing;
}

Next ask_own_dossiers(signin::SignedInPerson person, const Uuid& question, const Inputs& in) {
    return {AskingOwnDossiers{question, std::move(person), in.now + limits::asking_status}, {AskOwnDossiers{question}}};
}

/// Four digits of a number that stands in the dossier, too: its second factor.
Personal last_four(const Personal& number) {
    constexpr std::size_t digits = 4;
    const auto whole = number.reveal();
    return Personal(whole.substr(whole.size() - std::min(digits, whole.size())));
}

}  // namespace

std::optional<Monotonic> wakes_at(const PhoneSignIn& sign_in) {
    if (std::holds_alternative<signin::Beginning>(sign_in.flow)) return sign_in.answer_by;
    return signin::wakes_at(sign_in.flow);
}

Next on(const PresentingCard& s, const PhoneSignInChosen& e, const Inputs& in) {
    if (!in.settings.sign_in) return {s, {}};
    return begun(SigningInByPhone{s.filing, {}}, e.question, in);
}
Next on(const SigningInByPhone& s, const PhoneSignInChosen& e, const Inputs& in) { return once_more(s, e, in); }
Next on(const SigningInByPhone& s, const SignInGranted& e, const Inputs& in) { return granted_to(s, e, in); }
Next on(const SigningInByPhone& s, const SignInPolled& e, const Inputs& in) {
    if (e.question != s.sign_in.question) return {s, {}};
    auto step = signin::polled(s.sign_in.flow, e.answer, in.now);
    if (const auto* signed_in = std::get_if<signin::SignedIn>(&step.flow))
        return {ConfirmingPerson{with_signed_in(s.filing, signed_in->person), false}, {}};
    return went_on(s, std::move(step));
}
Next on(const SigningInByPhone& s, const WentBack&, const Inputs& in) {
    const auto problem = in.situation.can_read_codes() ? CardProblem::none : CardProblem::reader_gone;
    return {PresentingCard{s.filing, problem}, {}};
}
Next on(const SigningInByPhone& s, const Ticked&, const Inputs& in) { return time_passed(s, in); }

Next on(const PresentingReceipt& s, const PhoneSignInChosen& e, const Inputs& in) {
    if (!in.settings.sign_in) return {s, {}};
    return begun(SigningInToList{}, e.question, in);
}
Next on(const SigningInToList& s, const PhoneSignInChosen& e, const Inputs& in) { return once_more(s, e, in); }
Next on(const SigningInToList& s, const SignInGranted& e, const Inputs& in) { return granted_to(s, e, in); }
Next on(const SigningInToList& s, const SignInPolled& e, const Inputs& in) {
    if (e.question != s.sign_in.question) return {s, {}};
    auto step = signin::polled(s.sign_in.flow, e.answer, in.now);
    if (auto* signed_in = std::get_if<signin::SignedIn>(&step.flow))
        return ask_own_dossiers(std::move(signed_in->person), s.sign_in.question, in);
    return went_on(s, std::move(step));
}
Next on(const SigningInToList&, const WentBack&, const Inputs&) { return {PresentingReceipt{}, {}}; }
Next on(const SigningInToList& s, const Ticked&, const Inputs& in) { return time_passed(s, in); }

Next on(const AskingOwnDossiers& s, const OwnDossiersFound& e, const Inputs&) {
    if (e.question != s.question) return {s, {}};
    return {ReadingOwnDossiers{s.person, e.dossiers, std::nullopt}, {}};
}
Next on(const AskingOwnDossiers& s, const OwnDossiersNotFound& e, const Inputs&) {
    if (e.question != s.question) return {s, {}};
    return {ReadingOwnDossiers{s.person, {}, e.code}, {}};
}
Next on(const AskingOwnDossiers& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    return {ReadingOwnDossiers{s.person, {}, Code::timed_out}, {}};
}

Next on(const ReadingOwnDossiers& s, const OwnDossierChosen& e, const Inputs& in) {
    if (e.index >= s.dossiers.size()) return {s, {}};
    const auto& code = s.dossiers[e.index].code;
    const auto digits = last_four(s.person.person.number);
    return {AskingStatus{code, e.question, in.now + limits::asking_status, std::nullopt, digits},
            {AskStatus{e.question, code, digits, std::nullopt}}};
}
Next on(const ReadingOwnDossiers& s, const OwnDossiersWanted& e, const Inputs& in) {
    if (!s.problem) return {s, {}};
    return ask_own_dossiers(s.person, e.question, in);
}
Next on(const ReadingOwnDossiers&, const WentBack&, const Inputs&) { return {PresentingReceipt{}, {}}; }

}  // namespace kiosk::visit
