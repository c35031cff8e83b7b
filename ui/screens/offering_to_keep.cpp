#include "ui/screens/offering_to_keep.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {

void OfferingToKeepScreen::draw(Frame& frame, const visit::OfferingToKeep& state, const ScreenContext& ctx) {
    frame.title(ctx(text::draft_keep_title));
    frame.hint(ctx(text::draft_keep_hint));
    frame.scroll_from_here();
    if (state.problem)
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::draft_problem), wording::sentence(*state.problem, ctx));
    Row dossier;
    dossier.icon = Icon::file_document;
    dossier.title = ctx(state.filing.procedure->short_name);
    frame.row({}, std::move(dossier));
    frame.second_column();
    frame.point(Icon::lock, ctx(text::draft_keep_sealed));
    frame.point(Icon::clock, ctx(text::draft_keep_days, fmt::arg("days", ctx.settings.drafts.keep_days)));
    frame.point(Icon::qrcode_scan, ctx(text::draft_keep_opens));
    frame.point(Icon::alert, ctx(text::draft_keep_not_submitted));
    if (frame.back("back", ctx(text::draft_keep_back))) ctx.emit(visit::WentBack{});
    if (frame.primary("draft.confirm", ctx(text::draft_keep_confirm), {.icon = Icon::bookmark, .reason = {}}))
        ctx.emit(visit::KeepingConfirmed{ctx.new_id()});
}

}  // namespace kiosk::ui
