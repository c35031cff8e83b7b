#include "kiosk/dossier/prefill.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/identity.hpp"
#include "kiosk/dossier/validation.hpp"

namespace kiosk::dossier {
namespace {

using catalogue::Form;
using catalogue::Procedure;
using catalogue::Question;
using catalogue::QuestionKind;

struct Filling {
    Personal value;
    AnswerOrigin origin = AnswerOrigin::typed;
};

struct NamedField {
    std::string_view name;
    Personal Person::*field;
};
constexpr std::array<NamedField, 6> person_fields{{
    {"name", &Person::name},
    {"number", &Person::number},
    {"old_number", &Person::old_number},
    {"birth_date", &Person::birth_date},
    {"sex", &Person::sex},
    {"residence", &Person::residence},
}};
constexpr std::string_view of_submitter = "submitter.";
constexpr std::string_view of_holder = "holder.";

Personal Person::*field_of(std::string_view source) {
    for (const auto prefix : {of_submitter, of_holder}) {
        if (!source.starts_with(prefix)) continue;
        const auto name = source.substr(prefix.size());
        const auto found =
            std::find_if(person_fields.begin(), person_fields.end(), [&](const auto& f) { return f.name == name; });
        return found == person_fields.end() ? nullptr : found->field;
    }
    return nullptr;
}

AnswerOrigin origin_of_submitter(const Draft& draft) {
    switch (draft.identified_by) {
        case IdentifiedBy::card: return AnswerOrigin::card;
        case IdentifiedBy::officer: return AnswerOrigin::staff;
        case IdentifiedBy::signed_in: return AnswerOrigin::portal;
        case IdentifiedBy::nothing:
        case IdentifiedBy::other_paper: return AnswerOrigin::typed;
    }
    return AnswerOrigin::typed;
}

Personal as_written(Personal Person::*field, const Personal& typed) {
    const bool number = field == &Person::number || field == &Person::old_number;
    return number ? Personal(compact_number(typed.reveal())) : typed;
}

/// Forms want a branch's code as it is printed: 0123456789-001.
Personal printed_tax_code(const Personal& typed) {
    auto code = compact_number(typed.reveal());
    constexpr std::size_t own_digits = 10;
    constexpr std::size_t branch_digits = 3;
    if (code.size() == own_digits + branch_digits) code.insert(own_digits, "-");
    return Personal(code);
}

/// What a source says in this draft; empty when it says nothing.
Filling said(std::string_view source, const Procedure& procedure, const Draft& draft) {
    if (const auto field = field_of(source)) {
        const bool submitter = source.starts_with(of_submitter) || draft.applicant == ApplicantKind::self;
        if (!submitter && draft.applicant == ApplicantKind::organisation) return {};
        return submitter ? Filling{as_written(field, draft.submitter.*field), origin_of_submitter(draft)}
                         : Filling{as_written(field, draft.holder.*field), AnswerOrigin::typed};
    }
    if (source == "organisation.name") return {draft.organisation_name, AnswerOrigin::typed};
    if (source == "organisation.tax_code") return {printed_tax_code(draft.tax_code), AnswerOrigin::typed};
    if (source == "phone") {
        const bool own = !draft.account.phone.empty() && (draft.phone.empty() || draft.phone == draft.account.phone);
        return own ? Filling{draft.account.phone, AnswerOrigin::portal} : Filling{draft.phone, AnswerOrigin::typed};
    }
    if (source == "email") return {draft.account.email, AnswerOrigin::portal};
    if (source == "procedure.name") return {Personal(procedure.name.vi), AnswerOrigin::rule};
    if (source == "procedure.code") return {Personal(procedure.code), AnswerOrigin::rule};
    return {};
}

/// The option that means this text, by value or by label.
Personal as_option(const Question& question, const Personal& text) {
    for (const auto& option : question.options) {
        if (option.value == text.reveal() || fold(option.label.vi) == fold(text.reveal())) return Personal(option.value);
    }
    return {};
}

/// A whole date as a question for day, month and year keeps it.
Personal as_day(const Personal& date) {
    const auto whole = parse_iso_date(date.reveal());
    return whole ? Personal(day_answer({whole->day, whole->month, whole->year})) : Personal();
}

Filling filling(const Question& question, const Procedure& procedure, const Draft& draft) {
    auto out = said(question.prefill, procedure, draft);
    if (out.value.empty()) return {Personal(question.default_value), AnswerOrigin::rule};
    if (question.kind == QuestionKind::select || question.kind == QuestionKind::radio)
        out.value = as_option(question, out.value);
    if (question.kind == QuestionKind::day) out.value = as_day(out.value);
    return out;
}

void fill(const Form& form, const Procedure& procedure, Draft& draft, const Draft* before) {
    for (const auto& page : form.pages) {
        for (const auto& question : page.questions) {
            if (question.kind == QuestionKind::rows || question.calculated) continue;
            const auto* answer = draft.answer(question.key);
            const bool empty = answer == nullptr || answer->empty();
            const bool follows = before != nullptr && !empty && !question.prefill.empty() &&
                                 *answer == filling(question, procedure, *before).value;
            if (!empty && !follows) continue;
            auto now = filling(question, procedure, draft);
            if (!now.value.empty() || follows) draft.set_answer(question.key, std::move(now.value), now.origin);
        }
    }
    calculate(form, draft);
}

}  // namespace

void sign_in(Draft& draft, Person owner, Account account) {
    draft.identified_by = IdentifiedBy::signed_in;
    draft.submitter = std::move(owner);
    draft.account = std::move(account);
    if (draft.phone.empty()) draft.phone = draft.account.phone;
}

void prefill(const Form& form, const Procedure& procedure, Draft& draft) { fill(form, procedure, draft, nullptr); }

void prefill_again(const Form& form, const Procedure& procedure, const Draft& before, Draft& draft) {
    fill(form, procedure, draft, &before);
}

}  // namespace kiosk::dossier
