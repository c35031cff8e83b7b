#include "ui/screens/continuing_draft.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

/// The procedure changed since: what stayed behind, and that the rest is kept.
void draw_changes(Frame& frame, const visit::ContinuingDraft& state, const ScreenContext& ctx) {
    const auto& changes = state.changes;
    if (!changes.changed()) return;
    frame.notice(Tone::warn, Icon::alert_circle, ctx(text::draft_changed), ctx(text::draft_changed_body));
    if (changes.lost_answers > 0)
        frame.point(Icon::pencil_box, ctx(text::draft_lost_answers, fmt::arg("count", changes.lost_answers)));
    if (!changes.lost_papers.empty())
        frame.point(Icon::file_document, ctx(text::draft_lost_papers, fmt::arg("count", changes.lost_papers.size())));
    if (changes.asks_more) frame.point(Icon::pencil_box, ctx(text::draft_asks_more));
}

void ask_whether_to_remove(Frame& frame, const ScreenContext& ctx) {
    Dialog dialog;
    dialog.title = ctx(text::draft_remove_title);
    dialog.body = ctx(text::draft_remove_body);
    dialog.icon = Icon::bin;
    dialog.answers = {{"draft.end", ctx(text::house_end), Tone::neutral, false},
                      {"draft.really_remove", ctx(text::draft_remove_yes), Tone::bad, false},
                      {"draft.stay", ctx(text::draft_remove_not), Tone::neutral, true}};
    const auto answer = frame.dialog(std::move(dialog));
    if (answer == "draft.really_remove") ctx.emit(visit::DraftRemovalConfirmed{ctx.new_id()});
    if (answer == "draft.end") ctx.emit(visit::Ended{});
    if (answer == "draft.stay") ctx.emit(visit::WentBack{});
}

}  // namespace

void ContinuingDraftScreen::draw(Frame& frame, const visit::ContinuingDraft& state, const ScreenContext& ctx) {
    frame.title(ctx(text::draft_found));
    frame.hint(ctx(text::draft_found_hint, fmt::arg("moment", wording::date_time(state.kept.kept_until, ctx))));
    frame.scroll_from_here();
    if (state.problem)
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::draft_not_removed), wording::sentence(*state.problem, ctx));
    const auto* procedure = ctx.catalogue.procedure(state.kept.draft.procedure);
    Row dossier;
    dossier.icon = Icon::file_document;
    dossier.caption = ctx(text::draft_saved_at, fmt::arg("moment", wording::date_time(state.kept.saved_at, ctx)));
    dossier.title = procedure == nullptr ? state.kept.draft.procedure : ctx(procedure->short_name);
    frame.row({}, std::move(dossier));
    if (state.procedure == nullptr)
        frame.notice(Tone::warn, Icon::alert_circle, ctx(text::draft_not_offered), ctx(text::draft_not_offered_body));
    const bool hidden = ctx.visit.situation.today.hides(state.kept.draft.procedure);
    if (state.procedure != nullptr && hidden)
        frame.notice(Tone::warn, Icon::pause, ctx(text::details_hidden), ctx(text::draft_hidden_body));
    frame.second_column();
    draw_changes(frame, state, ctx);
    if (frame.quiet_button("draft.remove", Icon::bin, ctx(text::draft_remove))) ctx.emit(visit::DraftRemovalWanted{});
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (state.procedure == nullptr || hidden) {
        if (frame.primary("draft.ticket", ctx(text::status_ticket_submit), {.icon = Icon::ticket_account, .reason = {}}))
            ctx.emit(visit::TicketChosen{});
    } else if (frame.primary("draft.continue", ctx(text::draft_continue), {.icon = Icon::arrow_right, .reason = {}})) {
        ctx.emit(visit::DraftContinued{});
    }
    if (state.removing) ask_whether_to_remove(frame, ctx);
}

}  // namespace kiosk::ui
