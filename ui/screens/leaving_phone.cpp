#include "ui/screens/leaving_phone.hpp"

#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {

void LeavingPhoneScreen::draw(Frame& frame, const visit::LeavingPhone& state, const ScreenContext& ctx) {
    const auto& phone = state.filing.draft.phone;
    frame.steps(4, wording::filing_steps(ctx));
    frame.title(ctx(text::phone_title));
    frame.hint(ctx(text::phone_hint));
    TextField field;
    field.focused = true;
    field.icon = Icon::phone;
    field.placeholder = ctx(text::phone_example);
    if (!phone.empty()) field.clear_label = ctx(text::search_clear);
    if (!state.problems.empty()) field.error = filing_wording::sentence(state.problems.front(), ctx);
    frame.text_field("phone.number", ctx(text::phone_label), phone.reveal(), std::move(field));
    if (frame.tapped("phone.number.clear")) ctx.emit(visit::ParticularTyped{dossier::PersonField::phone, Personal{}});
    frame.scroll_from_here();
    frame.point(Icon::magnify, ctx(text::phone_lookup));

    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    const auto& label = ctx(phone.empty() ? text::phone_skip : text::phone_next);
    bool finished = frame.primary("phone.next", label, {.icon = Icon::arrow_right, .reason = {}});
    if (const auto typed = frame.keyboard(wording::keyboard(Layout::digits, label, "phone.number", phone.reveal(), ctx))) {
        if (typed->key.kind == Key::Kind::done) finished = true;
        else ctx.emit(visit::ParticularTyped{dossier::PersonField::phone, Personal{typed->text}});
    }
    if (finished) ctx.emit(visit::PhoneEntered{});
}

}  // namespace kiosk::ui
