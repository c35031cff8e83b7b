#pragma once
/// All that a visit can be. Each state is in the present, carries exactly what its screen needs, and has a screen by
/// construction (ui/screens). A deadline is data, not a timer.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/base/alternatives.hpp"
#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/confirmation.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/dossier/identity.hpp"
#include "kiosk/dossier/kept_draft.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/dossier/supplement_note.hpp"
#include "kiosk/dossier/validation.hpp"
#include "kiosk/queue/ticket.hpp"
#include "kiosk/visit/live_page.hpp"
#include "kiosk/visit/state_choosing.hpp"
#include "kiosk/visit/state_phone.hpp"
#include "kiosk/visit/state_staff.hpp"

namespace kiosk::visit {

using dossier::Draft;

// ---- Submitting a dossier ----------------------------------------------------------------------------------------------
struct Supplementing;
/// What all states of a submission carry.
struct Filing {
    const Procedure* procedure = nullptr;
    Draft draft;
    std::shared_ptr<const Supplementing> supplement{};  ///< papers for a dossier that exists; null: a new dossier
    std::optional<Uuid> kept{};                         ///< the kept draft that it goes on with
    std::string priority{};  ///< class for the number of a prepared dossier, of the settings; empty: none
};
/// What was handed in before in this visit, for «Làm thủ tục khác»: who, and papers that may serve again.
struct Earlier {
    struct Paper {
        std::string code;  ///< the portal's, of the component; may be empty
        LocalText name;
        std::vector<dossier::Page> pages;
    };
    dossier::IdentifiedBy identified_by = dossier::IdentifiedBy::nothing;
    dossier::Account account;
    dossier::Person submitter;
    Personal phone;
    std::vector<Paper> papers;

    /// Pages that may serve for this component, where the catalogue lets them; empty: none.
    [[nodiscard]] const std::vector<dossier::Page>& pages_for(const catalogue::Component& component) const;
};

struct ReadingNotice {
    Filing filing;
};
struct ChoosingApplicant {
    Filing filing;
};
enum class CardProblem { none, not_a_card, not_readable, reader_gone };
struct PresentingCard {
    Filing filing;
    CardProblem problem = CardProblem::none;
};
/// With one's own telephone instead of a card.
struct SigningInByPhone {
    Filing filing;
    PhoneSignIn sign_in;
};
struct ConfirmingPerson {
    Filing filing;
    bool card_warned = false;  ///< number, birth year and sex do not agree: told, not refused
};
/// Whose particulars are typed.
enum class Role { submitter, holder, organisation };
struct TypingPerson {
    Filing filing;
    Role role = Role::submitter;
    std::vector<dossier::IdentityProblem> problems;
};
/// The row of a question with rows (people of a household) that is being filled in.
struct OpenRow {
    std::string rows;  ///< the question's key
    std::size_t index = 0;
    bool fresh = false;  ///< just added: goes again when nothing is typed into it
};
struct FillingForm {
    Filing filing;
    const catalogue::Form* form = nullptr;
    std::size_t page = 0;
    std::vector<dossier::Problem> problems;
    bool back_to_review = false;   ///< came from «Sửa»
    std::optional<OpenRow> row{};  ///< instead of the page its questions are asked
};
struct CollectingPapers {
    Filing filing;
    std::vector<std::string> missing;  ///< components the last «Tiếp tục» still asked for
    bool back_to_review = false;
};
struct CapturingPage {
    Filing filing;
    std::string component;
    dossier::PageSource source = dossier::PageSource::scanner;
    Uuid question;  ///< the answer carries it
    std::optional<std::size_t> replaces;
    std::optional<Code> problem;  ///< why the last try gave no page; nothing while it is under way
    Monotonic deadline;
    std::shared_ptr<const LivePage> live{};  ///< what the camera sees; nothing of a scanner
    bool taking = false;                     ///< by hand: the camera was told
};
struct ViewingPage {
    Filing filing;
    std::string component;
    std::size_t index = 0;
    bool fresh = false;                 ///< just captured: keep or take again
    std::vector<dossier::Page> more{};  ///< of an earlier dossier: to be looked at after this one
};
/// A phone number for a call-back if the portal refuses; may be left empty.
struct LeavingPhone {
    Filing filing;
    std::vector<dossier::IdentityProblem> problems;
};
struct Reviewing {
    Filing filing;
    dossier::Outcome outcome = dossier::Outcome::prepared;
    bool declared = false;
    bool declaration_missed = false;
    std::optional<Code> problem;  ///< why it could not be recorded; nothing typed is lost
};
/// The press is being written down; then, for a moment, the portal's code is waited for.
struct Recording {
    Filing filing;
    PressId press;
    dossier::Outcome outcome = dossier::Outcome::prepared;
    std::optional<dossier::Confirmation> confirmation;
    std::optional<Ticket> ticket;
    Monotonic deadline;
    std::optional<payment::Charge> charge{};  ///< as below, once it is recorded
};
struct HoldingConfirmation {
    dossier::Confirmation confirmation;
    const Procedure* procedure = nullptr;
    std::optional<Ticket> ticket;       ///< with a prepared dossier, when tickets are given at this hour
    std::vector<std::string> counters;  ///< ids
    Delivery delivery = Delivery::printing;
    Monotonic deadline;
    std::optional<payment::Charge> charge{};  ///< what there is to pay; nothing: free, unknown, or not before the officer
};

// ---- Looking a dossier up ----------------------------------------------------------------------------------------------
enum class CodeProblem { none, not_a_code, reader_gone, appointment_elsewhere, appointment_another_day, unproven };
struct PresentingReceipt {
    CodeProblem problem = CodeProblem::none;
    LocalDate day{};  ///< of an appointment that is another day's
};
struct TypingCode {
    std::string typed;
    CodeProblem problem = CodeProblem::none;
};
enum class LookupProblem {
    none,
    wrong_digits,
    not_found,
    not_known_offline,
    too_many_tries,
    draft_expired,  ///< a kept draft whose days are over
    draft_ended,    ///< a kept draft that was handed in, or removed by its person
};
struct EnteringFactor {
    std::string code;  ///< as ReceiptRead
    Personal digits;
    LookupProblem problem = LookupProblem::none;
    int tries_left = 0;
    std::optional<PressId> ticket;
};
struct AskingStatus {
    std::string code;
    Uuid question;
    Monotonic deadline;
    std::optional<PressId> ticket;
    Personal digits{};
};
struct ReadingStatus {
    dossier::StatusView view;
    std::optional<Delivery> receipt;    ///< the receipt's printing, once asked for
    PressId press;                      ///< of that printing
    std::vector<std::string> counters;  ///< ids; where a prepared dossier is taken up
    Personal digits{};                  ///< the second factor that opened it: papers and a withdrawal need it again
    std::optional<A4Printing> a4{};
    std::shared_ptr<const Draft> begun{};  ///< papers for a supplement, not sent yet
    std::vector<payment::Bill> bills{};    ///< what it was asked to pay here, oldest first

    [[nodiscard]] bool printing_a4() const { return a4 && a4->phase == A4Printing::Phase::under_way; }
};
/// «Rút hồ sơ»: what it means, before it is asked for.
struct ConfirmingWithdrawal {
    ReadingStatus reading;
    std::optional<PressId> press;  ///< of a try that failed: the same press again asks no second time
    std::optional<Code> problem;   ///< why it could not be written down
};
/// It is being written down; then, for a moment, the portal's answer is waited for.
struct Withdrawing {
    ReadingStatus reading;
    PressId press;
    bool recorded = false;
    Monotonic deadline;
};

// ---- Adding papers to a dossier (bổ sung) ------------------------------------------------------------------------------
/// The dossier, and what may be added to it. The pages are collected as those of a submission, with `papers` for procedure.
struct Supplementing {
    ReadingStatus reading;
    Procedure papers;
};
/// All that will be sent, before it is.
struct ReviewingSupplement {
    Filing filing;
    std::optional<PressId> press;  ///< of a try that failed: the same press again sends nothing twice
    std::optional<Code> problem;   ///< why it could not be written down; no page is lost
};
/// It is being written down; then, for a moment, the portal's answer is waited for.
struct SendingSupplement {
    Filing filing;
    PressId press;
    std::optional<dossier::SupplementNote> note;  ///< once it is written down
    Monotonic deadline;
};
struct HoldingSupplement {
    ReadingStatus reading;
    dossier::SupplementNote note;
    Delivery delivery = Delivery::printing;
    Monotonic deadline;
};

// ---- Finishing another time (làm tiếp) -----------------------------------------------------------------------------------
/// «Lưu để làm tiếp»: what is kept, how long, and what opens it again.
struct OfferingToKeep {
    Filing filing;
    dossier::DraftPlace place;     ///< to go back to, and to continue at
    std::optional<PressId> press;  ///< of a try that failed: the same press again keeps nothing twice
    std::optional<Code> problem;   ///< why it could not be kept; nothing typed is lost
};
/// It is being kept.
struct KeepingDraft {
    Filing filing;
    dossier::DraftPlace place;
    PressId press;
    Monotonic deadline;
};
struct HoldingDraft {
    PressId press;
    std::string visit_code;
    WallTime kept_until;
    const Procedure* procedure = nullptr;
    Delivery delivery = Delivery::printing;
    Monotonic deadline;
};
/// A kept draft was found: what it is, and what of it does not fit any more.
struct ContinuingDraft {
    dossier::KeptDraft kept;
    const Procedure* procedure = nullptr;  ///< null: not offered here any more
    dossier::Refitted changes;
    bool removing = false;        ///< «Xóa hồ sơ soạn dở» was touched: asked once more
    std::optional<Code> problem;  ///< why it could not be removed
};
/// It is being removed.
struct RemovingDraft {
    ContinuingDraft draft;
    PressId press;
    Monotonic deadline;
};

// ---- Across all of them ------------------------------------------------------------------------------------------------
struct State;
/// A state to return to: what lies under a question, or the page from which another was opened. Immutable, so that copies
/// share it.
using Behind = std::shared_ptr<const State>;

/// «Ông/Bà còn ở đó không?»
struct AskingIfPresent {
    Behind behind;
    Monotonic deadline;
};
/// «Kết thúc» was touched with something unsaved, or a page was to be left with which it would go.
struct ConfirmingEnd {
    Behind behind;
    Monotonic deadline;
    bool leaving = false;  ///< by «Quay lại»: the visit goes on, what was begun on the page does not
};
enum class HelpPhase { ringing, coming, unanswered };
/// «Gọi cán bộ»
struct CallingStaff {
    Behind behind;
    PressId press;
    HelpPhase phase = HelpPhase::ringing;
    Monotonic deadline;
};

/// An officer who came to help signs in within somebody's visit, which is left as it is. A page with `from`, as those below.
struct SigningIn {
    Behind from;
    EnteringPin pin;
};

// ---- At the end of a visit, for whoever wants to ---------------------------------------------------------------------------
// A page with `from` hides another one: time stands still there, and what the world answers meanwhile still reaches it.

/// «Đánh giá»: one question a page; the next one is that of which no answer is in the rating yet. After the last one whoever was not
/// content is asked why.
struct RatingService {
    Behind from;
    const settings::RatingForm* form = nullptr;
    dossier::Rating rating;
    std::optional<PressId> press;  ///< of a try that failed: the same press again makes no second rating
    std::optional<Code> problem;   ///< why it could not be written down

    [[nodiscard]] bool asks_why() const;
};
/// The rating is being written down.
struct SendingRating {
    Behind from;
    const settings::RatingForm* form = nullptr;
    dossier::Rating rating;
    PressId press;
    Monotonic deadline;
};
struct ThankingForRating {
    Behind from;
    Monotonic deadline;
};
/// «Phản ánh, kiến nghị»: the hotline, and a page for one's own telephone.
struct ReadingFeedback {
    Behind from;
};

// ---- Paying a fee ----------------------------------------------------------------------------------------------------------
// Pages with `from`, too: the dossier lies under them, whatever becomes of its fee.

/// How?
struct ChoosingPayment {
    Behind from;
    payment::Charge charge;
    std::optional<Code> problem;  ///< why the way that was chosen does not do now
};
/// In whose name the receipt is made out.
struct NamingPayer {
    Behind from;
    payment::Charge charge;
    std::vector<dossier::IdentityProblem> problems;
};
/// The order is written down, the server is told, the bank is waited for.
struct PayingFee {
    Behind from;
    payment::Charge charge;
    PressId press;
    payment::Paying paying;
    Monotonic deadline;                    ///< of the answer, or of the screen's patience with the bank
    std::optional<payment::Bill> shown{};  ///< its code was on the glass before another way was chosen
};
/// What came of it: a receipt, a slip for the counter, or a slip with the code of a transfer that nobody has confirmed yet.
struct HoldingPayment {
    Behind from;
    payment::Bill bill;
    PressId press;  ///< of the slip
    Delivery delivery = Delivery::printing;
    Monotonic deadline;
};

using StateVariant =
    std::variant<Attracting, ChoosingJourney, ChoosingField, ChoosingProcedure, Searching, ReadingDetails, ChoosingPurpose,
                 TicketsClosed, ConfirmingTicket, TakingTicket, HoldingTicket, ReadingTicket, ReadingNotice,
                 ChoosingApplicant, PresentingCard, ConfirmingPerson, TypingPerson, FillingForm, CollectingPapers,
                 CapturingPage, ViewingPage, LeavingPhone, Reviewing, Recording, HoldingConfirmation, PresentingReceipt,
                 TypingCode, EnteringFactor, AskingStatus, ReadingStatus, ConfirmingWithdrawal, Withdrawing, AskingIfPresent,
                 ConfirmingEnd, CallingStaff, OutOfService, RatingService, SendingRating, ThankingForRating, ReadingFeedback,
                 ReviewingSupplement, SendingSupplement, HoldingSupplement, OfferingToKeep, KeepingDraft, HoldingDraft,
                 ContinuingDraft, RemovingDraft, EnteringPin, StaffPages, SigningIn, SigningInByPhone, SigningInToList,
                 AskingOwnDossiers, ReadingOwnDossiers, ChoosingPayment, NamingPayer, PayingFee, HoldingPayment>;

/// One of them; at first Attracting.
struct State : StateVariant {
    template <AlternativeOf<StateVariant> T>
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): the concept keeps the class itself out
    State(T&& value) : StateVariant(std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(value)) {}
    State();
    State(const State&);
    State(State&&) noexcept;
    State& operator=(const State&);
    State& operator=(State&&) noexcept;
    ~State();
};

}  // namespace kiosk::visit
