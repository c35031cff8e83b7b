#pragma once
/// All that can happen to a visit, in the past tense: what a person did, what the world answered, time.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/base/alternatives.hpp"
#include "kiosk/typing/composer.hpp"
#include "kiosk/visit/aloud.hpp"
#include "kiosk/visit/event_later.hpp"
#include "kiosk/visit/event_phone.hpp"
#include "kiosk/visit/event_staff.hpp"
#include "kiosk/visit/situation.hpp"
#include "kiosk/visit/state.hpp"

namespace kiosk::visit {

// ---- Time and the world ------------------------------------------------------------------------------------------------
struct Ticked {};
struct SituationChanged {
    Situation situation;
};
struct KioskFailed {
    OutReason reason = OutReason::store_failed;
};
struct KioskRecovered {};

// ---- What a person did, on any page ------------------------------------------------------------------------------------
/// A finger was on the screen, wherever: somebody is there.
struct Touched {};
struct LanguageChosen {
    std::string language;  ///< "vi", "en"
};
struct TextSizeChosen {
    int step = 0;  ///< 0..2
};
struct ContrastChosen {
    bool high = false;
};
struct ReachChosen {
    bool low = false;
};
/// How the letters are typed: with keys of their own, by Telex or by VNI.
struct TypingChosen {
    typing::Method method = typing::Method::direct;
};
/// The page is read aloud, otherwise, or no longer.
struct AloudChosen {
    Aloud aloud;
};
/// A voice began to speak, or fell silent: because a page was read to its end, or was told to.
struct SpeechChanged {
    bool speaking = false;
};
struct WentBack {};
struct Ended {};  ///< «Kết thúc»
struct EndConfirmed {};
struct Stayed {};  ///< «Tôi vẫn ở đây», or back from a question
struct HelpCalled {
    PressId press;
};
struct HelpAnswered {
    PressId press;
};

// ---- Choosing ----------------------------------------------------------------------------------------------------------
struct Started {};
enum class Errand { submit, ticket, look_up, guidance };
struct ErrandChosen {
    Errand errand = Errand::submit;
};
struct PurposeChosen {
    Purpose purpose = Purpose::submit;
};
struct FieldChosen {
    std::string field;
};
struct LifeEventChosen {
    std::string life_event;
};
struct GroupingChosen {
    Grouping grouping = Grouping::fields;
};
struct SearchOpened {};
struct WordsTyped {
    std::string words;
};
struct ProcedureChosen {
    std::string code;
};
struct ProcedureSkipped {};  ///< «Tôi chưa rõ thủ tục»: a number for the field

/// A procedure's papers to take home, on A4.
struct GuidancePrintWanted {
    PressId press;
    GuidancePaper paper = GuidancePaper::papers;
};

// ---- Tickets -----------------------------------------------------------------------------------------------------------
struct TicketChosen {};  ///< wants a number for what is on the screen
struct TicketConfirmed {
    PressId press;
};
/// A class of those whom the centre may call before others; empty: none of them.
struct PriorityChosen {
    std::string priority;
};
struct TicketAllotted {
    Ticket ticket;
    std::optional<queue::Wait> wait{};
};
struct TicketRefused {
    PressId press;
    Code code = Code::io;
};
/// What has become of a number that was looked at, given back, or taken back into the line.
struct TicketSeen {
    Uuid question;
    Ticket ticket;
    std::optional<queue::Wait> wait{};
};
struct TicketNotSeen {
    Uuid question;
    Code code = Code::not_found;
};
struct TicketReturnWanted {};  ///< asks first
struct TicketReturnConfirmed {
    Uuid question;
};
struct RejoinWanted {
    Uuid question;
};
/// The dossier that a number was taken for.
struct TicketDossierWanted {};
struct TicketPrinted {
    PressId press;
};
struct TicketNotPrinted {
    PressId press;
    Code code = Code::no_paper;
};

// ---- A submission ------------------------------------------------------------------------------------------------------
struct SubmissionChosen {};
struct NoticeAccepted {};
struct NoticeRefused {};
struct ApplicantChosen {
    dossier::ApplicantKind kind = dossier::ApplicantKind::self;
};
struct CardRead {
    dossier::Person person;
    bool warned = false;
};
/// A code that is something else than what the page waits for.
struct OtherCodeRead {
    bool readable = true;  ///< false: some of its letters were lost, so nobody knows what it is
};
struct OtherPaperChosen {};
struct PersonConfirmed {};
/// The officer who assists has compared the person with their papers. Some time after the sign-in the PIN is asked for again.
struct IdentityConfirmed {
    Uuid chance;  ///< for the order of the digits then
};
/// The officer is done: the citizen goes on alone.
struct AssistanceEnded {};
struct PersonRejected {};
struct ParticularTyped {
    dossier::PersonField field = dossier::PersonField::name;
    Personal value;
};
struct PersonEntered {};
struct AnswerTyped {
    std::string key;
    Personal value;
};
/// The page of the form, or the row that is open, is filled in.
struct FormPageFinished {};
/// One more row: «Thêm người».
struct RowAdded {
    std::string rows;  ///< the question's key
};
struct RowOpened {
    std::string rows;
    std::size_t index = 0;
};
struct RowRemoved {
    std::string rows;
    std::size_t index = 0;
};
struct PageWanted {
    Uuid question;
    std::string component;
    dossier::PageSource source = dossier::PageSource::scanner;
};
struct PageCaptured {
    Uuid question;
    dossier::Page page;
};
/// What the camera sees while a page is laid under it.
struct PageSeen {
    Uuid question;
    std::shared_ptr<const LivePage> live;
};
/// A page was read while the visit went on: the same page with text that can be searched, and what it seems to be.
struct PageRead {
    Uuid page;
    std::shared_ptr<const dossier::PageBytes> bytes;
    std::shared_ptr<const dossier::PageReading> reading;
};
/// «Chụp ngay»: not waiting until it lies still.
struct PhotoWanted {};
struct PageNotCaptured {
    Uuid question;
    Code code = Code::device_fault;
};
struct PageOpened {
    std::string component;
    std::size_t index = 0;
};
struct PageKept {};
struct PageDeleted {};
struct PageReplaced {
    Uuid question;
};
struct OriginalPromised {
    std::string component;
    bool promised = true;
};
struct PapersFinished {};
struct PhoneEntered {};
struct Declared {
    bool agreed = true;
};
enum class Section { applicant, form, papers, phone };
struct EditChosen {
    Section section = Section::form;
    std::size_t page = 0;
};
struct Submitted {
    PressId press;
};
struct DossierRecorded {
    dossier::Confirmation confirmation;
    std::optional<Ticket> ticket;
    std::optional<payment::Charge> charge{};  ///< what there is to pay at this kiosk
};
struct DossierNotRecorded {
    PressId press;
    Code code = Code::io;
};
/// The portal has it and gave its own code.
struct DossierDelivered {
    Uuid id;
    std::string official_code;
};
/// The portal does not take it, for good.
struct DossierRefused {
    Uuid id;
    std::string words;
};
struct ConfirmationPrinted {
    PressId press;
};
struct ConfirmationNotPrinted {
    PressId press;
    Code code = Code::no_paper;
};

struct SlipWantedAgain {};

// ---- Looking up --------------------------------------------------------------------------------------------------------
/// From a receipt, a confirmation slip or a ticket.
struct ReceiptRead {
    std::string code;  ///< of the dossier or the visit; of a ticket its number, which is to be shown only
    std::optional<PressId> ticket;
    Uuid question{};  ///< of a ticket: to look at it
};
struct CodeTypingChosen {};
struct CodeTyped {
    std::string typed;
};
struct CodeEntered {};
struct FactorTyped {
    Personal digits;
};
struct FactorEntered {
    Uuid question;
};
struct StatusFound {
    Uuid question;
    dossier::StatusView view;
    std::vector<payment::Bill> bills{};  ///< what was asked for at this kiosk, oldest first
};
struct StatusNotFound {
    Uuid question;
    LookupProblem problem = LookupProblem::not_found;
    int tries_left = 0;
};
struct ReceiptWanted {
    PressId press;
};
struct ReceiptPrinted {
    PressId press;
};
struct ReceiptNotPrinted {
    PressId press;
    Code code = Code::no_paper;
};

/// «In giấy tiếp nhận (A4)»
struct ReceiptA4Wanted {
    PressId press;
};
struct SentPaperWanted {
    PressId press;
    std::string paper;  ///< its id
};
struct A4Printed {
    PressId press;
};
struct A4NotPrinted {
    PressId press;
    Code code = Code::no_paper;  ///< of the printer, or of the portal that did not give the paper
};

struct WithdrawalWanted {};
struct WithdrawalConfirmed {
    PressId press;
};
struct WithdrawalRecorded {
    PressId press;
};
struct WithdrawalNotRecorded {
    PressId press;
    Code code = Code::io;
};
/// The portal's answer.
struct WithdrawalTaken {
    PressId press;
};
struct WithdrawalRefused {
    PressId press;
    std::string words;
};

using EventVariant = std::variant<
    Ticked, SituationChanged, KioskFailed, KioskRecovered, Touched, LanguageChosen, TextSizeChosen, ContrastChosen,
    ReachChosen, TypingChosen, AloudChosen, SpeechChanged, WentBack, Ended, EndConfirmed, Stayed, HelpCalled, HelpAnswered,
    Started, ErrandChosen, PurposeChosen, FieldChosen, LifeEventChosen, GroupingChosen, SearchOpened, WordsTyped,
    ProcedureChosen, ProcedureSkipped, TicketChosen, TicketConfirmed, TicketAllotted, TicketRefused, TicketSeen,
    TicketNotSeen, TicketReturnWanted, TicketReturnConfirmed, RejoinWanted, TicketDossierWanted, TicketPrinted,
    TicketNotPrinted, SubmissionChosen, NoticeAccepted, NoticeRefused, ApplicantChosen, CardRead, OtherCodeRead,
    OtherPaperChosen, PersonConfirmed, PersonRejected, ParticularTyped, PersonEntered, AnswerTyped, FormPageFinished,
    RowAdded, RowOpened, RowRemoved, PageWanted, PageCaptured, PageNotCaptured, PageSeen, PageRead, PhotoWanted, PageOpened,
    PageKept, PageDeleted, PageReplaced, OriginalPromised, PapersFinished, PhoneEntered, Declared, EditChosen, Submitted,
    DossierRecorded, DossierNotRecorded, DossierDelivered, DossierRefused, ConfirmationPrinted, ConfirmationNotPrinted,
    SlipWantedAgain, ReceiptRead, CodeTypingChosen, CodeTyped, CodeEntered, FactorTyped, FactorEntered, StatusFound,
    StatusNotFound, ReceiptWanted, ReceiptPrinted, ReceiptNotPrinted, ReceiptA4Wanted, SentPaperWanted, A4Printed,
    A4NotPrinted, WithdrawalWanted, WithdrawalConfirmed, WithdrawalRecorded, WithdrawalNotRecorded, WithdrawalTaken,
    WithdrawalRefused, RatingWanted, LevelChosen, RatingSkipped, RatingRecorded, RatingNotRecorded, FeedbackWanted,
    SupplementWanted, SupplementConfirmed, SupplementRecorded, SupplementNotRecorded, SupplementTaken, SupplementRefused,
    SupplementPrinted, SupplementNotPrinted, AnotherProcedureWanted, PaperReused, KeepingWanted, KeepingConfirmed, DraftKept,
    DraftNotKept, DraftSlipPrinted, DraftSlipNotPrinted, DraftFound, DraftContinued, DraftRemovalWanted,
    DraftRemovalConfirmed, DraftRemoved, DraftNotRemoved, StaffTokenRead, PinDigitTyped, PinDigitErased, PinAccepted,
    PinRefused, StaffPageChosen, StaffReportMade, StaffDeedChosen, StaffDeedEnded, ServiceSwitched, TouchMeasured,
    PriorityChosen, IdentityConfirmed, AssistanceEnded, GuidancePrintWanted, StaffWordsTyped, AppointmentRead,
    PhoneSignInChosen, SignInGranted, SignInPolled, OwnDossiersWanted, OwnDossiersFound, OwnDossiersNotFound,
    OwnDossierChosen, PaymentWanted, PayerNamingWanted, PayerTyped, PayerNamed, PaymentMethodChosen, PaymentPutOff,
    OrderRecorded, OrderPlaced, BankTold, PaymentMoved, PaymentSlipPrinted, PaymentSlipNotPrinted, RatingReasonChosen,
    RatingReasonsGiven>;

/// One of them.
struct Event : EventVariant {
    template <AlternativeOf<EventVariant> T>
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): the concept keeps the class itself out
    Event(T&& value) : EventVariant(std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(value)) {}
    Event(const Event&);
    Event(Event&&) noexcept;
    Event& operator=(const Event&);
    Event& operator=(Event&&) noexcept;
    ~Event();
};

}  // namespace kiosk::visit
