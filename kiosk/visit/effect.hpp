#pragma once
/// All that a visit asks of the world, in the imperative. Each is answered by an event, or the state that asked has a deadline.

#include <utility>
#include <variant>

#include "kiosk/review/counted.hpp"
#include "kiosk/settings/today.hpp"
#include "kiosk/visit/state.hpp"

namespace kiosk::visit {

struct AllotTicket {
    PressId press;
    TicketWish wish;
    std::string visit_code;  ///< of the prepared dossier that the number is for; mostly empty
};
struct PrintTicket {
    Ticket ticket;
    std::string language;
    std::optional<queue::Wait> wait{};
};
/// Look at a number that somebody holds, or do what they want with it.
struct AskTicket {
    Uuid question;
    PressId ticket;
    TicketDeed deed = TicketDeed::look;
};
/// Somebody holds the number, on paper or by having read it: it counts from now on.
struct HoldTicket {
    PressId press;
    queue::TicketState state = queue::TicketState::shown;
};
/// Let codes be read (a card, a receipt), or no longer.
struct ReadCodes {
    bool enabled = false;
    bool by_camera = true;
    bool unhurried = false;  ///< nobody was asked to hold one there: a token of the staff's may come, or an appointment
    bool operator==(const ReadCodes&) const = default;
};
struct CapturePage {
    Uuid question;
    dossier::PageSource source = dossier::PageSource::scanner;
    std::string paper{};  ///< its name in Vietnamese: what the page should be
};
/// Of the page that the camera watches: now, as it lies.
struct TakePhoto {
    Uuid question;
};
struct CancelCapture {
    Uuid question;
};
struct RecordDossier {
    PressId press;
    Filing filing;
    dossier::Outcome outcome = dossier::Outcome::prepared;
    bool with_ticket = false;
};
struct PrintConfirmation {
    dossier::Confirmation confirmation;
    std::optional<Ticket> ticket;
    std::string language;
};
struct AskStatus {
    Uuid question;
    std::string code;
    Personal digits;
    std::optional<PressId> ticket;  ///< look for the dossier of this ticket, not for the code
};
struct PrintReceipt {
    PressId press;
    dossier::StatusView view;
    std::string language;
    bool again = false;  ///< one was printed in this visit already: the paper says so
};
/// Writes a rating down, to be delivered as dossiers are.
struct RecordRating {
    PressId press;
    dossier::Rating rating;
};
/// Writes down that a dossier is withdrawn, to be delivered as dossiers are.
struct RecordWithdrawal {
    PressId press;
    dossier::Withdrawal withdrawal;
};
/// Writes down papers for a dossier, to be delivered as dossiers are.
struct RecordSupplement {
    PressId press;
    Filing filing;  ///< its `supplement` says for which dossier
};
struct PrintSupplement {
    dossier::SupplementNote note;
    std::string language;
};
/// Keeps an unfinished dossier, sealed, under a visit code.
struct KeepDraft {
    PressId press;
    Filing filing;
    dossier::DraftPlace place;
};
struct PrintDraftSlip {
    PressId press;
    std::string visit_code;
    WallTime kept_until;
    std::string procedure;  ///< national code
    std::string language;
};
struct RemoveDraft {
    PressId press;
    Uuid draft;
};
/// The receipt (Mẫu 01) on A4.
struct PrintReceiptA4 {
    PressId press;
    dossier::StatusView view;
};
/// A procedure's papers to take home.
struct PrintGuidance {
    PressId press;
    std::string procedure;  ///< national code
    GuidancePaper paper = GuidancePaper::papers;
    std::string language;
};
/// Fetch an officer's paper from the portal and print it as it is.
struct PrintSentPaper {
    PressId press;
    std::string code;
    Personal digits;
    std::string paper;
};
struct CallStaff {
    PressId press;
};
/// Codes with which somebody's telephone confirms who is there.
struct BeginSignIn {
    Uuid question;
};
struct PollSignIn {
    Uuid question;
    Personal device_code;
};
/// Of whoever signed in last.
struct AskOwnDossiers {
    Uuid question;
};
/// Writes down what is to be paid; an order of the same dossier that can still be paid in this way is that one.
struct RecordOrder {
    payment::Order order;  ///< its id is the press
};
/// Tells the server of an order.
struct PlaceOrder {
    payment::Order order;
};
struct AskBank {
    payment::Order order;
};
/// A receipt, a slip for the counter, or the code of a transfer that is not confirmed yet: as the bill stands.
struct PrintPaymentSlip {
    PressId press;
    payment::Bill bill;
    std::string language;
    bool again = false;  ///< one was printed in this visit already: the paper says so
};
/// The visit is over: count what people looked for and could not have (kiosk/review). Nobody waits for it.
struct CountVisit {
    review::Notes notes;
};
/// The visit is over: whoever still holds something of it lets go.
struct ForgetVisit {};

// ---- Staff at the kiosk ------------------------------------------------------------------------------------------------
struct CheckPin {
    Uuid question;
    std::string staff;
    Personal digits;
};
/// Look at all that staff are shown: StaffReportMade.
struct MakeStaffReport {};
struct DoForStaff {
    Uuid question;
    std::string staff;
    StaffDeed deed = StaffDeed::send_now;
    DeviceName device = DeviceName::ticket_printer;
    std::optional<Ticket> ticket;
    std::shared_ptr<const StaffReport> report;  ///< of the close that is printed
    std::string language;
    std::optional<settings::TodayChange> change{};
};
/// Nobody waits for it.
struct NoteStaff {
    std::string staff;
    StaffNote note = StaffNote::left;
};

using EffectVariant =
    std::variant<AllotTicket, PrintTicket, AskTicket, HoldTicket, ReadCodes, CapturePage, TakePhoto, CancelCapture,
                 RecordDossier, PrintConfirmation, AskStatus, PrintReceipt, PrintReceiptA4, PrintSentPaper, RecordRating,
                 RecordWithdrawal, CallStaff, CountVisit, ForgetVisit, RecordSupplement, PrintSupplement, KeepDraft,
                 PrintDraftSlip, RemoveDraft, CheckPin, MakeStaffReport, DoForStaff, NoteStaff, PrintGuidance, BeginSignIn,
                 PollSignIn, AskOwnDossiers, RecordOrder, PlaceOrder, AskBank, PrintPaymentSlip>;

/// One of them.
struct Effect : EffectVariant {
    template <AlternativeOf<EffectVariant> T>
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): the concept keeps the class itself out
    Effect(T&& value) : EffectVariant(std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(value)) {}
    Effect(const Effect&);
    Effect(Effect&&) noexcept;
    Effect& operator=(const Effect&);
    Effect& operator=(Effect&&) noexcept;
    ~Effect();
};

}  // namespace kiosk::visit
