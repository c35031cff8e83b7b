#include <algorithm>

#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

EnteringFactor factor(std::string code, std::optional<PressId> ticket, LookupProblem problem, int tries_left) {
    return EnteringFactor{std::move(code), {}, problem, tries_left, ticket};
}

/// A dossier's code or a visit's, as it is written; nothing when it is neither.
std::optional<std::string> code_meant(std::string_view typed) {
    if (const auto code = dossier::parse_dossier_code(typed)) return code->text();
    if (const auto code = dossier::read_visit_code(typed)) return dossier::shown_visit_code(*code);
    return std::nullopt;
}

/// Where a dossier that was prepared here is taken up.
std::vector<std::string> counters_for(const dossier::StatusView& view, const Inputs& in) {
    std::vector<std::string> out;
    const auto* procedure = in.catalogue.procedure(view.procedure_code);
    if (!view.prepared || procedure == nullptr) return out;
    const auto* line = settings::line_for(in.settings.queue, Purpose::submit, procedure->field);
    if (line == nullptr) return out;
    for (const auto* counter : settings::counters_of(in.settings.queue, line->id)) out.push_back(counter->id);
    return out;
}

/// One paper after the other; a printer in trouble is not asked.
bool can_print_a4(const ReadingStatus& s, const Inputs& in) { return !in.situation.page_printer && !s.printing_a4(); }

ReadingStatus with_a4(ReadingStatus s, A4Printing a4) {
    s.a4 = std::move(a4);
    return s;
}

Purpose purpose_for(const dossier::StatusView& view) {
    using dossier::Status;
    if (view.prepared) return Purpose::submit;
    if (view.status == Status::supplement_asked) return Purpose::supplement;
    if (view.status == Status::payment_asked) return Purpose::pay;
    if (dossier::waits_for_collection(view)) return Purpose::collect;
    return Purpose::ask;
}

Next with_receipt(ReadingStatus s, Delivery receipt) {
    s.receipt = receipt;
    return {std::move(s), {}};
}

}  // namespace

Next on(const PresentingReceipt&, const ReceiptRead& e, const Inputs& in) {
    if (e.ticket) return towards_reading_ticket(e, in);
    return {factor(e.code, e.ticket, LookupProblem::none, in.settings.lookup.tries), {}};
}
Next on(const PresentingReceipt&, const OtherCodeRead&, const Inputs&) {
    return {PresentingReceipt{CodeProblem::not_a_code}, {}};
}
Next on(const PresentingReceipt&, const AppointmentRead& e, const Inputs& in) { return towards_reading_ticket(e, in); }
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
    auto code = code_meant(s.typed);
    if (!code) return {TypingCode{s.typed, CodeProblem::not_a_code}, {}};
    return {factor(std::move(*code), std::nullopt, LookupProblem::none, in.settings.lookup.tries), {}};
}
Next on(const TypingCode&, const WentBack&, const Inputs&) { return {PresentingReceipt{}, {}}; }

Next on(const EnteringFactor& s, const FactorTyped& e, const Inputs&) {
    constexpr std::size_t digits = 4;
    if (e.digits.reveal().size() > digits) return {s, {}};
    return {EnteringFactor{s.code, e.digits, LookupProblem::none, s.tries_left, s.ticket}, {}};
}
Next on(const EnteringFactor& s, const FactorEntered& e, const Inputs& in) {
    constexpr std::size_t digits = 4;
    if (s.digits.reveal().size() != digits || s.problem == LookupProblem::too_many_tries) return {s, {}};
    return {AskingStatus{s.code, e.question, in.now + limits::asking_status, s.ticket, s.digits},
            {AskStatus{e.question, s.code, s.digits, s.ticket}}};
}
Next on(const EnteringFactor& s, const TicketChosen&, const Inputs& in) {
    if (s.problem == LookupProblem::none) return {s, {}};
    return towards_ticket(TicketWish{Purpose::ask, {}, {}}, in);
}
Next on(const EnteringFactor&, const WentBack&, const Inputs&) { return {PresentingReceipt{}, {}}; }

Next on(const AskingStatus& s, const StatusFound& e, const Inputs& in) {
    if (e.question != s.question) return {s, {}};
    return {ReadingStatus{e.view, std::nullopt, {}, counters_for(e.view, in), s.digits, {}, {}, e.bills}, {}};
}
Next on(const AskingStatus& s, const StatusNotFound& e, const Inputs&) {
    if (e.question != s.question) return {s, {}};
    return {factor(s.code, s.ticket, e.problem, e.tries_left), {}};
}
Next on(const AskingStatus& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    return {factor(s.code, s.ticket, LookupProblem::not_known_offline, in.settings.lookup.tries), {}};
}

Next on(const ReadingStatus& s, const ReceiptWanted& e, const Inputs& in) {
    // The receipt (Mẫu 01) exists once the portal has accepted the dossier: status 2.
    if (!s.view.accepted_at || s.receipt == Delivery::printing) return {s, {}};
    auto next = s;
    next.receipt = Delivery::printing;
    next.press = e.press;
    return {std::move(next), {PrintReceipt{e.press, s.view, in.preferences.language, s.receipt == Delivery::printed}}};
}
Next on(const ReadingStatus& s, const ReceiptPrinted& e, const Inputs&) {
    if (e.press != s.press || !s.receipt) return {s, {}};
    return with_receipt(s, Delivery::printed);
}
Next on(const ReadingStatus& s, const ReceiptNotPrinted& e, const Inputs&) {
    if (e.press != s.press || !s.receipt) return {s, {}};
    return with_receipt(s, Delivery::shown);
}
Next on(const ReadingStatus& s, const ReceiptA4Wanted& e, const Inputs& in) {
    if (!s.view.accepted_at || !can_print_a4(s, in)) return {s, {}};
    return {with_a4(s, {e.press, {}, A4Printing::Phase::under_way, Code::io, in.now + limits::printing_a4}),
            {PrintReceiptA4{e.press, s.view}}};
}
Next on(const ReadingStatus& s, const SentPaperWanted& e, const Inputs& in) {
    const bool listed = std::any_of(s.view.sent.begin(), s.view.sent.end(), [&](const auto& p) { return p.id == e.paper; });
    if (!listed || !can_print_a4(s, in)) return {s, {}};
    const auto deadline = in.now + limits::fetching_paper + limits::printing_a4;
    return {with_a4(s, {e.press, e.paper, A4Printing::Phase::under_way, Code::io, deadline}),
            {PrintSentPaper{e.press, s.view.code, s.digits, e.paper}}};
}
Next on(const ReadingStatus& s, const A4Printed& e, const Inputs&) {
    if (!s.a4 || e.press != s.a4->press) return {s, {}};  // late or not: it lies in the tray
    return {with_a4(s, {e.press, s.a4->paper, A4Printing::Phase::printed, Code::io, {}}), {}};
}
Next on(const ReadingStatus& s, const A4NotPrinted& e, const Inputs&) {
    if (!s.printing_a4() || e.press != s.a4->press) return {s, {}};
    return {with_a4(s, {e.press, s.a4->paper, A4Printing::Phase::failed, e.code, {}}), {}};
}
Next on(const ReadingStatus& s, const Ticked&, const Inputs& in) {
    if (!s.printing_a4() || in.now < s.a4->deadline) return {s, {}};
    return {with_a4(s, {s.a4->press, s.a4->paper, A4Printing::Phase::failed, Code::timed_out, {}}), {}};
}
Next on(const ReadingStatus& s, const TicketChosen&, const Inputs& in) {
    const auto* procedure = in.catalogue.procedure(s.view.procedure_code);
    auto next = towards_ticket(
        TicketWish{purpose_for(s.view), procedure ? procedure->field : std::string{}, s.view.procedure_code}, in);
    if (auto* confirming = std::get_if<ConfirmingTicket>(&next.state); confirming != nullptr && s.view.prepared)
        confirming->visit_code = s.view.prepared->visit_code;
    return next;
}
Next on(const ReadingStatus& s, const WentBack&, const Inputs& in) {
    // Pages begun for a supplement would go with the page.
    if (s.begun != nullptr)
        return {ConfirmingEnd{std::make_shared<const State>(s), in.after_waiting(limits::answering_if_present), true}, {}};
    return {ChoosingJourney{}, {}};
}

}  // namespace kiosk::visit
