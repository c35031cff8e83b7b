#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

EnteringFactor factor(std::string code, LookupProblem problem, int tries_left) {
    return EnteringFactor{std::move(code), {}, problem, tries_left};
}

}  // namespace

Next on(const PresentingReceipt&, const ReceiptRead& e, const Inputs& in) {
    return {factor(e.code, LookupProblem::none, in.settings.lookup.tries), {}};
}
Next on(const PresentingReceipt&, const OtherCodeRead&, const Inputs&) {
    return {PresentingReceipt{CodeProblem::not_a_code}, {}};
}
Next on(const PresentingReceipt&, const CardRead&, const Inputs&) {
    return {PresentingReceipt{CodeProblem::not_a_code}, {}};
}
Next on(const PresentingReceipt&, const CodeTypingChosen&, const Inputs&) { return {TypingCode{}, {}}; }
Next on(const PresentingReceipt&, const WentBack&, const Inputs&) { return {ChoosingJourney{}, {}}; }

Next on(const TypingCode&, const CodeTyped& e, const Inputs&) {
    constexpr std::size_t longest_bytes = 64;
    return {TypingCode{e.typed.substr(0, longest_bytes), CodeProblem::none}, {}};
}
Next on(const TypingCode& s, const CodeEntered&, const Inputs& in) {
    const auto code = dossier::parse_dossier_code(s.typed);
    if (!code) return {TypingCode{s.typed, CodeProblem::not_a_code}, {}};
    return {factor(code->text(), LookupProblem::none, in.settings.lookup.tries), {}};
}
Next on(const TypingCode&, const WentBack&, const Inputs&) { return {PresentingReceipt{}, {}}; }

Next on(const EnteringFactor& s, const FactorTyped& e, const Inputs&) {
    constexpr std::size_t digits = 4;
    if (e.digits.reveal().size() > digits) return {s, {}};
    return {EnteringFactor{s.code, e.digits, LookupProblem::none, s.tries_left}, {}};
}
Next on(const EnteringFactor& s, const FactorEntered& e, const Inputs& in) {
    constexpr std::size_t digits = 4;
    if (s.digits.reveal().size() != digits || s.problem == LookupProblem::too_many_tries) return {s, {}};
    return {AskingStatus{s.code, e.question, in.now + limits::asking_status}, {AskStatus{e.question, s.code, s.digits}}};
}
Next on(const EnteringFactor& s, const TicketChosen&, const Inputs& in) {
    if (s.problem == LookupProblem::none) return {s, {}};
    return towards_ticket(TicketWish{Purpose::ask, {}, {}}, in);
}
Next on(const EnteringFactor&, const WentBack&, const Inputs&) { return {PresentingReceipt{}, {}}; }

Next on(const AskingStatus& s, const StatusFound& e, const Inputs&) {
    if (e.question != s.question) return {s, {}};
    return {ReadingStatus{e.view, std::nullopt, {}}, {}};
}
Next on(const AskingStatus& s, const StatusNotFound& e, const Inputs&) {
    if (e.question != s.question) return {s, {}};
    return {factor(s.code, e.problem, e.tries_left), {}};
}
Next on(const AskingStatus& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    return {factor(s.code, LookupProblem::not_known_offline, in.settings.lookup.tries), {}};
}

Next on(const ReadingStatus& s, const ReceiptWanted& e, const Inputs& in) {
    // The receipt (Mẫu 01) exists once the portal has accepted the dossier: status 2.
    if (!s.view.accepted_at || s.receipt == Delivery::printing) return {s, {}};
    return {ReadingStatus{s.view, Delivery::printing, e.press},
            {PrintReceipt{e.press, s.view, in.preferences.language, s.receipt == Delivery::printed}}};
}
Next on(const ReadingStatus& s, const ReceiptPrinted& e, const Inputs&) {
    if (e.press != s.press || !s.receipt) return {s, {}};
    return {ReadingStatus{s.view, Delivery::printed, s.press}, {}};
}
Next on(const ReadingStatus& s, const ReceiptNotPrinted& e, const Inputs&) {
    if (e.press != s.press || !s.receipt) return {s, {}};
    return {ReadingStatus{s.view, Delivery::shown, s.press}, {}};
}
Next on(const ReadingStatus& s, const TicketChosen&, const Inputs& in) {
    using dossier::Status;
    Purpose purpose = Purpose::ask;
    if (s.view.status == Status::supplement_asked) purpose = Purpose::supplement;
    if (s.view.status == Status::payment_asked) purpose = Purpose::pay;
    if (s.view.status == Status::finished) purpose = Purpose::collect;
    const auto* procedure = in.catalogue.procedure(s.view.procedure_code);
    return towards_ticket(TicketWish{purpose, procedure ? procedure->field : std::string{}, s.view.procedure_code}, in);
}
Next on(const ReadingStatus&, const WentBack&, const Inputs&) { return {ChoosingJourney{}, {}}; }

}  // namespace kiosk::visit
