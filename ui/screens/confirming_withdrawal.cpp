#include "ui/screens/confirming_withdrawal.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {

void ConfirmingWithdrawalScreen::draw(Frame& frame, const visit::ConfirmingWithdrawal& state, const ScreenContext& ctx) {
    const auto& view = state.reading.view;
    frame.title(ctx(text::withdraw_title));
    frame.hint(ctx(text::withdraw_hint));
    frame.scroll_from_here();
    if (state.problem)
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::withdraw_problem), wording::sentence(*state.problem, ctx));
    Row dossier;
    dossier.icon = Icon::file_document;
    dossier.caption = view.code;
    dossier.title = view.procedure_name;
    dossier.body = wording::status_name(view.status, ctx);
    frame.row({}, std::move(dossier));
    frame.point(Icon::stop, ctx(text::withdraw_means));
    frame.point(Icon::file_document, ctx(text::withdraw_again));
    frame.point(Icon::bank, ctx(text::withdraw_answer));
    if (frame.back("back", ctx(text::withdraw_keep))) ctx.emit(visit::WentBack{});
    if (frame.primary("withdraw.confirm", ctx(text::withdraw_confirm), {.icon = Icon::undo_variant, .reason = {}}))
        ctx.emit(visit::WithdrawalConfirmed{ctx.new_id()});
}

}  // namespace kiosk::ui
