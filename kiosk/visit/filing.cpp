#include "kiosk/dossier/prefill.hpp"
#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

using catalogue::ApplicantKind;
using dossier::PersonField;

/// The first page at or after `page` that shows a question; nothing when there is none.
std::optional<std::size_t> page_from(const catalogue::Form& form, std::size_t page, const Draft& draft) {
    for (; page < form.pages.size(); ++page) {
        if (!dossier::visible_questions(form, page, draft).empty()) return page;
    }
    return std::nullopt;
}
std::optional<std::size_t> page_before(const catalogue::Form& form, std::size_t page, const Draft& draft) {
    while (page-- > 0) {
        if (!dossier::visible_questions(form, page, draft).empty()) return page;
    }
    return std::nullopt;
}

State start_form(Filing filing, const Inputs& in) {
    const auto* form = in.catalogue.form(filing.procedure->form);
    if (form == nullptr) return to_papers(filing, false, in);
    dossier::prefill(*form, *filing.procedure, filing.draft);
    const auto page = page_from(*form, 0, filing.draft);
    if (!page) return to_papers(filing, false, in);
    return FillingForm{std::move(filing), form, *page, {}, false};
}

/// Who else must be named, once the submitter is known.
State after_submitter(Filing filing, const Inputs& in) {
    switch (filing.draft.applicant) {
        case ApplicantKind::self: return start_form(std::move(filing), in);
        case ApplicantKind::relative:
        case ApplicantKind::authorised: return TypingPerson{std::move(filing), Role::holder, {}};
        case ApplicantKind::organisation: return TypingPerson{std::move(filing), Role::organisation, {}};
    }
    broken("every ApplicantKind has a next page");
}

Next to_card(Filing filing, const Inputs& in) {
    const auto problem = in.situation.can_read_codes() ? CardProblem::none : CardProblem::reader_gone;
    return {PresentingCard{std::move(filing), problem}, {}};
}

/// What is odd about the card is told each time that one comes to the page.
ConfirmingPerson asked_whether_right(Filing filing) {
    const auto& draft = filing.draft;
    const bool odd =
        draft.identified_by == dossier::IdentifiedBy::card &&
        (draft.submitter.birth_date.empty() || dossier::number_doubts(draft.submitter) != dossier::NumberDoubts{});
    return {std::move(filing), odd};
}

/// The page on which the submitter was named.
Next back_to_submitter(Filing filing, const Inputs& in) {
    if (filing.draft.identified_by == dossier::IdentifiedBy::card ||
        filing.draft.identified_by == dossier::IdentifiedBy::signed_in)
        return {asked_whether_right(std::move(filing)), {}};
    if (filing.draft.identified_by == dossier::IdentifiedBy::other_paper ||
        filing.draft.identified_by == dossier::IdentifiedBy::officer)
        return {TypingPerson{std::move(filing), Role::submitter, {}}, {}};
    return to_card(std::move(filing), in);
}

Personal& particular(TypingPerson& s, PersonField field) {
    if (s.role == Role::organisation) {
        return field == PersonField::tax_code ? s.filing.draft.tax_code : s.filing.draft.organisation_name;
    }
    auto& person = s.role == Role::holder ? s.filing.draft.holder : s.filing.draft.submitter;
    switch (field) {
        case PersonField::number: return person.number;
        case PersonField::birth_date: return person.birth_date;
        case PersonField::old_number: return person.old_number;
        case PersonField::sex: return person.sex;
        case PersonField::residence: return person.residence;
        case PersonField::name:
        case PersonField::organisation_name:
        case PersonField::tax_code:
        case PersonField::phone: break;
    }
    return person.name;
}

/// The officer compared the person with their papers.
Filing confirmed_by_officer(Filing filing) {
    filing.draft.identified_by = dossier::IdentifiedBy::officer;
    return filing;
}

/// The question with rows of this key on the page at hand; null when it is not shown there.
const catalogue::Question* rows_named(const FillingForm& s, std::string_view key) {
    for (const auto* question : dossier::visible_questions(*s.form, s.page, s.filing.draft)) {
        if (question->key == key && question->kind == catalogue::QuestionKind::rows) return question;
    }
    return nullptr;
}

Next finish_row(const FillingForm& s, LocalDate today) {
    auto next = s;
    const auto* rows = rows_named(s, s.row->rows);
    next.problems.clear();
    if (rows != nullptr) next.problems = dossier::check_row(*s.form, {rows, s.row->index}, s.filing.draft, today);
    if (next.problems.empty()) next.row.reset();
    return {std::move(next), {}};
}

/// Back to the list. What was typed stays; a row just added goes again when nothing was.
Next leave_row(const FillingForm& s) {
    auto next = s;
    const auto* rows = rows_named(s, s.row->rows);
    if (rows != nullptr && s.row->fresh && !dossier::is_row_touched(*rows, s.row->index, s.filing.draft)) {
        dossier::remove_row(*rows, s.row->index, next.filing.draft);
        dossier::calculate(*s.form, next.filing.draft);
    }
    next.row.reset();
    next.problems.clear();
    return {std::move(next), {}};
}

std::vector<dossier::IdentityProblem> problems_of(const TypingPerson& s, const Inputs& in) {
    const auto today = local_time(in.wall).date;
    if (s.role == Role::submitter) return dossier::check_person(s.filing.draft.submitter, today);
    return dossier::check_holder(s.filing.draft, today);
}

}  // namespace

State end_of_form(const Filing& filing, const Inputs& in) {
    if (const auto* form = in.catalogue.form(filing.procedure->form)) {
        if (const auto page = page_before(*form, form->pages.size(), filing.draft))
            return FillingForm{filing, form, *page, {}, false};
    }
    return back_to_submitter(filing, in).state;
}

Next on(const ReadingNotice& s, const NoticeAccepted&, const Inputs&) { return {ChoosingApplicant{s.filing}, {}}; }
Next on(const ReadingNotice& s, const NoticeRefused&, const Inputs& in) {
    return towards_ticket(TicketWish{Purpose::submit, s.filing.procedure->field, s.filing.procedure->code}, in);
}
Next on(const ReadingNotice& s, const WentBack&, const Inputs&) {
    return {ReadingDetails{Journey::submit, s.filing.procedure, {}}, {}};
}

Next on(const ChoosingApplicant& s, const ApplicantChosen& e, const Inputs& in) {
    auto filing = s.filing;
    if (filing.draft.applicant != e.kind) {  // somebody else's particulars do not belong to the new kind
        filing.draft.holder = {};
        filing.draft.organisation_name = {};
        filing.draft.tax_code = {};
    }
    filing.draft.applicant = e.kind;
    const bool known = filing.draft.identified_by != dossier::IdentifiedBy::nothing;
    filing = with_earlier_person(std::move(filing), in.earlier);
    if (known || filing.draft.identified_by == dossier::IdentifiedBy::nothing) return to_card(std::move(filing), in);
    if (filing.draft.identified_by == dossier::IdentifiedBy::other_paper)
        return {TypingPerson{std::move(filing), Role::submitter, {}}, {}};
    return {asked_whether_right(std::move(filing)), {}};
}
Next on(const ChoosingApplicant& s, const WentBack&, const Inputs&) { return {ReadingNotice{s.filing}, {}}; }

Next on(const PresentingCard& s, const CardRead& e, const Inputs&) {
    auto filing = s.filing;
    filing.draft.submitter = e.person;
    filing.draft.identified_by = dossier::IdentifiedBy::card;
    return {ConfirmingPerson{std::move(filing), e.warned}, {}};
}
Next on(const PresentingCard& s, const OtherCodeRead& e, const Inputs&) {
    return {PresentingCard{s.filing, e.readable ? CardProblem::not_a_card : CardProblem::not_readable}, {}};
}
Next on(const PresentingCard& s, const ReceiptRead&, const Inputs&) {
    return {PresentingCard{s.filing, CardProblem::not_a_card}, {}};
}
Next on(const PresentingCard& s, const AppointmentRead&, const Inputs&) {
    return {PresentingCard{s.filing, CardProblem::not_a_card}, {}};
}
Next on(const PresentingCard& s, const OtherPaperChosen&, const Inputs&) {
    auto filing = s.filing;
    if (filing.draft.identified_by != dossier::IdentifiedBy::other_paper) filing.draft.submitter = {};
    filing.draft.account = {};
    filing.draft.identified_by = dossier::IdentifiedBy::other_paper;
    return {TypingPerson{std::move(filing), Role::submitter, {}}, {}};
}
Next on(const PresentingCard& s, const WentBack&, const Inputs&) { return {ChoosingApplicant{s.filing}, {}}; }

Next on(const ConfirmingPerson& s, const PersonConfirmed&, const Inputs& in) { return {after_submitter(s.filing, in), {}}; }
Next on(const ConfirmingPerson& s, const IdentityConfirmed& e, const Inputs& in) {
    if (in.assistance == nullptr) return {s, {}};
    if (auto asking = towards_vouching(s, e, in)) return std::move(*asking);
    return {after_submitter(confirmed_by_officer(s.filing), in), {}};
}
Next on(const ConfirmingPerson& s, const PersonRejected&, const Inputs& in) {
    auto filing = s.filing;
    filing.draft.submitter = {};
    filing.draft.account = {};
    filing.draft.identified_by = dossier::IdentifiedBy::nothing;
    return to_card(std::move(filing), in);
}
Next on(const ConfirmingPerson& s, const WentBack&, const Inputs& in) { return on(s, PersonRejected{}, in); }

Next on(const TypingPerson& s, const ParticularTyped& e, const Inputs&) {
    auto next = s;
    particular(next, e.field) = e.value;
    // What the officer had confirmed was somebody else.
    if (s.role == Role::submitter && s.filing.draft.identified_by == dossier::IdentifiedBy::officer)
        next.filing.draft.identified_by = dossier::IdentifiedBy::other_paper;
    std::erase_if(next.problems, [&](const auto& problem) { return problem.field == e.field; });
    return {std::move(next), {}};
}
Next on(const TypingPerson& s, const PersonEntered&, const Inputs& in) {
    auto problems = problems_of(s, in);
    if (!problems.empty()) return {TypingPerson{s.filing, s.role, std::move(problems)}, {}};
    if (s.role == Role::submitter) return {after_submitter(s.filing, in), {}};
    return {start_form(s.filing, in), {}};
}
Next on(const TypingPerson& s, const IdentityConfirmed& e, const Inputs& in) {
    if (in.assistance == nullptr || s.role != Role::submitter) return {s, {}};
    auto confirmed = s;
    confirmed.filing = confirmed_by_officer(s.filing);
    auto next = on(confirmed, PersonEntered{}, in);
    if (std::holds_alternative<TypingPerson>(next.state) && std::get<TypingPerson>(next.state).role == Role::submitter) {
        std::get<TypingPerson>(next.state).filing = s.filing;  // something is wanting: nothing is confirmed yet
        return next;
    }
    if (auto asking = towards_vouching(s, e, in)) return std::move(*asking);
    return next;
}
Next on(const TypingPerson& s, const WentBack&, const Inputs& in) {
    if (s.role != Role::submitter) return back_to_submitter(s.filing, in);
    return to_card(s.filing, in);
}

Next on(const FillingForm& s, const AnswerTyped& e, const Inputs& in) {
    auto next = s;
    const auto origin = in.assistance == nullptr ? dossier::AnswerOrigin::typed : dossier::AnswerOrigin::staff;
    next.filing.draft.set_answer(e.key, e.value, origin);
    dossier::calculate(*s.form, next.filing.draft);
    std::erase_if(next.problems, [&](const auto& problem) { return problem.key == e.key; });
    return {std::move(next), {}};
}
Next on(const FillingForm& s, const RowAdded& e, const Inputs&) {
    const auto* rows = rows_named(s, e.rows);
    if (rows == nullptr || s.row) return {s, {}};
    auto next = s;
    auto& draft = next.filing.draft;
    if (dossier::row_count(*rows, draft) >= dossier::most_rows(*rows)) return {s, {}};
    next.row = OpenRow{rows->key, dossier::add_row(*rows, draft), true};
    dossier::calculate(*s.form, draft);
    next.problems.clear();
    return {std::move(next), {}};
}
Next on(const FillingForm& s, const RowOpened& e, const Inputs& in) {
    const auto* rows = rows_named(s, e.rows);
    if (rows == nullptr || s.row || e.index >= dossier::row_count(*rows, s.filing.draft)) return {s, {}};
    auto next = s;
    next.row = OpenRow{rows->key, e.index, false};
    // What «Tiếp tục» found in this row goes with it.
    next.problems.clear();
    if (!s.problems.empty())
        next.problems = dossier::check_row(*s.form, {rows, e.index}, s.filing.draft, local_time(in.wall).date);
    return {std::move(next), {}};
}
Next on(const FillingForm& s, const RowRemoved& e, const Inputs&) {
    const auto* rows = rows_named(s, e.rows);
    if (rows == nullptr || e.index >= dossier::row_count(*rows, s.filing.draft)) return {s, {}};
    auto next = s;
    dossier::remove_row(*rows, e.index, next.filing.draft);
    dossier::calculate(*s.form, next.filing.draft);
    next.row.reset();
    next.problems.clear();
    return {std::move(next), {}};
}
Next on(const FillingForm& s, const FormPageFinished&, const Inputs& in) {
    const auto today = local_time(in.wall).date;
    if (s.row) return finish_row(s, today);
    auto problems = dossier::check_page(*s.form, s.page, s.filing.draft, today);
    if (!problems.empty()) return {FillingForm{s.filing, s.form, s.page, std::move(problems), s.back_to_review}, {}};
    const auto following = page_from(*s.form, s.page + 1, s.filing.draft);
    // From «Sửa» one page is mended, unless what was changed there opens questions that are not answered yet.
    if (s.back_to_review && dossier::check_form(*s.form, s.filing.draft, today).empty())
        return {to_review(s.filing, in), {}};
    if (following) return {FillingForm{s.filing, s.form, *following, {}, s.back_to_review}, {}};
    return {to_papers(s.filing, s.back_to_review, in), {}};
}
Next on(const FillingForm& s, const WentBack&, const Inputs& in) {
    if (s.row) return leave_row(s);
    if (s.back_to_review) return {to_review(s.filing, in), {}};
    if (const auto page = page_before(*s.form, s.page, s.filing.draft))
        return {FillingForm{s.filing, s.form, *page, {}, false}, {}};
    if (s.filing.draft.applicant == ApplicantKind::self) return back_to_submitter(s.filing, in);
    const auto role = s.filing.draft.applicant == ApplicantKind::organisation ? Role::organisation : Role::holder;
    return {TypingPerson{s.filing, role, {}}, {}};
}

}  // namespace kiosk::visit
