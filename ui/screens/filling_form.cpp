#include "ui/screens/filling_form.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

using catalogue::QuestionKind;
using typed_day::Part;
using Asked = std::vector<AskedQuestion>;

/// The question whose row is open; null on the page itself.
const catalogue::Question* open_rows(const visit::FillingForm& state) {
    return state.row ? state.form->question(state.row->rows) : nullptr;
}

Asked asked_here(const visit::FillingForm& state) {
    const auto* rows = open_rows(state);
    const auto place = rows == nullptr ? dossier::RowPlace{} : dossier::RowPlace{rows, state.row->index};
    const auto& draft = state.filing.draft;
    Asked out;
    for (const auto* question : rows == nullptr ? dossier::visible_questions(*state.form, state.page, draft)
                                                : dossier::visible_questions(*state.form, place, draft)) {
        out.push_back({*question, place, state});
    }
    return out;
}

/// The same words as at the fields; of a row those of each of its questions, with the row's number.
void draw_problems(Frame& frame, const visit::FillingForm& state, const Asked& asked, const ScreenContext& ctx) {
    std::vector<std::string> sentences;
    for (const auto& one : asked) {
        if (auto sentence = one.problem(ctx); !sentence.empty()) sentences.push_back(std::move(sentence));
        if (one.question.kind != QuestionKind::rows) continue;
        for (std::size_t i = 0; i < dossier::row_count(one.question, state.filing.draft); ++i) {
            const auto prefix = fmt::format("{}[{}].", one.question.key, i);
            const auto wrong = [&](const auto& problem) { return problem.key.starts_with(prefix); };
            if (std::ranges::any_of(state.problems, wrong))
                sentences.push_back(
                    ctx(text::form_row_to_mend, fmt::arg("label", ctx(one.question.label)), fmt::arg("number", i + 1)));
        }
    }
    if (sentences.empty()) return;
    const auto count = sentences.size();
    frame.notice(Tone::bad, Icon::alert_circle,
                 count == 1 ? ctx(text::form_one_problem) : ctx(text::form_problems, fmt::arg("count", count)),
                 fmt::format("{}", fmt::join(sentences, "\n")));
}

void draw_questions(Frame& frame, const Asked& asked, Typing& typing, const ScreenContext& ctx) {
    std::string section;
    for (const auto& one : asked) {
        if (one.question.section.vi != section && !one.question.section.vi.empty()) frame.section(ctx(one.question.section));
        section = one.question.section.vi;
        draw_question(frame, one, typing, ctx);
    }
}

/// The keyboard goes to the first question that is typed and still wants something, or away.
template <class Wants>
void go_to_first(Typing& typing, const Asked& asked, Wants wants) {
    const auto found = std::ranges::find_if(asked, [&](const AskedQuestion& one) { return one.is_typed() && wants(one); });
    if (found == asked.end()) typing = {};
    else typing.go_to(*found);
}

}  // namespace

/// The keyboard opens by itself where the first thing to answer is typed.
FillingFormScreen::FillingFormScreen(const visit::FillingForm& state) {
    const auto asked = asked_here(state);
    const auto first = std::ranges::find_if(asked, [](const AskedQuestion& one) {
        return one.is_required() && one.answer().empty() && !one.question.calculated;
    });
    if (first != asked.end() && first->is_typed()) typing_.go_to(*first);
}

void FillingFormScreen::draw_heading(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx) const {
    frame.steps(2, wording::filing_steps(ctx));
    if (const auto* rows = open_rows(state)) {
        frame.title(
            ctx(text::form_row_title, fmt::arg("label", ctx(rows->label)), fmt::arg("number", state.row->index + 1)));
        return;
    }
    frame.title(ctx(state.form->pages[state.page].title));
    frame.hint(ctx(text::form_page, fmt::arg("page", state.page + 1), fmt::arg("count", state.form->pages.size())));
}

void FillingFormScreen::draw_buttons(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx) {
    const auto back = state.row ? text::form_row_back : state.back_to_review ? text::form_back_to_review : text::back;
    if (frame.back("back", ctx(back))) ctx.emit(visit::WentBack{});
    const auto& next = ctx(state.row ? text::form_row_done : text::form_next);
    if (frame.primary("form.next", next, {.icon = state.row ? Icon::check : Icon::arrow_right, .reason = {}})) {
        ctx.emit(visit::FormPageFinished{});
    }
}

void FillingFormScreen::draw_keyboard(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx) {
    const auto asked = asked_here(state);
    const auto found = std::ranges::find_if(asked, [&](const AskedQuestion& one) { return one.key() == typing_.key; });
    if (found == asked.end()) return;
    auto keyboard = wording::keyboard(found->layout(), ctx(text::done), found->id(), found->answer(), ctx);
    keyboard.capitals = found->capitals();
    if (auto asked_for = keyboard.field + "\n" + keyboard.text; asked_for != suggested_for_) {
        suggested_for_ = std::move(asked_for);
        suggestions_ = found->suggestions(ctx);
    }
    keyboard.suggestions = suggestions_;
    const auto typed = frame.keyboard(std::move(keyboard));
    if (!typed) return;
    const auto& key = typed->key;
    const bool day = found->question.kind == QuestionKind::day;
    const auto to_next_part = [&] { typing_.go_to(*found, static_cast<Part>(static_cast<int>(typing_.part) + 1)); };
    if (key.kind == Key::Kind::done) {
        if (day && typing_.part != Part::year) return to_next_part();
        const Asked after(found + 1, asked.end());
        return go_to_first(typing_, after, [](const AskedQuestion& one) { return one.answer().empty(); });
    }
    if (!day) return ctx.emit(visit::AnswerTyped{typing_.key, Personal{found->typed(*typed)}});
    typing_.part_typed = typed_day::press(typing_.part_typed, typing_.part, key);
    ctx.emit(visit::AnswerTyped{typing_.key, Personal{typed_day::kept(found->answer(), typing_.part, typing_.part_typed)}});
    const bool full = key.kind == Key::Kind::text && typed_day::is_full(typing_.part_typed, typing_.part);
    if (full && typing_.part != Part::year) to_next_part();
}

void FillingFormScreen::draw(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx) {
    const auto asked = asked_here(state);
    if (state.problems.size() > problems_) {  // «Tiếp tục» found something to mend: the keyboard goes there
        go_to_first(typing_, asked, [&](const AskedQuestion& one) { return !one.problem(ctx).empty(); });
    }
    problems_ = state.problems.size();
    draw_heading(frame, state, ctx);
    frame.scroll_from_here();
    if (!typing_.key.empty()) frame.second_column();  // on a wide display the keyboard stands beside the questions
    draw_problems(frame, state, asked, ctx);
    draw_questions(frame, asked, typing_, ctx);
    if (state.row && frame.quiet_button("form.row.remove", Icon::bin, ctx(text::form_row_remove))) removing_ = true;
    if (!state.row) filing_wording::draw_keep(frame, ctx);
    draw_buttons(frame, state, ctx);
    draw_keyboard(frame, state, ctx);
    if (!removing_) return;
    Dialog dialog;
    dialog.title = ctx(text::form_row_remove_title);
    dialog.body = ctx(text::form_row_remove_body);
    dialog.icon = Icon::bin;
    dialog.answers = {{"form.row.end", ctx(text::house_end), Tone::neutral, false},
                      {"form.row.really", ctx(text::form_row_remove), Tone::bad, false},
                      {"form.row.keep", ctx(text::form_row_keep), Tone::neutral, true}};
    const auto answer = frame.dialog(std::move(dialog));
    if (!answer) return;
    removing_ = false;
    if (*answer == "form.row.end") ctx.emit(visit::Ended{});
    if (*answer == "form.row.really") ctx.emit(visit::RowRemoved{state.row->rows, state.row->index});
}

}  // namespace kiosk::ui
