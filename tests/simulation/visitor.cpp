#include "tests/simulation/visitor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/dossier/visit_code.hpp"

namespace kiosk::simulation {

using namespace visit;

namespace {

/// Few have one that is known, and paying is to be seen as well.
bool has_a_fee(const catalogue::Procedure* procedure) {
    const auto* online = procedure->handled(catalogue::Channel::online);
    return online != nullptr && online->fee_dong.value_or(0) > 0 && procedure->offer != catalogue::Offer::in_person;
}

}  // namespace

visit::Event Visitor::next(const Visit& visit, WallTime now) {
    if (chance(2)) return WentBack{};
    if (chance(1)) return Ended{};
    if (chance(1)) return HelpCalled{id(now)};
    if (chance(1)) return TextSizeChosen{static_cast<int>(pick(3))};
    if (chance(1)) return LanguageChosen{pick(2) == 0 ? "en" : "vi"};
    if (chance(1)) return Touched{};
    if (visit.assistance && chance(3)) return AssistanceEnded{};
    earlier_ = visit.earlier.get();
    if (place_to_keep(visit.state) && chance(2)) return KeepingWanted{};
    return std::visit([&](const auto& s) { return on(s, now); }, visit.state);
}

const catalogue::Procedure& Visitor::any_procedure() {
    const auto& all = data_.catalogue->procedures();
    return all[pick(all.size())];
}

dossier::Person Visitor::any_person() {
    dossier::Person person;
    person.name = Personal("Đinh Thị Thử");
    person.number = Personal(fmt::format("05119{}{:06}", pick(10), pick(1000000)));
    person.birth_date = Personal("1990-02-03");
    person.sex = Personal("Nữ");
    person.residence = Personal("Xã Thử, tỉnh Quảng Ngãi");
    return person;
}

/// An officer comes by, or somebody with a code that only looks like a token.
Event Visitor::a_token(WallTime now) {
    const auto& tokens = data_.settings.staff.tokens;
    if (tokens.empty() || chance(10)) return StaffTokenRead{{}, id(now)};
    return StaffTokenRead{tokens[pick(tokens.size())].id, id(now)};
}
Event Visitor::on(const Attracting&, WallTime now) { return chance(2) ? a_token(now) : Event{Started{}}; }
Event Visitor::on(const ChoosingJourney&, WallTime now) {
    if (chance(2)) return a_token(now);
    constexpr Errand errands[] = {Errand::submit, Errand::submit, Errand::ticket, Errand::look_up, Errand::guidance};
    return ErrandChosen{errands[pick(5)]};
}
Event Visitor::on(const ChoosingField&, WallTime) {
    if (chance(20)) return SearchOpened{};
    const auto& all = data_.catalogue->procedures();
    const auto costs = std::ranges::find_if(all, [](const auto& procedure) { return has_a_fee(&procedure); });
    if (costs != all.end() && chance(20)) return FieldChosen{costs->field};
    return FieldChosen{any_procedure().field};
}
Event Visitor::on(const ChoosingProcedure& s, WallTime) {
    const auto offered = data_.catalogue->in_field(s.field);
    const auto costs = std::ranges::find_if(offered, has_a_fee);
    if (costs != offered.end() && chance(50)) return ProcedureChosen{(*costs)->code};
    if (offered.empty() || chance(10)) return ProcedureSkipped{};
    return ProcedureChosen{offered[pick(offered.size())]->code};
}
Event Visitor::on(const Searching& s, WallTime) {
    if (s.found.empty()) return WordsTyped{any_procedure().name.vi.substr(0, 1 + pick(12))};
    return ProcedureChosen{s.found[pick(s.found.size())]->code};
}
Event Visitor::on(const ReadingDetails& s, WallTime now) {
    if (chance(5)) return GuidancePrintWanted{id(now), static_cast<GuidancePaper>(pick(2))};
    if (s.procedure->offered() == catalogue::Offer::in_person || chance(10)) return TicketChosen{};
    return SubmissionChosen{};
}
Event Visitor::on(const ChoosingPurpose&, WallTime) { return PurposeChosen{static_cast<Purpose>(pick(5))}; }
Event Visitor::on(const TicketsClosed&, WallTime) { return WentBack{}; }
Event Visitor::on(const ConfirmingTicket& s, WallTime now) {
    const auto& classes = data_.settings.queue.priorities;
    if (s.wish.priority.empty() && !classes.empty() && chance(20)) return PriorityChosen{classes[pick(classes.size())].id};
    return TicketConfirmed{id(now)};
}
Event Visitor::on(const TakingTicket&, WallTime) { return Touched{}; }
Event Visitor::on(const HoldingTicket& s, WallTime) {
    last_ticket_ = s.ticket.press;
    if (chance(20)) return RatingWanted{};
    if (chance(3)) return FeedbackWanted{};
    return chance(60) ? Event{Ended{}} : Event{Touched{}};
}
Event Visitor::on(const ReadingNotice&, WallTime) { return chance(95) ? Event{NoticeAccepted{}} : Event{NoticeRefused{}}; }
Event Visitor::on(const ChoosingApplicant&, WallTime) {
    return ApplicantChosen{static_cast<dossier::ApplicantKind>(pick(4))};
}
Event Visitor::on(const PresentingCard&, WallTime now) {
    if (chance(15)) return PhoneSignInChosen{id(now)};
    if (chance(10)) return OtherCodeRead{};
    if (chance(20)) return OtherPaperChosen{};
    return CardRead{any_person(), chance(5)};
}
Event Visitor::on(const ConfirmingPerson&, WallTime now) {
    if (chance(10)) return IdentityConfirmed{id(now)};  // where an officer helps
    return chance(95) ? Event{PersonConfirmed{}} : Event{PersonRejected{}};
}
Event Visitor::on(const TypingPerson& s, WallTime) {
    using dossier::PersonField;
    const auto& draft = s.filing.draft;
    if (s.role == Role::organisation) {
        if (draft.organisation_name.empty()) return ParticularTyped{PersonField::organisation_name, Personal("Công ty Thử")};
        if (draft.tax_code.empty()) return ParticularTyped{PersonField::tax_code, Personal("4300123456")};
        return PersonEntered{};
    }
    const auto& person = s.role == Role::holder ? draft.holder : draft.submitter;
    if (person.name.empty()) return ParticularTyped{PersonField::name, Personal("Trần Văn Mẫu")};
    if (person.number.empty()) return ParticularTyped{PersonField::number, Personal("051090000123")};
    return PersonEntered{};
}
/// One or two people, sometimes one taken away again; and back into a row that the page finds wanting.
std::optional<Event> Visitor::about_rows(const FillingForm& s, const catalogue::Question& rows) {
    const auto count = dossier::row_count(rows, s.filing.draft);
    const auto in_row = [&](std::size_t index) {
        return std::any_of(s.problems.begin(), s.problems.end(), [&](const auto& problem) {
            return problem.key.starts_with(fmt::format("{}[{}].", rows.key, index));
        });
    };
    for (std::size_t i = 0; i < count; ++i) {
        if (in_row(i)) return RowOpened{rows.key, i};
    }
    if (count == 0 || (count == 1 && chance(20))) return RowAdded{rows.key};
    if (count > 1 && chance(10)) return RowRemoved{rows.key, pick(count)};
    return std::nullopt;
}
std::string Visitor::some_answer(const catalogue::Question& question) {
    using catalogue::QuestionKind;
    std::string all;
    switch (question.kind) {
        case QuestionKind::select_boxes:
            for (const auto& option : question.options) all += option.value + "\n";
            return all;
        case QuestionKind::day: return chance(50) ? "06/05/1990" : "00/00/1960";
        case QuestionKind::currency: return "5000000";
        default: break;
    }
    if (!question.options.empty()) return question.options[pick(question.options.size())].value;
    constexpr const char* tries[] = {"Nội dung thử", "2026-01-02", "12",           "0912345678", "thu@example.vn",
                                     "Thử",          "1990-05-06", "051090000123", "true",       "Đinh Văn Thử"};
    return tries[pick(10)];
}
Event Visitor::on(const FillingForm& s, WallTime) {
    const auto& draft = s.filing.draft;
    const auto* rows = s.row ? s.form->question(s.row->rows) : nullptr;
    const auto place = rows == nullptr ? dossier::RowPlace{} : dossier::RowPlace{rows, s.row->index};
    for (const auto* question : rows == nullptr ? dossier::visible_questions(*s.form, s.page, draft)
                                                : dossier::visible_questions(*s.form, place, draft)) {
        if (question->calculated) continue;
        if (question->kind == catalogue::QuestionKind::rows) {
            if (auto event = about_rows(s, *question)) return *event;
            continue;
        }
        const auto key = dossier::key_of(*question, place);
        const auto* answer = draft.answer(key);
        const bool wrong = std::any_of(s.problems.begin(), s.problems.end(), [&](const auto& p) { return p.key == key; });
        if (answer != nullptr && !answer->empty() && !wrong) continue;
        return AnswerTyped{key, Personal(some_answer(*question))};
    }
    return FormPageFinished{};
}
Event Visitor::on(const CollectingPapers& s, WallTime now) {
    for (const auto& component : s.filing.procedure->components) {
        const auto* paper = s.filing.draft.find_paper(component.id);
        if (earlier_ == nullptr || s.filing.supplement || (paper != nullptr && !paper->pages.empty())) continue;
        PaperReused reused{component.id, {}};
        for (std::size_t i = 0; i < earlier_->pages_for(component).size(); ++i) reused.ids.push_back(id(now));
        if (!reused.ids.empty() && chance(70)) return reused;
    }
    for (const auto& component : s.filing.procedure->components) {
        if (component.form || component.present_only) continue;
        const auto* paper = s.filing.draft.find_paper(component.id);
        if (paper != nullptr && (paper->bring_original || !paper->pages.empty())) continue;
        if (!component.required && (chance(50) || s.filing.draft.papers.size() > 3)) continue;
        if (chance(30)) return OriginalPromised{component.id, true};
        return PageWanted{id(now), component.id, pick(2) == 0 ? dossier::PageSource::scanner : dossier::PageSource::camera};
    }
    return PapersFinished{};
}
Event Visitor::on(const CapturingPage& s, WallTime now) {
    if (!s.problem) return Touched{};
    return chance(70) ? Event{PageReplaced{id(now)}} : Event{WentBack{}};
}
Event Visitor::on(const ViewingPage&, WallTime now) {
    if (chance(5)) return PageDeleted{};
    if (chance(5)) return PageReplaced{id(now)};
    return PageKept{};
}
Event Visitor::on(const LeavingPhone& s, WallTime) {
    if (s.filing.draft.phone.empty() && chance(40))
        return ParticularTyped{dossier::PersonField::phone, Personal("0905000111")};
    return PhoneEntered{};
}
Event Visitor::on(const Reviewing& s, WallTime now) {
    if (!s.declared) return Declared{true};
    if (chance(5)) return EditChosen{static_cast<Section>(pick(4)), 0};
    return Submitted{id(now)};
}
Event Visitor::on(const Recording&, WallTime) { return Touched{}; }
Event Visitor::on(const HoldingConfirmation& s, WallTime) {
    const auto& visit_code = s.confirmation.visit_code;
    last_code_ = visit_code.empty() || chance(50) ? s.confirmation.code() : visit_code;
    if (s.charge && s.delivery == Delivery::printing) return Touched{};
    if (s.charge && chance(80)) return PaymentWanted{};
    if (chance(30)) return RatingWanted{};
    if (chance(30)) return AnotherProcedureWanted{};
    return chance(50) ? Event{Ended{}} : Event{Touched{}};
}
Event Visitor::on(const ReadingTicket& s, WallTime now) {
    if (s.giving_back) return chance(70) ? Event{TicketReturnConfirmed{id(now)}} : Event{WentBack{}};
    if (s.ticket && chance(30)) return TicketReturnWanted{};
    if (s.ticket && s.ticket->state == queue::TicketState::absent) return RejoinWanted{id(now)};
    return chance(50) ? Event{TicketChosen{}} : Event{WentBack{}};
}
Event Visitor::on(const PresentingReceipt&, WallTime now) {
    if (chance(5)) return PhoneSignInChosen{id(now)};
    if (last_ticket_ && chance(30)) return ReceiptRead{"A001", *last_ticket_, id(now)};
    if (!draft_code_.empty() && chance(70)) return ReceiptRead{draft_code_, {}};
    if (chance(10)) {
        const auto local = local_time(now);
        return AppointmentRead{{data_.settings.centre.id, local.date, local.hour * 60, std::to_string(pick(5))}, id(now)};
    }
    return chance(70) ? Event{ReceiptRead{last_code_, {}}} : Event{CodeTypingChosen{}};
}
Event Visitor::on(const TypingCode& s, WallTime) {
    return s.typed.empty() ? Event{CodeTyped{last_code_}} : Event{CodeEntered{}};
}
Event Visitor::on(const EnteringFactor& s, WallTime now) {
    if (s.problem == LookupProblem::draft_expired || s.problem == LookupProblem::draft_ended) {
        draft_code_.clear();
        return WentBack{};
    }
    if (s.problem == LookupProblem::too_many_tries) return WentBack{};
    if (s.digits.empty() && s.code == draft_code_ && chance(80)) return FactorTyped{Personal(draft_digits_)};
    if (s.digits.empty()) return FactorTyped{Personal(fmt::format("{:04}", pick(10000)))};
    return FactorEntered{id(now)};
}
Event Visitor::on(const AskingStatus&, WallTime) { return Touched{}; }
Event Visitor::on(const ReadingStatus& s, WallTime now) {
    if (payment_offered(s, data_.settings) && chance(60)) return PaymentWanted{};
    if (s.view.prepared && s.view.prepared->ticket.empty() && chance(50)) return TicketChosen{};
    if (!s.view.sent.empty() && chance(30)) return SentPaperWanted{id(now), s.view.sent.front().id};
    if (chance(20)) return ReceiptA4Wanted{id(now)};
    if (chance(20)) return RatingWanted{};
    if (dossier::may_be_supplemented(s.view) && chance(80)) return SupplementWanted{};
    if (chance(50)) return WithdrawalWanted{};
    return chance(30) ? Event{ReceiptWanted{id(now)}} : Event{WentBack{}};
}
Event Visitor::on(const ConfirmingWithdrawal&, WallTime now) {
    return chance(80) ? Event{WithdrawalConfirmed{id(now)}} : Event{WentBack{}};
}
Event Visitor::on(const Withdrawing&, WallTime) { return Touched{}; }
Event Visitor::on(const AskingIfPresent&, WallTime) { return chance(60) ? Event{Stayed{}} : Event{EndConfirmed{}}; }
Event Visitor::on(const ConfirmingEnd&, WallTime) { return chance(50) ? Event{Stayed{}} : Event{EndConfirmed{}}; }
Event Visitor::on(const CallingStaff&, WallTime now) {
    if (chance(30)) return a_token(now);  // the officer who came
    return chance(30) ? Event{Stayed{}} : Event{Touched{}};
}
Event Visitor::on(const OutOfService&, WallTime now) { return chance(50) ? a_token(now) : Event{Touched{}}; }
Event Visitor::on(const RatingService& s, WallTime now) {
    if (chance(5)) return RatingSkipped{};
    if (s.asks_why() && chance(50)) return RatingReasonsGiven{id(now)};
    if (s.asks_why()) return RatingReasonChosen{s.form->reasons[pick(s.form->reasons.size())].id};
    return LevelChosen{id(now), s.form->levels[pick(s.form->levels.size())].value};
}
Event Visitor::on(const SendingRating&, WallTime) { return Touched{}; }
Event Visitor::on(const ThankingForRating&, WallTime) {
    if (chance(20)) return FeedbackWanted{};
    return chance(50) ? Event{Ended{}} : Event{WentBack{}};
}
Event Visitor::on(const ReadingFeedback&, WallTime) { return chance(50) ? Event{WentBack{}} : Event{Touched{}}; }

Event Visitor::on(const ReviewingSupplement&, WallTime now) {
    return chance(90) ? Event{SupplementConfirmed{id(now)}} : Event{WentBack{}};
}
Event Visitor::on(const SendingSupplement&, WallTime) { return Touched{}; }
Event Visitor::on(const HoldingSupplement&, WallTime) {
    if (chance(20)) return SlipWantedAgain{};
    return chance(50) ? Event{WentBack{}} : Event{Ended{}};
}

Event Visitor::on(const OfferingToKeep& s, WallTime now) {
    const auto numbers = dossier::factor_numbers(s.filing.draft);
    const auto digits = numbers.empty() ? std::string{} : std::string(numbers.front().reveal());
    last_digits_ = digits.size() < 4 ? digits : digits.substr(digits.size() - 4);
    return chance(90) ? Event{KeepingConfirmed{id(now)}} : Event{WentBack{}};
}
Event Visitor::on(const KeepingDraft&, WallTime) { return Touched{}; }
Event Visitor::on(const HoldingDraft& s, WallTime) {
    draft_code_ = dossier::shown_visit_code(s.visit_code);
    draft_digits_ = last_digits_;
    return chance(10) ? Event{SlipWantedAgain{}} : Event{Ended{}};
}
Event Visitor::on(const ContinuingDraft& s, WallTime now) {
    if (s.removing) return chance(50) ? Event{DraftRemovalConfirmed{id(now)}} : Event{WentBack{}};
    if (s.procedure == nullptr || chance(10)) return DraftRemovalWanted{};
    return chance(90) ? Event{DraftContinued{}} : Event{WentBack{}};
}
Event Visitor::on(const RemovingDraft&, WallTime) { return Touched{}; }

Event Visitor::on(const SigningInByPhone& s, WallTime now) {
    return s.sign_in.waits() || chance(20) ? Event{Touched{}} : Event{PhoneSignInChosen{id(now)}};
}
Event Visitor::on(const SigningInToList& s, WallTime now) {
    return s.sign_in.waits() || chance(20) ? Event{Touched{}} : Event{PhoneSignInChosen{id(now)}};
}
Event Visitor::on(const AskingOwnDossiers&, WallTime) { return Touched{}; }
Event Visitor::on(const ReadingOwnDossiers& s, WallTime now) {
    return s.problem && chance(50) ? Event{OwnDossiersWanted{id(now)}} : Event{WentBack{}};
}
Event Visitor::on(const ChoosingPayment&, WallTime now) {
    if (chance(10)) return PayerNamingWanted{};
    return PaymentMethodChosen{id(now), static_cast<payment::Method>(pick(3))};
}
Event Visitor::on(const NamingPayer& s, WallTime) {
    if (s.charge.payer.tax_code.empty()) return PayerTyped{dossier::PersonField::tax_code, Personal("4300123456")};
    return s.charge.payer.name.empty() ? Event{PayerTyped{dossier::PersonField::name, Personal("Hợp tác xã Thử")}}
                                       : Event{PayerNamed{}};
}
Event Visitor::on(const PayingFee&, WallTime now) {
    if (chance(5)) return PaymentPutOff{};
    return chance(5) ? Event{PaymentMethodChosen{id(now), payment::Method::cash}} : Event{Touched{}};
}
Event Visitor::on(const HoldingPayment&, WallTime) {
    if (chance(20)) return SlipWantedAgain{};
    return chance(50) ? Event{WentBack{}} : Event{Ended{}};
}

/// The PIN of the world's own making is 111119; one in four types another last digit.
Event Visitor::on(const EnteringPin& s, WallTime now) {
    if (chance(5)) return PinDigitErased{};
    const bool last = s.digits.reveal().size() == 5;
    return PinDigitTyped{last ? (chance(75) ? '9' : '8') : '1', id(now)};
}
/// The officer signs in as on the staff's own page.
Event Visitor::on(const SigningIn& s, WallTime now) { return chance(5) ? Event{WentBack{}} : on(s.pin, now); }

/// Hides a procedure, stops tickets, says something; and takes it back.
Event Visitor::a_change_of_today(WallTime now) {
    using Kind = settings::TodayChange::Kind;
    settings::TodayChange change{static_cast<Kind>(pick(7)), {}};
    if (change.kind == Kind::hide || change.kind == Kind::offer) change.value = any_procedure().code;
    if (change.kind == Kind::show_words) change.value = "Hôm nay nghỉ sớm";
    if (change.kind == Kind::show_notice) change.value = data_.settings.today.notices.front().id;
    return StaffDeedChosen{id(now), StaffDeed::change_today, {}, change};
}
Event Visitor::on(const StaffPages& s, WallTime now) {
    if (chance(5)) return a_change_of_today(now);
    if (s.page == StaffPage::hiding && chance(70)) return StaffWordsTyped{any_procedure().name.vi.substr(0, 1 + pick(12))};
    if (s.out && chance(30)) return ServiceSwitched{true};
    if (chance(5)) return ServiceSwitched{chance(50)};
    if (chance(30)) return StaffDeedChosen{id(now), static_cast<StaffDeed>(pick(6)), static_cast<DeviceName>(pick(6))};
    if (s.page == StaffPage::touch && chance(60)) return TouchMeasured{{static_cast<int>(pick(40)), 3}};
    if (s.report && !s.report->tickets.empty() && chance(20))
        return StaffPageChosen{chance(70) ? StaffPage::ticket : StaffPage::voiding,
                               s.report->tickets[pick(s.report->tickets.size())].press};
    if (chance(50)) return StaffPageChosen{static_cast<StaffPage>(pick(13)), {}};
    return chance(50) ? Event{WentBack{}} : Event{Ended{}};
}

}  // namespace kiosk::simulation
