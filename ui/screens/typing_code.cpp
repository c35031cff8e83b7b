#include "ui/screens/typing_code.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {

void TypingCodeScreen::draw(Frame& frame, const visit::TypingCode& state, const ScreenContext& ctx) {
    const bool portrait = frame.portrait();  // a wide keyboard leaves room for the field alone: words stand beside it
    const bool wrong = state.problem == visit::CodeProblem::not_a_code;
    if (portrait) {
        frame.title(ctx(text::lookup_code_title));
        frame.hint(ctx(text::lookup_code_hint));
    }
    TextField field;
    field.focused = true;
    field.personal = false;
    field.icon = Icon::barcode;
    field.placeholder = ctx(text::lookup_code_example);
    if (!state.typed.empty()) field.clear_label = ctx(text::search_clear);
    if (wrong && portrait) field.error = ctx(text::lookup_code_error);
    frame.text_field("lookup.code", portrait ? ctx(text::lookup_code_label) : std::string{}, state.typed, std::move(field));
    if (frame.tapped("lookup.code.clear")) ctx.emit(visit::CodeTyped{});
    frame.scroll_from_here();
    if (!portrait) {
        frame.second_column();
        frame.section(ctx(text::lookup_code_title));
        if (wrong) frame.notice(Tone::bad, Icon::alert_circle, ctx(text::lookup_code_error));
        else frame.paragraph(ctx(text::lookup_code_hint));
    }

    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    Button next{.icon = Icon::arrow_right, .enabled = !state.typed.empty(), .reason = {}};
    if (frame.primary("lookup.check", ctx(text::lookup_continue), std::move(next))) ctx.emit(visit::CodeEntered{});

    auto keyboard = wording::keyboard(Layout::code, ctx(text::keys_next), "lookup.code", state.typed, ctx);
    keyboard.words.done_enabled = !state.typed.empty();
    const auto typed = frame.keyboard(std::move(keyboard));
    if (!typed) return;
    if (typed->key.kind == Key::Kind::done) ctx.emit(visit::CodeEntered{});
    else ctx.emit(visit::CodeTyped{typed->text});
}

}  // namespace kiosk::ui
