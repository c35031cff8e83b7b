#include "kiosk/app/print_desk.hpp"

#include "kiosk/base/log.hpp"
#include "kiosk/slips/slips.hpp"
#include "kiosk/visit/limits.hpp"

namespace kiosk::app {
namespace {

drivers::Raster raster_of(slips::Slip slip) { return {slip.width_px, slip.height_px, std::move(slip.bits)}; }

slips::DayClose day_close(const visit::DoForStaff& effect) {
    const auto& report = *effect.report;
    const auto tickets = visit::count_tickets(report, {});
    slips::DayClose out{report.day, report.as_of, effect.staff, {}, {}, static_cast<int>(report.refused.size())};
    for (const auto& cause : visit::unsent_by_cause(report)) out.unsent.emplace_back(cause.reason, cause.count);
    for (const auto& item : report.unsent) out.codes.push_back(item.code);
    out.tickets = {tickets.given,  tickets.waiting, tickets.called, tickets.done,
                   tickets.absent, tickets.voided,  tickets.unheld};
    return out;
}

}  // namespace

Result<Done> PrintDesk::send(Result<slips::Slip> slip) {
    if (!slip) return fail(std::move(slip));
    auto printer = printer_.ready();
    if (!printer) return fail(std::move(printer));
    auto printed = (*printer)->print(raster_of(std::move(*slip)), visit::limits::printing);
    printer_.answered(printed);
    if (!printed) log::failure("printing", printed.error());
    return printed;
}

visit::Event PrintDesk::print(const visit::PrintTicket& effect) {
    const auto subject = slips::subject_of(effect.ticket.wish, *data_.catalogue);
    auto printed = send(slips::ticket_slip(effect.ticket, subject, data_.settings, data_.texts(effect.language),
                                           slips::Copy::first, effect.wait));
    if (!printed) return visit::TicketNotPrinted{effect.ticket.press, printed.error().code};
    return visit::TicketPrinted{effect.ticket.press};
}

visit::Event PrintDesk::print(const visit::PrintConfirmation& effect) {
    const auto& confirmation = effect.confirmation;
    const auto* procedure = data_.catalogue->procedure(confirmation.procedure);
    if (procedure == nullptr) return visit::ConfirmationNotPrinted{confirmation.id, Code::not_found};
    const auto* ticket = effect.ticket ? &*effect.ticket : nullptr;
    auto printed =
        send(slips::confirmation_slip(confirmation, *procedure, ticket, data_.settings, data_.texts(effect.language)));
    if (!printed) return visit::ConfirmationNotPrinted{confirmation.id, printed.error().code};
    return visit::ConfirmationPrinted{confirmation.id};
}

visit::Event PrintDesk::print(const visit::PrintReceipt& effect) {
    const auto copy = effect.again ? slips::Copy::reprint : slips::Copy::first;
    auto printed = send(slips::receipt_slip(effect.view, copy, data_.settings, data_.texts(effect.language)));
    if (!printed) return visit::ReceiptNotPrinted{effect.press, printed.error().code};
    return visit::ReceiptPrinted{effect.press};
}

visit::Event PrintDesk::print(const visit::PrintSupplement& effect) {
    auto printed = send(slips::supplement_slip(effect.note, data_.settings, data_.texts(effect.language)));
    if (!printed) return visit::SupplementNotPrinted{effect.note.id, printed.error().code};
    return visit::SupplementPrinted{effect.note.id};
}

visit::Event PrintDesk::print(const visit::PrintDraftSlip& effect) {
    const auto* procedure = data_.catalogue->procedure(effect.procedure);
    if (procedure == nullptr) return visit::DraftSlipNotPrinted{effect.press, Code::not_found};
    const slips::DraftNote note{effect.visit_code, effect.kept_until};
    auto printed = send(slips::draft_slip(note, *procedure, data_.settings, data_.texts(effect.language)));
    if (!printed) return visit::DraftSlipNotPrinted{effect.press, printed.error().code};
    return visit::DraftSlipPrinted{effect.press};
}

visit::Event PrintDesk::print(const visit::PrintPaymentSlip& effect) {
    const auto copy = effect.again ? slips::Copy::reprint : slips::Copy::first;
    auto printed = send(slips::payment_slip(effect.bill, copy, data_.settings, data_.texts(effect.language)));
    if (!printed) return visit::PaymentSlipNotPrinted{effect.press, printed.error().code};
    return visit::PaymentSlipPrinted{effect.press};
}

visit::Event PrintDesk::print(const visit::DoForStaff& effect) {
    const auto& texts = data_.texts(effect.language);
    const auto& settings = data_.settings;
    Result<slips::Slip> slip = fail(Code::bad_usage, "staff asked for something that is not printed");
    if (effect.deed == visit::StaffDeed::print_test) slip = slips::test_slip(settings, texts);
    else if (effect.deed == visit::StaffDeed::print_close && effect.report)
        slip = slips::close_slip(day_close(effect), settings, texts);
    else if (effect.deed == visit::StaffDeed::print_ticket && effect.ticket) {
        const auto subject = slips::subject_of(effect.ticket->wish, *data_.catalogue);
        slip = slips::ticket_slip(*effect.ticket, subject, settings, texts, slips::Copy::reprint);
    }
    const auto printed = send(std::move(slip));
    return visit::StaffDeedEnded{effect.question, printed ? std::nullopt : std::optional(printed.error().code)};
}

void PrintDesk::look() {
    auto printer = printer_.ready();
    if (printer) printer_.answered((*printer)->status());
}

}  // namespace kiosk::app
