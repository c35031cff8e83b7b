#include "ui/screens/reviewing_supplement.hpp"

#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

void draw_added(Frame& frame, const visit::Filing& filing, const ScreenContext& ctx) {
    for (const auto& component : filing.procedure->components) {
        const auto* paper = filing.draft.find_paper(component.id);
        if (paper == nullptr || (paper->pages.empty() && !paper->bring_original)) continue;
        Row row;
        row.icon = paper->pages.empty() ? Icon::bookmark : Icon::file_multiple;
        row.title = filing_wording::paper_name(component, ctx);
        row.body = filing_wording::pages_of(paper->pages.size(), ctx);
        frame.row({}, std::move(row));
    }
}

}  // namespace

void ReviewingSupplementScreen::draw(Frame& frame, const visit::ReviewingSupplement& state, const ScreenContext& ctx) {
    const auto& view = state.filing.supplement->reading.view;
    frame.title(ctx(text::supplement_review_title));
    frame.hint(ctx(text::supplement_review_hint, fmt::arg("code", view.code)));
    frame.scroll_from_here();
    if (state.problem)
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::supplement_problem), wording::sentence(*state.problem, ctx));
    Row dossier;
    dossier.icon = Icon::file_document;
    dossier.caption = view.code;
    dossier.title = view.procedure_name;
    frame.row({}, std::move(dossier));
    frame.second_column();
    frame.section(ctx(text::supplement_added));
    draw_added(frame, state.filing, ctx);
    const bool connected = ctx.visit.situation.portal_connected;
    frame.point(Icon::cloud_upload, ctx(connected ? text::supplement_review_online : text::supplement_review_offline));
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("supplement.send", ctx(text::supplement_send), {.icon = Icon::check, .reason = {}}))
        ctx.emit(visit::SupplementConfirmed{ctx.new_id()});
}

}  // namespace kiosk::ui
