#pragma once
/// The table of the machine: which event means something in which state. A pair without a line here leaves the state as it is.
/// Inside kiosk/visit only.

#include "kiosk/visit/limits.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::visit {

/// What a transition may look at.
struct Inputs {
    Monotonic now;
    WallTime wall;
    const settings::Settings& settings;
    const catalogue::Catalogue& catalogue;
    const Situation& situation;
    const Preferences& preferences;
    bool rated = false;  ///< in this visit
    const Earlier* earlier = nullptr;
    const Assistance* assistance = nullptr;  ///< an officer helps; null: the citizen is alone
    const queue::Appointment* appointment = nullptr;

    /// When a wait for a person is over that begins now.
    [[nodiscard]] Monotonic after_waiting(Duration by) const { return now + stretched(by, preferences); }
};

struct Next {
    State state;
    std::vector<Effect> effects;
};

// ---- common.cpp: starting, ending, questions across all states -------------------------------------------------------------
Next on(const Attracting&, const Started&, const Inputs&);
Next on(const ChoosingJourney&, const ErrandChosen&, const Inputs&);
Next on(const ChoosingJourney&, const WentBack&, const Inputs&);
Next on(const AskingIfPresent&, const Stayed&, const Inputs&);
Next on(const AskingIfPresent&, const EndConfirmed&, const Inputs&);
Next on(const AskingIfPresent&, const Ticked&, const Inputs&);
Next on(const ConfirmingEnd&, const Stayed&, const Inputs&);
Next on(const ConfirmingEnd&, const EndConfirmed&, const Inputs&);
Next on(const ConfirmingEnd&, const Ticked&, const Inputs&);
Next on(const CallingStaff&, const HelpAnswered&, const Inputs&);
Next on(const CallingStaff&, const Stayed&, const Inputs&);
Next on(const CallingStaff&, const TicketChosen&, const Inputs&);
Next on(const CallingStaff&, const Ticked&, const Inputs&);
Next on(const CallingStaff&, const StaffTokenRead&, const Inputs&);
Next on(const OutOfService&, const KioskRecovered&, const Inputs&);

// ---- choosing.cpp: finding a procedure --------------------------------------------------------------------------------------
Next on(const ChoosingField&, const FieldChosen&, const Inputs&);
Next on(const ChoosingField&, const LifeEventChosen&, const Inputs&);
Next on(const ChoosingField&, const GroupingChosen&, const Inputs&);
Next on(const ChoosingField&, const SearchOpened&, const Inputs&);
Next on(const ChoosingField&, const WentBack&, const Inputs&);
Next on(const ChoosingProcedure&, const ProcedureChosen&, const Inputs&);
Next on(const ChoosingProcedure&, const ProcedureSkipped&, const Inputs&);
Next on(const ChoosingProcedure&, const SearchOpened&, const Inputs&);
Next on(const ChoosingProcedure&, const WentBack&, const Inputs&);
Next on(const Searching&, const WordsTyped&, const Inputs&);
Next on(const Searching&, const ProcedureChosen&, const Inputs&);
Next on(const Searching&, const WentBack&, const Inputs&);
Next on(const ReadingDetails&, const SubmissionChosen&, const Inputs&);
Next on(const ReadingDetails&, const TicketChosen&, const Inputs&);
Next on(const ReadingDetails&, const WentBack&, const Inputs&);
Next on(const ReadingDetails&, const GuidancePrintWanted&, const Inputs&);
Next on(const ReadingDetails&, const A4Printed&, const Inputs&);
Next on(const ReadingDetails&, const A4NotPrinted&, const Inputs&);
Next on(const ReadingDetails&, const Ticked&, const Inputs&);
/// Whether staff hid this procedure for today: it is read about, and nothing else.
bool hidden_today(const Procedure& procedure, const Inputs& in);

// ---- ticket.cpp: taking a number --------------------------------------------------------------------------------------------
Next on(const ChoosingPurpose&, const PurposeChosen&, const Inputs&);
Next on(const ChoosingPurpose&, const WentBack&, const Inputs&);
Next on(const ChoosingPurpose&, const AppointmentRead&, const Inputs&);
Next on(const TicketsClosed&, const WentBack&, const Inputs&);
Next on(const ConfirmingTicket&, const PriorityChosen&, const Inputs&);
Next on(const ConfirmingTicket&, const TicketConfirmed&, const Inputs&);
Next on(const ConfirmingTicket&, const WentBack&, const Inputs&);
Next on(const TakingTicket&, const TicketAllotted&, const Inputs&);
Next on(const TakingTicket&, const TicketRefused&, const Inputs&);
Next on(const TakingTicket&, const TicketPrinted&, const Inputs&);
Next on(const TakingTicket&, const TicketNotPrinted&, const Inputs&);
Next on(const TakingTicket&, const Ticked&, const Inputs&);
Next on(const HoldingTicket&, const TicketPrinted&, const Inputs&);
Next on(const HoldingTicket&, const Touched&, const Inputs&);
Next on(const HoldingTicket&, const Ticked&, const Inputs&);
Next on(const ReadingTicket&, const TicketSeen&, const Inputs&);
Next on(const ReadingTicket&, const TicketNotSeen&, const Inputs&);
Next on(const ReadingTicket&, const TicketReturnWanted&, const Inputs&);
Next on(const ReadingTicket&, const TicketReturnConfirmed&, const Inputs&);
Next on(const ReadingTicket&, const RejoinWanted&, const Inputs&);
Next on(const ReadingTicket&, const TicketDossierWanted&, const Inputs&);
Next on(const ReadingTicket&, const TicketChosen&, const Inputs&);
Next on(const ReadingTicket&, const Ticked&, const Inputs&);
Next on(const ReadingTicket&, const WentBack&, const Inputs&);
/// A number is held before the reader.
Next towards_reading_ticket(const ReceiptRead& read, const Inputs& in);
Next towards_reading_ticket(const AppointmentRead& read, const Inputs& in);
/// The way to a number for a wish: its papers first, or the sentence why tickets are off.
Next towards_ticket(const TicketWish& wish, const Inputs& in);
/// Why no number is given now; nothing while they are.
std::optional<TicketsClosed> tickets_closed(const Inputs& in);
/// None, or a class that the centre has.
bool may_be_chosen(const PriorityChosen& e, const Inputs& in);

// ---- filing.cpp: who files, for whom, the e-form -------------------------------------------------------------------------------
Next on(const ReadingNotice&, const NoticeAccepted&, const Inputs&);
Next on(const ReadingNotice&, const NoticeRefused&, const Inputs&);
Next on(const ReadingNotice&, const WentBack&, const Inputs&);
Next on(const ChoosingApplicant&, const ApplicantChosen&, const Inputs&);
Next on(const ChoosingApplicant&, const WentBack&, const Inputs&);
Next on(const PresentingCard&, const CardRead&, const Inputs&);
Next on(const PresentingCard&, const OtherCodeRead&, const Inputs&);
Next on(const PresentingCard&, const ReceiptRead&, const Inputs&);
Next on(const PresentingCard&, const AppointmentRead&, const Inputs&);
Next on(const PresentingCard&, const OtherPaperChosen&, const Inputs&);
Next on(const PresentingCard&, const WentBack&, const Inputs&);
Next on(const PresentingCard&, const PhoneSignInChosen&, const Inputs&);
Next on(const ConfirmingPerson&, const PersonConfirmed&, const Inputs&);
Next on(const ConfirmingPerson&, const IdentityConfirmed&, const Inputs&);
Next on(const ConfirmingPerson&, const PersonRejected&, const Inputs&);
Next on(const ConfirmingPerson&, const WentBack&, const Inputs&);
Next on(const TypingPerson&, const ParticularTyped&, const Inputs&);
Next on(const TypingPerson&, const PersonEntered&, const Inputs&);
Next on(const TypingPerson&, const IdentityConfirmed&, const Inputs&);
Next on(const TypingPerson&, const WentBack&, const Inputs&);
Next on(const FillingForm&, const AnswerTyped&, const Inputs&);
Next on(const FillingForm&, const FormPageFinished&, const Inputs&);
Next on(const FillingForm&, const RowAdded&, const Inputs&);
Next on(const FillingForm&, const RowOpened&, const Inputs&);
Next on(const FillingForm&, const RowRemoved&, const Inputs&);
Next on(const FillingForm&, const WentBack&, const Inputs&);
/// The last page of the form, or what comes before it when there is none: the way back from the papers.
State end_of_form(const Filing& filing, const Inputs& in);
State to_papers(const Filing& filing, bool back_to_review, const Inputs& in);
/// The page as it was read, wherever the visit has gone on to with its draft.
void take_reading(State& state, const PageRead& read);

// ---- papers.cpp: pages --------------------------------------------------------------------------------------------------------
Next on(const CollectingPapers&, const PageWanted&, const Inputs&);
Next on(const CollectingPapers&, const PageOpened&, const Inputs&);
Next on(const CollectingPapers&, const OriginalPromised&, const Inputs&);
Next on(const CollectingPapers&, const PapersFinished&, const Inputs&);
Next on(const CollectingPapers&, const WentBack&, const Inputs&);
Next on(const CapturingPage&, const PageCaptured&, const Inputs&);
Next on(const CapturingPage&, const PageNotCaptured&, const Inputs&);
Next on(const CapturingPage&, const PageSeen&, const Inputs&);
Next on(const CapturingPage&, const PhotoWanted&, const Inputs&);
Next on(const CapturingPage&, const PageReplaced&, const Inputs&);
Next on(const CapturingPage&, const WentBack&, const Inputs&);
Next on(const CapturingPage&, const Ticked&, const Inputs&);
Next on(const ViewingPage&, const PageKept&, const Inputs&);
Next on(const ViewingPage&, const PageDeleted&, const Inputs&);
Next on(const ViewingPage&, const PageReplaced&, const Inputs&);
Next on(const ViewingPage&, const WentBack&, const Inputs&);

// ---- submitting.cpp: review, declaration, the press -----------------------------------------------------------------------------
Next on(const LeavingPhone&, const ParticularTyped&, const Inputs&);
Next on(const LeavingPhone&, const PhoneEntered&, const Inputs&);
Next on(const LeavingPhone&, const WentBack&, const Inputs&);
Next on(const Reviewing&, const Declared&, const Inputs&);
Next on(const Reviewing&, const EditChosen&, const Inputs&);
Next on(const Reviewing&, const PriorityChosen&, const Inputs&);
Next on(const Reviewing&, const Submitted&, const Inputs&);
Next on(const Reviewing&, const WentBack&, const Inputs&);
Next on(const Recording&, const DossierRecorded&, const Inputs&);
Next on(const Recording&, const DossierNotRecorded&, const Inputs&);
Next on(const Recording&, const DossierDelivered&, const Inputs&);
Next on(const Recording&, const DossierRefused&, const Inputs&);
Next on(const Recording&, const Ticked&, const Inputs&);
Next on(const HoldingConfirmation&, const ConfirmationPrinted&, const Inputs&);
Next on(const HoldingConfirmation&, const ConfirmationNotPrinted&, const Inputs&);
Next on(const HoldingConfirmation&, const DossierDelivered&, const Inputs&);
Next on(const HoldingConfirmation&, const DossierRefused&, const Inputs&);
Next on(const HoldingConfirmation&, const SlipWantedAgain&, const Inputs&);
Next on(const HoldingConfirmation&, const Touched&, const Inputs&);
Next on(const HoldingConfirmation&, const Ticked&, const Inputs&);
State to_review(const Filing& filing, const Inputs& in);

// ---- lookup.cpp: where is my dossier? --------------------------------------------------------------------------------------------
Next on(const PresentingReceipt&, const ReceiptRead&, const Inputs&);
Next on(const PresentingReceipt&, const OtherCodeRead&, const Inputs&);
Next on(const PresentingReceipt&, const AppointmentRead&, const Inputs&);
Next on(const PresentingReceipt&, const CardRead&, const Inputs&);
Next on(const PresentingReceipt&, const CodeTypingChosen&, const Inputs&);
Next on(const PresentingReceipt&, const WentBack&, const Inputs&);
Next on(const TypingCode&, const CodeTyped&, const Inputs&);
Next on(const TypingCode&, const CodeEntered&, const Inputs&);
Next on(const TypingCode&, const WentBack&, const Inputs&);
Next on(const EnteringFactor&, const FactorTyped&, const Inputs&);
Next on(const EnteringFactor&, const FactorEntered&, const Inputs&);
Next on(const EnteringFactor&, const TicketChosen&, const Inputs&);
Next on(const EnteringFactor&, const WentBack&, const Inputs&);
Next on(const AskingStatus&, const StatusFound&, const Inputs&);
Next on(const AskingStatus&, const StatusNotFound&, const Inputs&);
Next on(const AskingStatus&, const Ticked&, const Inputs&);
Next on(const ReadingStatus&, const ReceiptWanted&, const Inputs&);
Next on(const ReadingStatus&, const ReceiptPrinted&, const Inputs&);
Next on(const ReadingStatus&, const ReceiptNotPrinted&, const Inputs&);
Next on(const ReadingStatus&, const ReceiptA4Wanted&, const Inputs&);
Next on(const ReadingStatus&, const SentPaperWanted&, const Inputs&);
Next on(const ReadingStatus&, const A4Printed&, const Inputs&);
Next on(const ReadingStatus&, const A4NotPrinted&, const Inputs&);
Next on(const ReadingStatus&, const Ticked&, const Inputs&);
Next on(const ReadingStatus&, const TicketChosen&, const Inputs&);
Next on(const ReadingStatus&, const WentBack&, const Inputs&);

// ---- withdrawal.cpp: a dossier is taken back ---------------------------------------------------------------------------------------
Next on(const ReadingStatus&, const WithdrawalWanted&, const Inputs&);
Next on(const ReadingStatus&, const WithdrawalTaken&, const Inputs&);
Next on(const ReadingStatus&, const WithdrawalRefused&, const Inputs&);
Next on(const ConfirmingWithdrawal&, const WithdrawalConfirmed&, const Inputs&);
Next on(const ConfirmingWithdrawal&, const WentBack&, const Inputs&);
Next on(const Withdrawing&, const WithdrawalRecorded&, const Inputs&);
Next on(const Withdrawing&, const WithdrawalNotRecorded&, const Inputs&);
Next on(const Withdrawing&, const WithdrawalTaken&, const Inputs&);
Next on(const Withdrawing&, const WithdrawalRefused&, const Inputs&);
Next on(const Withdrawing&, const Ticked&, const Inputs&);

// ---- supplement.cpp: papers for a dossier that exists ------------------------------------------------------------------------------
Next on(const ReadingStatus&, const SupplementWanted&, const Inputs&);
Next on(const ReadingStatus&, const SupplementTaken&, const Inputs&);
Next on(const ReadingStatus&, const SupplementRefused&, const Inputs&);
Next on(const ReviewingSupplement&, const SupplementConfirmed&, const Inputs&);
Next on(const ReviewingSupplement&, const WentBack&, const Inputs&);
Next on(const SendingSupplement&, const SupplementRecorded&, const Inputs&);
Next on(const SendingSupplement&, const SupplementNotRecorded&, const Inputs&);
Next on(const SendingSupplement&, const SupplementTaken&, const Inputs&);
Next on(const SendingSupplement&, const SupplementRefused&, const Inputs&);
Next on(const SendingSupplement&, const Ticked&, const Inputs&);
Next on(const HoldingSupplement&, const SupplementPrinted&, const Inputs&);
Next on(const HoldingSupplement&, const SupplementNotPrinted&, const Inputs&);
Next on(const HoldingSupplement&, const SupplementTaken&, const Inputs&);
Next on(const HoldingSupplement&, const SupplementRefused&, const Inputs&);
Next on(const HoldingSupplement&, const SlipWantedAgain&, const Inputs&);
Next on(const HoldingSupplement&, const WentBack&, const Inputs&);
Next on(const HoldingSupplement&, const Touched&, const Inputs&);
Next on(const HoldingSupplement&, const Ticked&, const Inputs&);
/// The dossier again; papers that were begun are kept with it.
ReadingStatus left_supplement(const Filing& filing);
/// At least one page, or the word to bring an original.
bool has_something(const Draft& draft);

// ---- another.cpp: another procedure in the same visit ------------------------------------------------------------------------------
Next on(const HoldingConfirmation&, const AnotherProcedureWanted&, const Inputs&);
Next on(const CollectingPapers&, const PaperReused&, const Inputs&);
/// Who and what of a dossier that was written down may serve again, together with what was there before.
std::shared_ptr<const Earlier> earlier_of(const Filing& filing, const std::shared_ptr<const Earlier>& before);
/// The filing with the person of the earlier one, when it has none of its own yet.
Filing with_earlier_person(Filing filing, const Earlier* earlier);

// ---- keeping.cpp: finishing another time ------------------------------------------------------------------------------------------
Next on(const FillingForm&, const KeepingWanted&, const Inputs&);
Next on(const CollectingPapers&, const KeepingWanted&, const Inputs&);
Next on(const LeavingPhone&, const KeepingWanted&, const Inputs&);
Next on(const Reviewing&, const KeepingWanted&, const Inputs&);
Next on(const ConfirmingEnd&, const KeepingWanted&, const Inputs&);
Next on(const OfferingToKeep&, const KeepingConfirmed&, const Inputs&);
Next on(const OfferingToKeep&, const WentBack&, const Inputs&);
Next on(const KeepingDraft&, const DraftKept&, const Inputs&);
Next on(const KeepingDraft&, const DraftNotKept&, const Inputs&);
Next on(const KeepingDraft&, const Ticked&, const Inputs&);
Next on(const HoldingDraft&, const DraftSlipPrinted&, const Inputs&);
Next on(const HoldingDraft&, const DraftSlipNotPrinted&, const Inputs&);
Next on(const HoldingDraft&, const SlipWantedAgain&, const Inputs&);
Next on(const HoldingDraft&, const Touched&, const Inputs&);
Next on(const HoldingDraft&, const Ticked&, const Inputs&);
Next on(const AskingStatus&, const DraftFound&, const Inputs&);
Next on(const ContinuingDraft&, const DraftContinued&, const Inputs&);
Next on(const ContinuingDraft&, const DraftRemovalWanted&, const Inputs&);
Next on(const ContinuingDraft&, const DraftRemovalConfirmed&, const Inputs&);
Next on(const ContinuingDraft&, const TicketChosen&, const Inputs&);
Next on(const ContinuingDraft&, const WentBack&, const Inputs&);
Next on(const RemovingDraft&, const DraftRemoved&, const Inputs&);
Next on(const RemovingDraft&, const DraftNotRemoved&, const Inputs&);
Next on(const RemovingDraft&, const Ticked&, const Inputs&);

// ---- phone.cpp: signing in with one's own telephone --------------------------------------------------------------------------------
Next on(const SigningInByPhone&, const PhoneSignInChosen&, const Inputs&);
Next on(const SigningInByPhone&, const SignInGranted&, const Inputs&);
Next on(const SigningInByPhone&, const SignInPolled&, const Inputs&);
Next on(const SigningInByPhone&, const WentBack&, const Inputs&);
Next on(const SigningInByPhone&, const Ticked&, const Inputs&);
Next on(const PresentingReceipt&, const PhoneSignInChosen&, const Inputs&);
Next on(const SigningInToList&, const PhoneSignInChosen&, const Inputs&);
Next on(const SigningInToList&, const SignInGranted&, const Inputs&);
Next on(const SigningInToList&, const SignInPolled&, const Inputs&);
Next on(const SigningInToList&, const WentBack&, const Inputs&);
Next on(const SigningInToList&, const Ticked&, const Inputs&);
Next on(const AskingOwnDossiers&, const OwnDossiersFound&, const Inputs&);
Next on(const AskingOwnDossiers&, const OwnDossiersNotFound&, const Inputs&);
Next on(const AskingOwnDossiers&, const Ticked&, const Inputs&);
Next on(const ReadingOwnDossiers&, const OwnDossierChosen&, const Inputs&);
Next on(const ReadingOwnDossiers&, const OwnDossiersWanted&, const Inputs&);
Next on(const ReadingOwnDossiers&, const WentBack&, const Inputs&);
/// When time changes something about it.
std::optional<Monotonic> wakes_at(const PhoneSignIn& sign_in);

// ---- paying.cpp: a fee ---------------------------------------------------------------------------------------------------------------
Next on(const HoldingConfirmation&, const PaymentWanted&, const Inputs&);
Next on(const ReadingStatus&, const PaymentWanted&, const Inputs&);
Next on(const ReadingStatus&, const PaymentMoved&, const Inputs&);
Next on(const ChoosingPayment&, const PayerNamingWanted&, const Inputs&);
Next on(const ChoosingPayment&, const PaymentMethodChosen&, const Inputs&);
Next on(const ChoosingPayment&, const WentBack&, const Inputs&);
Next on(const NamingPayer&, const PayerTyped&, const Inputs&);
Next on(const NamingPayer&, const PayerNamed&, const Inputs&);
Next on(const NamingPayer&, const WentBack&, const Inputs&);
Next on(const PayingFee&, const OrderRecorded&, const Inputs&);
Next on(const PayingFee&, const OrderPlaced&, const Inputs&);
Next on(const PayingFee&, const BankTold&, const Inputs&);
Next on(const PayingFee&, const PaymentMethodChosen&, const Inputs&);
Next on(const PayingFee&, const PaymentPutOff&, const Inputs&);
Next on(const PayingFee&, const WentBack&, const Inputs&);
Next on(const PayingFee&, const Touched&, const Inputs&);
Next on(const PayingFee&, const Ticked&, const Inputs&);
Next on(const HoldingPayment&, const PaymentSlipPrinted&, const Inputs&);
Next on(const HoldingPayment&, const PaymentSlipNotPrinted&, const Inputs&);
Next on(const HoldingPayment&, const PaymentMoved&, const Inputs&);
Next on(const HoldingPayment&, const SlipWantedAgain&, const Inputs&);
Next on(const HoldingPayment&, const WentBack&, const Inputs&);
Next on(const HoldingPayment&, const Touched&, const Inputs&);
Next on(const HoldingPayment&, const Ticked&, const Inputs&);

// ---- rating.cpp: at the end of a visit, for whoever wants to ---------------------------------------------------------------------
Next on(const HoldingTicket&, const RatingWanted&, const Inputs&);
Next on(const HoldingConfirmation&, const RatingWanted&, const Inputs&);
Next on(const ReadingStatus&, const RatingWanted&, const Inputs&);
Next on(const RatingService&, const LevelChosen&, const Inputs&);
Next on(const RatingService&, const RatingSkipped&, const Inputs&);
Next on(const RatingService&, const RatingReasonChosen&, const Inputs&);
Next on(const RatingService&, const RatingReasonsGiven&, const Inputs&);
Next on(const RatingService&, const WentBack&, const Inputs&);
Next on(const SendingRating&, const RatingRecorded&, const Inputs&);
Next on(const SendingRating&, const RatingNotRecorded&, const Inputs&);
Next on(const SendingRating&, const Ticked&, const Inputs&);
Next on(const ThankingForRating&, const WentBack&, const Inputs&);
Next on(const ThankingForRating&, const Touched&, const Inputs&);
Next on(const ThankingForRating&, const Ticked&, const Inputs&);
Next on(const ChoosingJourney&, const FeedbackWanted&, const Inputs&);
Next on(const HoldingTicket&, const FeedbackWanted&, const Inputs&);
Next on(const HoldingConfirmation&, const FeedbackWanted&, const Inputs&);
Next on(const ReadingStatus&, const FeedbackWanted&, const Inputs&);
Next on(const ThankingForRating&, const FeedbackWanted&, const Inputs&);
Next on(const ReadingFeedback&, const WentBack&, const Inputs&);
/// Back to the page from which one with `from` was opened; it stays as long as it would have when it was new.
Next returned(const Behind& from, const Inputs& in);

// ---- staff.cpp: staff at the kiosk -------------------------------------------------------------------------------------------------
Next on(const Attracting&, const StaffTokenRead&, const Inputs&);
Next on(const ChoosingJourney&, const StaffTokenRead&, const Inputs&);
Next on(const OutOfService&, const StaffTokenRead&, const Inputs&);
Next on(const PresentingCard&, const StaffTokenRead&, const Inputs&);
Next on(const PresentingReceipt&, const StaffTokenRead&, const Inputs&);
Next on(const EnteringPin&, const PinDigitTyped&, const Inputs&);
Next on(const EnteringPin&, const PinDigitErased&, const Inputs&);
Next on(const EnteringPin&, const PinAccepted&, const Inputs&);
Next on(const EnteringPin&, const PinRefused&, const Inputs&);
Next on(const EnteringPin&, const WentBack&, const Inputs&);
Next on(const EnteringPin&, const KioskRecovered&, const Inputs&);
Next on(const EnteringPin&, const Ticked&, const Inputs&);
Next on(const StaffPages&, const StaffPageChosen&, const Inputs&);
Next on(const StaffPages&, const StaffReportMade&, const Inputs&);
Next on(const StaffPages&, const StaffDeedChosen&, const Inputs&);
Next on(const StaffPages&, const StaffDeedEnded&, const Inputs&);
Next on(const StaffPages&, const ServiceSwitched&, const Inputs&);
Next on(const StaffPages&, const TouchMeasured&, const Inputs&);
Next on(const StaffPages&, const StaffWordsTyped&, const Inputs&);
Next on(const StaffPages&, const WentBack&, const Inputs&);
Next on(const StaffPages&, const KioskRecovered&, const Inputs&);
Next on(const StaffPages&, const Ticked&, const Inputs&);

// ---- assisting.cpp: an officer helps within somebody's visit ------------------------------------------------------------------------
Next on(const SigningIn&, const PinDigitTyped&, const Inputs&);
Next on(const SigningIn&, const PinDigitErased&, const Inputs&);
Next on(const SigningIn&, const PinAccepted&, const Inputs&);
Next on(const SigningIn&, const PinRefused&, const Inputs&);
Next on(const SigningIn&, const WentBack&, const Inputs&);
Next on(const SigningIn&, const Ticked&, const Inputs&);
/// The page on which the PIN is asked for, over `page`; nothing for a token that may not assist, or when somebody does already.
std::optional<Next> towards_assistance(const State& page, const StaffTokenRead& e, const Inputs& in);
/// The page on which the PIN is asked for once more; nothing while the officer's word needs none. Somebody assists.
std::optional<Next> towards_vouching(const State& page, const IdentityConfirmed& e, const Inputs& in);
/// What `before` and `event` say of the assistance that `after` has, and what is written down of it.
void follow_assistance(const Visit& before, const Event& event, const Inputs& in, Visit& after,
                       std::vector<Effect>& effects);

/// What stands there when this page is left: home of nobody, or the kiosk that staff found or left out of service.
State left_alone(const State& state);

}  // namespace kiosk::visit
