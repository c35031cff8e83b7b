#include "kiosk/dossier/validation.hpp"

#include <algorithm>

#include "kiosk/dossier/form_rules.hpp"

namespace kiosk::dossier {
namespace {

using catalogue::Form;
using catalogue::Question;
using catalogue::QuestionKind;

template <class Wanted>
std::vector<const Question*> shown_among(const std::vector<Standing>& standings, Wanted wanted) {
    std::vector<const Question*> out;
    for (const auto& standing : standings) {
        if (standing.shown && standing.question->kind != QuestionKind::hidden && wanted(standing))
            out.push_back(standing.question);
    }
    return out;
}

template <class Wanted>
std::vector<Problem> judged(const std::vector<Standing>& standings, LocalDate today, Wanted wanted) {
    std::vector<Problem> out;
    for (const auto& standing : standings) {
        if (!wanted(standing)) continue;
        if (auto problem = judge(standing, today)) out.push_back(std::move(*problem));
    }
    return out;
}

auto in_row(const RowPlace& place) {
    return [place](const Standing& standing) {
        return standing.place.rows == place.rows && standing.place.index == place.index;
    };
}

AnswerOrigin origin_of(const Draft& draft, std::string_view key) {
    const auto found =
        std::find_if(draft.answers.begin(), draft.answers.end(), [&](const Answer& answer) { return answer.key == key; });
    return found == draft.answers.end() ? AnswerOrigin::rule : found->origin;
}

}  // namespace

std::vector<const Question*> visible_questions(const Form& form, std::size_t page, const Draft& draft) {
    return shown_among(pass(form, draft),
                       [page](const Standing& standing) { return standing.page == page && standing.place.rows == nullptr; });
}

std::vector<const Question*> visible_questions(const Form& form, const RowPlace& place, const Draft& draft) {
    return shown_among(pass(form, draft), in_row(place));
}

std::vector<Problem> check_page(const Form& form, std::size_t page, const Draft& draft, LocalDate today) {
    return judged(pass(form, draft), today, [page](const Standing& standing) { return standing.page == page; });
}

std::vector<Problem> check_row(const Form& form, const RowPlace& place, const Draft& draft, LocalDate today) {
    return judged(pass(form, draft), today, in_row(place));
}

std::vector<Problem> check_form(const Form& form, const Draft& draft, LocalDate today) {
    return judged(pass(form, draft), today, [](const Standing&) { return true; });
}

std::vector<Problem> check_answer(const Question& question, std::string_view typed, LocalDate today) {
    const auto answer = normal_answer(question, typed);
    auto value = sent_value(question, answer);
    if (question.kind == QuestionKind::number && value && value->number() == nullptr) value.reset();
    const auto problem = judge({&question, {}, 0, true, std::move(value), answer}, today);
    return problem ? std::vector{*problem} : std::vector<Problem>{};
}

void calculate(const Form& form, Draft& draft) {
    // What was calculated from other answers must not count as an answer of its own.
    for (const auto& standing : pass(form, draft)) {
        const auto key = key_of(*standing.question, standing.place);
        if (standing.question->calculated && draft.answer(key) != nullptr) draft.set_answer(key, {}, AnswerOrigin::rule);
    }
    for (const auto& standing : pass(form, draft)) {
        if (!standing.question->calculated) continue;
        const auto key = key_of(*standing.question, standing.place);
        auto now = standing.value ? answer_of(*standing.question, *standing.value) : std::string();
        if (draft.answer(key) != nullptr || !now.empty())
            draft.set_answer(key, Personal(std::move(now)), AnswerOrigin::rule);
    }
}

std::vector<SentAnswer> sent_answers(const Form& form, const Draft& draft) {
    std::vector<SentAnswer> out;
    for (const auto& standing : pass(form, draft)) {
        if (!standing.shown || standing.question->kind == QuestionKind::rows) continue;
        auto answer = standing.answer;
        if (standing.question->calculated && standing.value) answer = answer_of(*standing.question, *standing.value);
        if (answer.empty()) continue;
        auto key = key_of(*standing.question, standing.place);
        const auto origin = origin_of(draft, key);
        out.push_back({standing.question, {std::move(key), Personal(std::move(answer)), origin}});
    }
    return out;
}

}  // namespace kiosk::dossier
