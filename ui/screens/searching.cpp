#include "ui/screens/searching.hpp"

#include "ui/screens/procedure_row.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

void draw_results(Frame& frame, const visit::Searching& state, const ScreenContext& ctx) {
    if (state.words.empty()) {
        frame.point(Icon::lightbulb, ctx(text::search_start));
        return;
    }
    if (state.found.empty()) {
        frame.notice(Tone::info, Icon::magnify, ctx(text::search_nothing, fmt::arg("words", state.words)),
                     ctx(text::search_nothing_body));
        return;
    }
    for (const auto* procedure : state.found) {
        if (frame.row("procedure." + procedure->code, procedure_row(*procedure, ctx))) {
            ctx.emit(visit::ProcedureChosen{procedure->code});
        }
    }
}

}  // namespace

void SearchingScreen::draw(Frame& frame, const visit::Searching& state, const ScreenContext& ctx) {
    if (frame.portrait()) frame.title(ctx(text::search_title));  // a wide keyboard leaves room for the field alone
    TextField field;
    field.icon = Icon::magnify;
    field.focused = true;
    field.personal = false;
    field.placeholder = ctx(text::search_example);
    if (!state.words.empty()) field.clear_label = ctx(text::search_clear);
    frame.text_field("search.words", {}, state.words, std::move(field));
    if (frame.tapped("search.words.clear")) ctx.emit(visit::WordsTyped{});
    frame.scroll_from_here();
    frame.second_column();
    draw_results(frame, state, ctx);
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});

    constexpr std::size_t most_suggestions = 4;
    auto keyboard = wording::keyboard(Layout::letters, ctx(text::keys_view), "search.words", state.words, ctx);
    keyboard.words.done_enabled = !state.found.empty();
    if (suggested_for_ != state.words) {
        suggested_for_ = state.words;
        suggestions_ = wording::suggestions(catalogue::names_going_on(state.found, state.words, most_suggestions), ctx);
    }
    keyboard.suggestions = suggestions_;
    const auto typed = frame.keyboard(std::move(keyboard));
    if (!typed) return;
    if (typed->key.kind == Key::Kind::done) {
        if (!state.found.empty()) ctx.emit(visit::ProcedureChosen{state.found.front()->code});
        return;
    }
    ctx.emit(visit::WordsTyped{typed->text});
}

}  // namespace kiosk::ui
