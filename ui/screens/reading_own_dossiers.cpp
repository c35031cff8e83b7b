#include "ui/screens/reading_own_dossiers.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

/// The index of the one tapped.
std::optional<std::size_t> draw_own_list(Frame& frame, const visit::ReadingOwnDossiers& state, const ScreenContext& ctx) {
    std::optional<std::size_t> tapped;
    for (std::size_t i = 0; i < state.dossiers.size(); ++i) {
        const auto& dossier = state.dossiers[i];
        Row row;
        row.icon = wording::status_icon(dossier.status);
        row.tone = wording::status_tone(dossier.status);
        row.caption = dossier.code;
        row.title = dossier.procedure_name;
        row.body = wording::date(dossier.submitted_at) + " · " + wording::status_name(dossier.status, ctx);
        row.aloud = wording::date(dossier.submitted_at);
        if (frame.row(fmt::format("own.{}", i + 1), std::move(row))) tapped = i;
    }
    return tapped;
}

}  // namespace

void ReadingOwnDossiersScreen::draw(Frame& frame, const visit::ReadingOwnDossiers& state, const ScreenContext& ctx) {
    frame.title(ctx(text::own_asking_title));
    if (!state.dossiers.empty()) frame.hint(ctx(text::own_hint));
    if (state.problem)
        frame.notice(Tone::warn, Icon::alert_circle, ctx(text::own_problem), wording::sentence(*state.problem, ctx));
    else if (state.dossiers.empty())
        frame.notice(Tone::info, Icon::file_hidden, ctx(text::own_none), ctx(text::own_none_body));
    frame.scroll_from_here();
    if (const auto tapped = draw_own_list(frame, state, ctx)) ctx.emit(visit::OwnDossierChosen{ctx.new_id(), *tapped});
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (state.problem && frame.primary("own.again", ctx(text::own_again), {.icon = Icon::refresh, .reason = {}}))
        ctx.emit(visit::OwnDossiersWanted{ctx.new_id()});
}

}  // namespace kiosk::ui
