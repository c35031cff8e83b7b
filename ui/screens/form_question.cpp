#include "ui/screens/form_question.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "ui/screens/filing_wording.hpp"
#include "ui/typed_date.hpp"

namespace kiosk::ui {
namespace {

using catalogue::Question;
using catalogue::QuestionKind;
using typed_day::Part;

/// A pattern without letters asks for digits, or for digits and dashes.
Layout layout_for_text(std::string_view pattern) {
    std::string rest{pattern};
    for (const std::string_view digits : {"[0-9]", "\\d"}) {
        for (auto at = rest.find(digits); at != std::string::npos; at = rest.find(digits)) rest.erase(at, digits.size());
    }
    if (std::ranges::any_of(rest, [](unsigned char letter) { return letter > 127 || std::isalpha(letter) != 0; })) {
        return Layout::letters;
    }
    return rest.find('-') == std::string::npos ? Layout::digits : Layout::code;
}

/// The form format has no kind for names of people; their labels all begin alike.
bool is_name(const Question& question) {
    return question.kind == QuestionKind::text &&
           (question.prefill.ends_with(".name") || question.label.vi.starts_with("Họ"));
}

/// Nor has it one for places.
bool is_address(const Question& question) {
    return !question.rules.pattern && (question.prefill.ends_with(".residence") || question.label.vi.starts_with("Nơi") ||
                                       question.label.vi.starts_with("Địa chỉ"));
}

Icon icon_of(QuestionKind kind) {
    switch (kind) {
        case QuestionKind::date: return Icon::calendar;
        case QuestionKind::phone: return Icon::phone;
        case QuestionKind::email: return Icon::email;
        case QuestionKind::currency: return Icon::cash;
        default: return Icon::none;
    }
}

/// A field shows what was typed, not what would be sent.
std::string shown(const AskedQuestion& asked, const ScreenContext& ctx) {
    const auto answer = asked.answer();
    switch (asked.question.kind) {
        case QuestionKind::date: return typed_date::shown(answer);
        case QuestionKind::currency: {
            std::int64_t dong = 0;
            const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), dong);
            const bool whole = !answer.empty() && error == std::errc{} && end == answer.data() + answer.size();
            return whole ? wording::money(dong, ctx) : std::string{answer};
        }
        default: return std::string{answer};
    }
}

void draw_question_problem(Frame& frame, const AskedQuestion& asked, const ScreenContext& ctx) {
    const auto problem = asked.problem(ctx);
    if (!problem.empty()) frame.notice(Tone::bad, Icon::alert_circle, problem);
}

void draw_heading(Frame& frame, const AskedQuestion& asked, const ScreenContext& ctx) {
    frame.section(asked.label(ctx));
    if (!asked.question.hint.vi.empty()) frame.paragraph(ctx(asked.question.hint));
    draw_question_problem(frame, asked, ctx);
}

void draw_choices(Frame& frame, const AskedQuestion& asked, const ScreenContext& ctx) {
    draw_heading(frame, asked, ctx);
    for (const auto& option : asked.question.options) {
        const bool selected = asked.answer() == option.value;
        if (!frame.personal_choice(asked.id() + "." + option.value, ctx(option.label), selected)) continue;
        const bool clears = selected && !asked.is_required();
        ctx.emit(visit::AnswerTyped{asked.key(), Personal{clears ? std::string{} : option.value}});
    }
}

void draw_boxes(Frame& frame, const AskedQuestion& asked, const ScreenContext& ctx) {
    draw_heading(frame, asked, ctx);
    const auto set = dossier::chosen(asked.answer());
    for (const auto& option : asked.question.options) {
        const bool checked = std::ranges::find(set, option.value) != set.end();
        if (frame.personal_checkbox(asked.id() + "." + option.value, ctx(option.label), checked))
            ctx.emit(visit::AnswerTyped{asked.key(),
                                        Personal{dossier::with_option(asked.question, asked.answer(), option.value)}});
    }
}

void draw_checkbox(Frame& frame, const AskedQuestion& asked, const ScreenContext& ctx) {
    const bool checked = asked.answer() == "true";
    draw_question_problem(frame, asked, ctx);
    if (frame.personal_checkbox(asked.id(), ctx(asked.question.label), checked, ctx(asked.question.hint)))
        ctx.emit(visit::AnswerTyped{asked.key(), Personal{checked ? "false" : "true"}});
}

void draw_day(Frame& frame, const AskedQuestion& asked, Typing& typing, const ScreenContext& ctx) {
    constexpr std::array<std::pair<const char*, TextId>, 3> parts{
        {{".day", text::form_part_day}, {".month", text::form_part_month}, {".year", text::form_part_year}}};
    const auto values = typed_day::shown(asked.answer());
    const bool focused = typing.key == asked.key();
    std::vector<FieldPart> boxes;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool here = focused && typing.part == static_cast<Part>(i);
        boxes.push_back(
            {asked.id() + parts[i].first, ctx(parts[i].second), here ? typing.part_typed : values[i], here, i == 2 ? 3 : 2});
    }
    TextField field;
    field.error = asked.problem(ctx);
    const auto touched = frame.parts_field(asked.label(ctx), std::move(boxes), std::move(field));
    if (!asked.question.hint.vi.empty()) frame.paragraph(ctx(asked.question.hint));
    if (touched) typing.go_to(asked, static_cast<Part>(*touched));
}

void draw_field(Frame& frame, const AskedQuestion& asked, Typing& typing, const ScreenContext& ctx) {
    TextField field;
    field.focused = asked.key() == typing.key;
    field.icon = icon_of(asked.question.kind);
    field.placeholder = asked.question.hint.vi.empty() && asked.question.kind == QuestionKind::date
                            ? ctx(text::person_date_example)
                            : ctx(asked.question.hint);
    field.error = asked.problem(ctx);
    // What nobody typed here, nobody needs to see whole: of numbers the last four digits, until the field is touched.
    using dossier::AnswerOrigin;
    const bool read = !field.focused && (asked.origin() == AnswerOrigin::card || asked.origin() == AnswerOrigin::portal);
    const auto value =
        read ? filing_wording::answer(asked.question, asked.state.filing.draft, ctx, asked.place) : shown(asked, ctx);
    if (frame.text_field(asked.id(), asked.label(ctx), value, std::move(field))) typing.go_to(asked);
}

bool has_problem_within(const visit::FillingForm& state, const std::string& row) {
    return std::ranges::any_of(state.problems, [&](const auto& problem) { return problem.key.starts_with(row + "."); });
}

}  // namespace

std::string_view AskedQuestion::answer() const {
    const auto* value = state.filing.draft.answer(key());
    return value == nullptr ? std::string_view{} : value->reveal();
}

std::optional<dossier::AnswerOrigin> AskedQuestion::origin() const {
    const auto& answers = state.filing.draft.answers;
    const auto kept = std::ranges::find(answers, key(), &dossier::Answer::key);
    return kept == answers.end() || kept->value.empty() ? std::nullopt : std::optional(kept->origin);
}

bool AskedQuestion::is_required() const {
    const auto& rules = question.rules;
    return rules.required || rules.day_required || rules.month_required || rules.year_required;
}

bool AskedQuestion::is_typed() const {
    switch (question.kind) {
        case QuestionKind::select:
        case QuestionKind::radio:
        case QuestionKind::checkbox:
        case QuestionKind::select_boxes:
        case QuestionKind::rows:
        case QuestionKind::hidden: return false;
        default: return !question.calculated;
    }
}

std::string AskedQuestion::problem(const ScreenContext& ctx) const {
    const auto found = std::ranges::find(state.problems, key(), &dossier::Problem::key);
    return found == state.problems.end() ? std::string{} : filing_wording::sentence(*found, question, ctx);
}

std::string AskedQuestion::label(const ScreenContext& ctx) const {
    const auto& words = ctx(question.label);
    const auto from = origin();
    if (from == dossier::AnswerOrigin::card) return ctx(text::form_from_card, fmt::arg("label", words));
    if (from == dossier::AnswerOrigin::portal) return ctx(text::form_from_portal, fmt::arg("label", words));
    if (from == dossier::AnswerOrigin::staff) return ctx(text::form_from_staff, fmt::arg("label", words));
    return is_required() || question.calculated ? words : ctx(text::form_optional, fmt::arg("label", words));
}

Layout AskedQuestion::layout() const {
    switch (question.kind) {
        case QuestionKind::text:
        case QuestionKind::long_text:
            if (is_address(question)) return Layout::address;
            return question.rules.pattern ? layout_for_text(question.rules.pattern->source()) : Layout::letters;
        case QuestionKind::number: return question.whole ? Layout::digits : Layout::decimal;
        case QuestionKind::currency:
        case QuestionKind::date:
        case QuestionKind::day:
        case QuestionKind::phone: return Layout::digits;
        case QuestionKind::email: return Layout::email;
        default: return Layout::letters;
    }
}

Capitals AskedQuestion::capitals() const { return is_name(question) ? Capitals::words : Capitals::none; }

std::vector<Suggestion> AskedQuestion::suggestions(const ScreenContext& ctx) const {
    constexpr std::size_t most = 4;
    if (layout() != Layout::address) return {};
    return wording::suggestions(catalogue::places_going_on(ctx.catalogue, answer(), local_time(ctx.wall).date, most), ctx);
}

std::string AskedQuestion::typed(const Typed& typed) const {
    return question.kind == QuestionKind::date ? typed_date::press(answer(), typed.key) : typed.text;
}

void Typing::go_to(const AskedQuestion& asked) {
    key = asked.key();
    if (asked.question.kind != QuestionKind::day) return;
    const auto values = typed_day::shown(asked.answer());
    const auto empty = std::ranges::find_if(values, [](const auto& value) { return value.empty(); });
    go_to(asked, static_cast<Part>(empty == values.end() ? 0 : empty - values.begin()));
}

void Typing::go_to(const AskedQuestion& asked, Part which) {
    key = asked.key();
    part = which;
    part_typed = typed_day::shown(asked.answer())[static_cast<std::size_t>(which)];
}

void draw_question(Frame& frame, const AskedQuestion& asked, Typing& typing, const ScreenContext& ctx) {
    if (asked.question.calculated) {
        draw_question_problem(frame, asked, ctx);
        const auto value = filing_wording::answer(asked.question, asked.state.filing.draft, ctx, asked.place);
        return frame.facts({{Icon::calculator, ctx(asked.question.label), value.empty() ? "–" : value, true}});
    }
    switch (asked.question.kind) {
        case QuestionKind::radio:
        case QuestionKind::select: return draw_choices(frame, asked, ctx);
        case QuestionKind::select_boxes: return draw_boxes(frame, asked, ctx);
        case QuestionKind::checkbox: return draw_checkbox(frame, asked, ctx);
        case QuestionKind::day: return draw_day(frame, asked, typing, ctx);
        case QuestionKind::rows: return draw_rows(frame, asked, ctx);
        case QuestionKind::hidden: return;
        default: return draw_field(frame, asked, typing, ctx);
    }
}

void draw_rows(Frame& frame, const AskedQuestion& asked, const ScreenContext& ctx) {
    const auto& rows = asked.question;
    const auto& draft = asked.state.filing.draft;
    draw_heading(frame, asked, ctx);
    const auto count = dossier::row_count(rows, draft);
    const bool people = is_name(rows.row.front());
    for (std::size_t i = 0; i < count; ++i) {
        const auto id = fmt::format("{}[{}]", asked.id(), i);
        const auto words = filing_wording::row(*asked.state.form, rows, i, draft, ctx);
        Row row;
        row.icon = people ? Icon::account : Icon::file_document;
        row.title = words.title.empty() ? ctx(text::form_row_empty, fmt::arg("number", i + 1)) : words.title;
        row.body = words.body;
        row.aloud = ctx(text::form_row_title, fmt::arg("label", ctx(rows.label)), fmt::arg("number", i + 1));
        if (has_problem_within(asked.state, fmt::format("{}[{}]", rows.key, i))) {
            row.trailing = ctx(text::form_row_problem);
            row.trailing_tone = Tone::bad;
        }
        if (frame.row(id, std::move(row))) ctx.emit(visit::RowOpened{rows.key, i});
    }
    if (count >= dossier::most_rows(rows)) return frame.paragraph(ctx(text::form_rows_full, fmt::arg("count", count)));
    if (frame.quiet_button(asked.id() + ".add", people ? Icon::account_multiple_plus : Icon::plus, ctx(rows.row_name)))
        ctx.emit(visit::RowAdded{rows.key});
}

}  // namespace kiosk::ui
