#pragma once
/// One state of every kind and one event of every kind, for the table of all pairs.

#include "tests/visit/stage.hpp"

namespace kiosk::test {

inline visit::Filing filing() {
    visit::Filing out{&submittable(), {}};
    out.draft.procedure = submittable().code;
    out.draft.submitter = somebody();
    out.draft.identified_by = dossier::IdentifiedBy::card;
    return out;
}

inline std::string component() {
    for (const auto& c : submittable().components) {
        if (!c.form && !c.present_only) return c.id;
    }
    return {};
}

inline Uuid press(int number) { return Stage().id(number); }

inline dossier::Page page(int number) {
    dossier::Page out;
    out.id = press(number);
    return out;
}

inline queue::Ticket ticket() {
    queue::Ticket out;
    out.press = press(1);
    out.number = "A012";
    out.line = public_data().settings.queue.lines.front().id;
    out.serial = 12;
    return out;
}

inline dossier::Confirmation confirmation() {
    dossier::Confirmation out;
    out.id = press(1);
    out.outcome = dossier::Outcome::submitted_online;
    out.provisional_code = "TAM-K1-261123-0001";
    out.procedure = submittable().code;
    return out;
}

inline const settings::RatingForm* form_of_rating() {
    const auto* form = settings::rating_form_on(public_data().settings.rating, {2026, 11, 23});
    require(form != nullptr, "the configuration has a form to rate by");
    return form;
}

/// Every question answered with the best.
inline dossier::Rating rated() {
    dossier::Rating out{form_of_rating()->version, static_cast<int>(form_of_rating()->levels.size()), {}, "A012", {}};
    for (const auto& question : form_of_rating()->questions) out.answers.push_back({question.id, out.levels});
    return out;
}

/// A dossier of which its authority asks for papers.
inline dossier::StatusView asked_for_papers() {
    dossier::StatusView view;
    view.code = "000.00.53.H48-261123-0001";
    view.procedure_code = submittable().code;
    view.procedure_name = submittable().name.vi;
    view.status = dossier::Status::supplement_asked;
    view.steps = {{view.status, WallTime{}, "Thiếu giấy tờ"}};
    return view;
}

/// One page of one paper, for that dossier.
inline visit::Filing supplement_filing() {
    visit::ReadingStatus reading;
    reading.view = asked_for_papers();
    reading.digits = Personal("0123");
    auto supplement = std::make_shared<visit::Supplementing>(visit::Supplementing{reading, submittable()});
    visit::Filing out{&supplement->papers, {}, nullptr};
    out.draft.paper(component()).pages.push_back(page(7));
    out.supplement = std::move(supplement);
    return out;
}

inline dossier::SupplementNote supplement_note() {
    dossier::SupplementNote out;
    out.id = press(1);
    out.code = asked_for_papers().code;
    out.papers = {{component(), {}, 1, false}};
    return out;
}

/// Somebody left their papers half way.
inline dossier::KeptDraft kept_draft() {
    auto draft = filing().draft;
    draft.paper(component()).pages.push_back(page(7));
    return {press(3), "7KQ2M0XD", WallTime{}, WallTime{} + 24h, draft, {dossier::DraftPlace::Part::papers, 0}};
}

inline std::string staff_token() {
    require(!public_data().settings.staff.tokens.empty(), "the configuration has a token of the staff's");
    return public_data().settings.staff.tokens.front().id;
}

/// Signed in, with one number of the day chosen.
inline visit::StaffPages on_staff_page(visit::StaffPage page) {
    visit::StaffPages out;
    out.staff = staff_token();
    out.page = page;
    visit::StaffReport report;
    report.tickets = {ticket()};
    out.report = std::make_shared<const visit::StaffReport>(std::move(report));
    out.deadline = Monotonic{1h};
    out.ticket = ticket().press;
    return out;
}

inline payment::Charge charge() {
    return {press(1),
            confirmation().provisional_code,
            submittable().code,
            submittable().name.vi,
            {{"1", "LP01", "Lệ phí", 8'000}},
            {}};
}

inline payment::Order order() {
    auto out = payment::order_of(charge(), press(1), payment::Method::vietqr, WallTime{}, 24h);
    out.code = "QN7K2M0XD4R";
    return out;
}

/// A code is on the screen and the bank is being asked.
inline payment::AwaitingBank awaiting_bank() {
    payment::AwaitingBank out;
    out.order = order();
    out.asking = true;
    return out;
}

inline signin::DeviceFlow waiting_for_phone() {
    signin::Waiting out;
    out.grant.user_code = "BCDF-GHJK";
    out.until = Monotonic{1h};
    out.poll_at = Monotonic{1h};
    out.asking = true;
    return out;
}

inline signin::SignedInPerson signed_in_person() {
    signin::SignedInPerson out;
    out.account = "vneid";
    out.person = somebody();
    return out;
}

inline std::vector<visit::State> one_of_every_state() {
    using namespace visit;
    const Monotonic later{1h};
    auto with_page = filing();
    with_page.draft.paper(component()).pages.push_back(page(7));
    auto behind = std::make_shared<const State>(ReadingDetails{Journey::submit, &submittable(), {}});
    auto held = std::make_shared<const State>(HoldingTicket{ticket(), Delivery::shown, {}, later});
    const auto* form = public_data().catalogue->form(submittable().form);
    dossier::StatusView view;
    view.code = "000.00.53.H48-261123-0001";
    view.procedure_code = submittable().code;
    view.status = dossier::Status::processing;
    view.accepted_at = WallTime{};
    view.sent = {{"03-1", dossier::OfficerForm::refusal, WallTime{}}};
    const queue::TicketWish wish{queue::Purpose::submit, submittable().field, submittable().code};
    auto paid_for = std::make_shared<const State>(
        HoldingConfirmation{confirmation(), &submittable(), std::nullopt, {}, Delivery::printed, later, charge()});
    return {Attracting{},
            ChoosingJourney{},
            ChoosingField{},
            ChoosingProcedure{Journey::ticket, queue::Purpose::submit, submittable().field},
            Searching{},
            ReadingDetails{Journey::submit, &submittable(), {}},
            ChoosingPurpose{},
            TicketsClosed{},
            ConfirmingTicket{wish, &submittable(), "x", std::nullopt, {}},
            TakingTicket{press(1), wish, ticket(), later, {}},
            HoldingTicket{ticket(), Delivery::shown, {}, later},
            ReadingTicket{ticket().number, ticket().press, ticket()},
            ReadingNotice{filing()},
            ChoosingApplicant{filing()},
            PresentingCard{filing(), CardProblem::none},
            ConfirmingPerson{filing(), false},
            TypingPerson{filing(), Role::submitter, {}},
            FillingForm{filing(), form, 0, {}, false},
            CollectingPapers{with_page, {}, false},
            CapturingPage{
                filing(), component(), dossier::PageSource::camera, press(1), std::nullopt, std::nullopt, later, {}, false},
            ViewingPage{with_page, component(), 0, true},
            LeavingPhone{filing(), {}},
            Reviewing{with_page, dossier::Outcome::submitted_online, true, false, std::nullopt},
            Recording{filing(), press(1), dossier::Outcome::submitted_online, confirmation(), std::nullopt, later},
            HoldingConfirmation{confirmation(), &submittable(), std::nullopt, {}, Delivery::printed, later, charge()},
            PresentingReceipt{},
            TypingCode{"000.00.53.H48-261123-0001", CodeProblem::none},
            EnteringFactor{"000.00.53.H48-261123-0001", Personal("0123"), LookupProblem::none, 5, {}},
            AskingStatus{"000.00.53.H48-261123-0001", press(1), later, {}},
            ReadingStatus{view, std::nullopt, press(1), {}, Personal("0123")},
            ConfirmingWithdrawal{{view, std::nullopt, {}, {}, Personal("0123")}, {}, {}},
            Withdrawing{{view, std::nullopt, {}, {}, Personal("0123")}, press(1), false, later},
            AskingIfPresent{behind, later},
            ConfirmingEnd{behind, later},
            CallingStaff{behind, press(1), HelpPhase::ringing, later},
            OutOfService{OutReason::store_failed},
            RatingService{held, form_of_rating(), {}, {}, {}},
            SendingRating{held, form_of_rating(), rated(), press(1), later},
            ThankingForRating{held, later},
            ReadingFeedback{held},
            ReviewingSupplement{supplement_filing(), std::nullopt, std::nullopt},
            SendingSupplement{supplement_filing(), press(1), std::nullopt, later},
            HoldingSupplement{supplement_filing().supplement->reading, supplement_note(), Delivery::printed, later},
            OfferingToKeep{with_page, {dossier::DraftPlace::Part::papers, 0}, std::nullopt, std::nullopt},
            KeepingDraft{with_page, {dossier::DraftPlace::Part::papers, 0}, press(1), later},
            HoldingDraft{press(1), "7KQ2M0XD", WallTime{}, &submittable(), Delivery::printed, later},
            ContinuingDraft{kept_draft(), &submittable(), {}, true, std::nullopt},
            RemovingDraft{{kept_draft(), &submittable(), {}, true, std::nullopt}, press(1), later},
            EnteringPin{staff_token(), "5730918264", Personal("12345"), press(1)},
            on_staff_page(StaffPage::ticket),
            SigningIn{behind, EnteringPin{staff_token(), "5730918264", Personal("12345"), press(1)}},
            SigningInByPhone{filing(), {press(1), waiting_for_phone()}},
            SigningInToList{{press(1), waiting_for_phone()}},
            AskingOwnDossiers{press(1), signed_in_person(), later},
            ReadingOwnDossiers{signed_in_person(), {view}, Code::unreachable},
            ChoosingPayment{paid_for, charge(), {}},
            NamingPayer{paid_for, charge(), {}},
            PayingFee{paid_for, charge(), press(1), awaiting_bank(), later},
            HoldingPayment{paid_for, {order(), {}}, press(1), Delivery::printed, later}};
}

inline std::vector<visit::Event> one_of_every_event() {
    using namespace visit;
    const auto& p = submittable();
    return {Ticked{},
            SituationChanged{},
            KioskFailed{},
            KioskRecovered{},
            Touched{},
            LanguageChosen{"en"},
            TextSizeChosen{1},
            ContrastChosen{true},
            ReachChosen{true},
            TypingChosen{typing::Method::telex},
            AloudChosen{{.on = true}},
            SpeechChanged{true},
            WentBack{},
            Ended{},
            EndConfirmed{},
            Stayed{},
            HelpCalled{press(2)},
            HelpAnswered{press(1)},
            Started{},
            ErrandChosen{Errand::submit},
            PurposeChosen{queue::Purpose::ask},
            FieldChosen{p.field},
            LifeEventChosen{public_data().catalogue->life_events().front().id},
            GroupingChosen{Grouping::life_events},
            SearchOpened{},
            WordsTyped{"khai sinh"},
            ProcedureChosen{p.code},
            ProcedureSkipped{},
            TicketChosen{},
            TicketConfirmed{press(1)},
            TicketAllotted{ticket()},
            TicketRefused{press(1), Code::too_many},
            TicketSeen{press(1), ticket()},
            TicketNotSeen{press(1), Code::not_found},
            TicketReturnWanted{},
            TicketReturnConfirmed{press(1)},
            RejoinWanted{press(1)},
            TicketDossierWanted{},
            TicketPrinted{press(1)},
            TicketNotPrinted{press(1), Code::no_paper},
            SubmissionChosen{},
            NoticeAccepted{},
            NoticeRefused{},
            ApplicantChosen{dossier::ApplicantKind::self},
            CardRead{somebody(), false},
            OtherCodeRead{},
            OtherPaperChosen{},
            PersonConfirmed{},
            PersonRejected{},
            ParticularTyped{dossier::PersonField::phone, Personal("0905000111")},
            PersonEntered{},
            AnswerTyped{"x", Personal("y")},
            FormPageFinished{},
            RowAdded{"people"},
            RowOpened{"people", 0},
            RowRemoved{"people", 0},
            PageWanted{press(3), component(), dossier::PageSource::scanner},
            PageCaptured{press(1), page(8)},
            PageNotCaptured{press(1), Code::no_paper},
            PageSeen{press(1), std::make_shared<const LivePage>()},
            PageRead{press(9), nullptr, nullptr},
            PhotoWanted{},
            PageOpened{component(), 0},
            PageKept{},
            PageDeleted{},
            PageReplaced{press(4)},
            OriginalPromised{component(), true},
            PapersFinished{},
            PhoneEntered{},
            Declared{true},
            EditChosen{Section::papers, 0},
            Submitted{press(1)},
            DossierRecorded{confirmation(), std::nullopt},
            DossierNotRecorded{press(1), Code::disk_full},
            DossierDelivered{press(1), "000.00.53.H48-261123-0009"},
            DossierRefused{press(1), "Thiếu chữ ký"},
            ConfirmationPrinted{press(1)},
            ConfirmationNotPrinted{press(1), Code::no_paper},
            SlipWantedAgain{},
            ReceiptRead{"000.00.53.H48-261123-0001", {}},
            CodeTypingChosen{},
            CodeTyped{"TAM"},
            CodeEntered{},
            FactorTyped{Personal("12")},
            FactorEntered{press(1)},
            StatusFound{press(1), {}},
            StatusNotFound{press(1), LookupProblem::wrong_digits, 4},
            ReceiptWanted{press(1)},
            ReceiptPrinted{press(1)},
            ReceiptNotPrinted{press(1), Code::no_paper},
            ReceiptA4Wanted{press(1)},
            SentPaperWanted{press(1), "03-1"},
            A4Printed{press(1)},
            A4NotPrinted{press(1), Code::no_paper},
            WithdrawalWanted{},
            WithdrawalConfirmed{press(1)},
            WithdrawalRecorded{press(1)},
            WithdrawalNotRecorded{press(1), Code::disk_full},
            WithdrawalTaken{press(1)},
            WithdrawalRefused{press(1), "Đang ở bước cuối"},
            RatingWanted{},
            LevelChosen{press(1), 5},
            RatingSkipped{},
            RatingRecorded{press(1)},
            RatingNotRecorded{press(1), Code::disk_full},
            FeedbackWanted{},
            SupplementWanted{},
            SupplementConfirmed{press(1)},
            SupplementRecorded{press(1), WallTime{}},
            SupplementNotRecorded{press(1), Code::disk_full},
            SupplementTaken{press(1)},
            SupplementRefused{press(1), "Hồ sơ không chờ bổ sung"},
            SupplementPrinted{press(1)},
            SupplementNotPrinted{press(1), Code::no_paper},
            AnotherProcedureWanted{},
            PaperReused{component(), {press(5)}},
            KeepingWanted{},
            KeepingConfirmed{press(1)},
            DraftKept{press(1), "7KQ2M0XD", WallTime{}},
            DraftNotKept{press(1), Code::disk_full},
            DraftSlipPrinted{press(1)},
            DraftSlipNotPrinted{press(1), Code::no_paper},
            DraftFound{press(1), kept_draft()},
            DraftContinued{},
            DraftRemovalWanted{},
            DraftRemovalConfirmed{press(1)},
            DraftRemoved{press(1)},
            DraftNotRemoved{press(1), Code::disk_full},
            StaffTokenRead{staff_token(), press(6)},
            PinDigitTyped{'6', press(1)},
            PinDigitErased{},
            PinAccepted{press(1)},
            PinRefused{press(1), PinProblem::wrong, 4, {}},
            StaffPageChosen{StaffPage::outbox, {}},
            StaffReportMade{},
            StaffDeedChosen{press(1), StaffDeed::print_ticket},
            StaffDeedEnded{press(1), {}},
            ServiceSwitched{false},
            TouchMeasured{{3, 4}},
            PriorityChosen{public_data().settings.queue.priorities.front().id},
            IdentityConfirmed{press(60)},
            AssistanceEnded{},
            GuidancePrintWanted{press(1), GuidancePaper::papers},
            StaffWordsTyped{"khai sinh"},
            AppointmentRead{{"BINHSON", {2026, 11, 23}, 9 * 60 + 30, "XK7Q"}, press(1)},
            PhoneSignInChosen{press(1)},
            SignInGranted{press(1), signin::Grant{}},
            SignInPolled{press(1), signin::Approved{signed_in_person()}},
            OwnDossiersWanted{press(1)},
            OwnDossiersFound{press(1), {}},
            OwnDossiersNotFound{press(1), Code::unreachable},
            OwnDossierChosen{press(1), 0},
            PaymentWanted{},
            PayerNamingWanted{},
            PayerTyped{dossier::PersonField::name, Personal("Hợp tác xã Thử")},
            PayerNamed{},
            PaymentMethodChosen{press(1), payment::Method::cash},
            PaymentPutOff{},
            OrderRecorded{press(1), order()},
            OrderPlaced{press(1), std::string()},
            BankTold{press(1), std::vector<payment::Confirmation>{{"FT1", {}, 8'000, WallTime{}}}},
            PaymentMoved{press(1), {}},
            PaymentSlipPrinted{press(1)},
            PaymentSlipNotPrinted{press(1), Code::no_paper},
            RatingReasonChosen{"waited"},
            RatingReasonsGiven{press(1)}};
}

}  // namespace kiosk::test
