#include "ui/screens/filling_form.hpp"

#include <algorithm>

#include "ui/screens/filing_wording.hpp"
#include "ui/typed_date.hpp"
#include "ui/typing.hpp"

namespace kiosk::ui {
namespace {

using catalogue::Question;
using catalogue::QuestionKind;
using Questions = std::vector<const Question*>;

bool is_typed(const Question& question) {
    return question.kind != QuestionKind::radio && question.kind != QuestionKind::select &&
           question.kind != QuestionKind::checkbox;
}

std::string_view answer_of(const visit::FillingForm& state, const Question& question) {
    const auto* value = state.filing.draft.answer(question.key);
    return value == nullptr ? std::string_view{} : value->reveal();
}

const dossier::Problem* problem_of(const visit::FillingForm& state, std::string_view key) {
    const auto found = std::ranges::find(state.problems, key, &dossier::Problem::key);
    return found == state.problems.end() ? nullptr : &*found;
}

/// A pattern without letters asks for digits, or for digits and dashes.
Layout layout_for_text(std::string_view pattern) {
    if (pattern.empty()) return Layout::letters;
    std::string rest{pattern};
    for (const std::string_view digits : {"[0-9]", "\\d"}) {
        for (auto at = rest.find(digits); at != std::string::npos; at = rest.find(digits)) rest.erase(at, digits.size());
    }
    if (std::ranges::any_of(rest, [](unsigned char letter) { return letter > 127 || std::isalpha(letter) != 0; })) {
        return Layout::letters;
    }
    return rest.find('-') == std::string::npos ? Layout::digits : Layout::code;
}

Layout layout_of(const Question& question) {
    switch (question.kind) {
        case QuestionKind::text: return layout_for_text(question.rules.pattern);
        case QuestionKind::number:
        case QuestionKind::date:
        case QuestionKind::phone: return Layout::digits;
        case QuestionKind::email: return Layout::email;
        case QuestionKind::long_text:
        case QuestionKind::select:
        case QuestionKind::radio:
        case QuestionKind::checkbox: break;
    }
    return Layout::letters;
}

/// The form format has no kind for names of people; their labels all begin alike.
typing::Capitals capitals_of(const Question& question) {
    const bool name = question.prefill.ends_with(".name") || question.label.vi.starts_with("Họ");
    return question.kind == QuestionKind::text && name ? typing::Capitals::words : typing::Capitals::none;
}

std::string label_of(const visit::FillingForm& state, const Question& question, const ScreenContext& ctx) {
    const auto& label = ctx(question.label);
    const auto& answers = state.filing.draft.answers;
    const auto answer = std::ranges::find(answers, question.key, &dossier::Answer::key);
    if (answer != answers.end() && !answer->value.empty()) {
        if (answer->origin == dossier::AnswerOrigin::card) return ctx(text::form_from_card, fmt::arg("label", label));
        if (answer->origin == dossier::AnswerOrigin::portal) return ctx(text::form_from_portal, fmt::arg("label", label));
    }
    return question.rules.required ? label : ctx(text::form_optional, fmt::arg("label", label));
}

Icon icon_of(QuestionKind kind) {
    switch (kind) {
        case QuestionKind::date: return Icon::calendar;
        case QuestionKind::phone: return Icon::phone;
        case QuestionKind::email: return Icon::email;
        case QuestionKind::text:
        case QuestionKind::long_text:
        case QuestionKind::number:
        case QuestionKind::select:
        case QuestionKind::radio:
        case QuestionKind::checkbox: break;
    }
    return Icon::none;
}

/// The same words as at the fields.
void draw_problems(Frame& frame, const visit::FillingForm& state, const Questions& questions, const ScreenContext& ctx) {
    if (state.problems.empty()) return;
    std::string sentences;
    for (const auto* question : questions) {
        const auto* problem = problem_of(state, question->key);
        if (problem == nullptr) continue;
        if (!sentences.empty()) sentences += '\n';
        sentences += filing_wording::sentence(*problem, *question, ctx);
    }
    const auto count = state.problems.size();
    frame.notice(Tone::bad, Icon::alert_circle,
                 count == 1 ? ctx(text::form_one_problem) : ctx(text::form_problems, fmt::arg("count", count)), sentences);
}

void draw_options(Frame& frame, const visit::FillingForm& state, const Question& question, const ScreenContext& ctx) {
    frame.section(label_of(state, question, ctx));
    if (!question.hint.vi.empty()) frame.paragraph(ctx(question.hint));
    if (const auto* problem = problem_of(state, question.key)) {
        frame.notice(Tone::bad, Icon::alert_circle, filing_wording::sentence(*problem, question, ctx));
    }
    const auto chosen = answer_of(state, question);
    for (const auto& option : question.options) {
        const bool selected = chosen == option.value;
        if (!frame.choice("form." + question.key + "." + option.value, ctx(option.label), selected)) continue;
        const bool clears = selected && !question.rules.required;
        ctx.emit(visit::AnswerTyped{question.key, Personal{clears ? std::string{} : option.value}});
    }
}

void draw_checkbox(Frame& frame, const visit::FillingForm& state, const Question& question, const ScreenContext& ctx) {
    const bool checked = answer_of(state, question) == "true";
    if (const auto* problem = problem_of(state, question.key)) {
        frame.notice(Tone::bad, Icon::alert_circle, filing_wording::sentence(*problem, question, ctx));
    }
    if (frame.checkbox("form." + question.key, ctx(question.label), checked, ctx(question.hint))) {
        ctx.emit(visit::AnswerTyped{question.key, Personal{checked ? "false" : "true"}});
    }
}

/// The key of the first question that is typed and still wants something; empty when there is none.
template <class Wants>
std::string first_typed(const Questions& questions, Wants wants) {
    const auto found =
        std::ranges::find_if(questions, [&](const Question* question) { return is_typed(*question) && wants(*question); });
    return found == questions.end() ? std::string{} : (*found)->key;
}

}  // namespace

/// The keyboard opens by itself where the first thing to answer is typed.
FillingFormScreen::FillingFormScreen(const visit::FillingForm& state) {
    const auto questions = dossier::visible_questions(*state.form, state.page, state.filing.draft);
    const auto first = std::ranges::find_if(questions, [&](const Question* question) {
        return question->rules.required && answer_of(state, *question).empty();
    });
    if (first != questions.end() && is_typed(**first)) focused_ = (*first)->key;
}

void FillingFormScreen::draw_question(Frame& frame, const visit::FillingForm& state, const Question& question,
                                      const ScreenContext& ctx) {
    if (question.kind == QuestionKind::checkbox) return draw_checkbox(frame, state, question, ctx);
    if (!is_typed(question)) return draw_options(frame, state, question, ctx);
    TextField field;
    field.focused = question.key == focused_;
    field.icon = icon_of(question.kind);
    field.placeholder = question.kind == QuestionKind::date ? ctx(text::person_date_example) : ctx(question.hint);
    if (const auto* problem = problem_of(state, question.key)) {
        field.error = filing_wording::sentence(*problem, question, ctx);
    }
    const auto value = answer_of(state, question);
    const auto shown = question.kind == QuestionKind::date ? typed_date::shown(value) : std::string{value};
    if (frame.text_field("form." + question.key, label_of(state, question, ctx), shown, std::move(field))) {
        focused_ = question.key;
    }
}

void FillingFormScreen::draw_keyboard(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx) {
    const auto questions = dossier::visible_questions(*state.form, state.page, state.filing.draft);
    const auto found = std::ranges::find(questions, focused_, &Question::key);
    if (found == questions.end()) return;
    const auto& question = **found;
    const auto key = frame.keyboard(layout_of(question), wording::keyboard_words(ctx(text::done), ctx));
    if (!key) return;
    const auto value = answer_of(state, question);
    if (key->kind == Key::Kind::done) {
        const Questions after{found + 1, questions.end()};
        focused_ = first_typed(after, [&](const Question& next) { return answer_of(state, next).empty(); });
        return;
    }
    ctx.emit(visit::AnswerTyped{
        question.key, Personal{question.kind == QuestionKind::date ? typed_date::press(value, *key)
                                                                   : typing::press(value, *key, capitals_of(question))}});
}

void FillingFormScreen::draw(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx) {
    const auto questions = dossier::visible_questions(*state.form, state.page, state.filing.draft);
    if (state.problems.size() > problems_) {  // «Tiếp tục» found something to mend: the keyboard goes there
        focused_ = first_typed(questions, [&](const Question& q) { return problem_of(state, q.key) != nullptr; });
    }
    problems_ = state.problems.size();
    frame.steps(2, wording::filing_steps(ctx));
    frame.title(ctx(state.form->pages[state.page].title));
    frame.hint(ctx(text::form_page, fmt::arg("page", state.page + 1), fmt::arg("count", state.form->pages.size())));
    frame.scroll_from_here();
    if (!focused_.empty()) frame.second_column();  // on a wide display the keyboard stands beside the questions
    draw_problems(frame, state, questions, ctx);
    for (const auto* question : questions) draw_question(frame, state, *question, ctx);

    if (frame.back("back", ctx(state.back_to_review ? text::form_back_to_review : text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("form.next", ctx(text::form_next), {.icon = Icon::arrow_right, .reason = {}})) {
        ctx.emit(visit::FormPageFinished{});
    }
    draw_keyboard(frame, state, ctx);
}

}  // namespace kiosk::ui
