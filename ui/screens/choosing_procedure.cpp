#include "ui/screens/choosing_procedure.hpp"

#include "ui/screens/procedure_row.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {

void ChoosingProcedureScreen::draw(Frame& frame, const visit::ChoosingProcedure& state, const ScreenContext& ctx) {
    if (state.journey == visit::Journey::submit) frame.steps(0, wording::filing_steps(ctx));
    const auto* event = ctx.catalogue.life_event(state.life_event);
    frame.title(event != nullptr ? ctx(event->name) : wording::field_name(state.field, ctx));
    frame.hint(ctx(text::procedure_title));
    const auto procedures = event != nullptr ? ctx.catalogue.in_life_event(event->id) : ctx.catalogue.in_field(state.field);
    if (procedures.empty()) frame.notice(Tone::info, Icon::information, ctx(text::procedure_none));
    frame.scroll_from_here();
    if (state.journey == visit::Journey::ticket && event == nullptr) {
        Row unknown;
        unknown.icon = Icon::help_circle;
        unknown.tone = Tone::neutral;
        unknown.title = ctx(text::procedure_unknown);
        unknown.body = ctx(text::procedure_unknown_body);
        if (frame.row("procedure.unknown", std::move(unknown))) ctx.emit(visit::ProcedureSkipped{});
    }
    for (const auto* procedure : procedures) {
        if (frame.row("procedure." + procedure->code, procedure_row(*procedure, ctx))) {
            ctx.emit(visit::ProcedureChosen{procedure->code});
        }
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("search.open", ctx(text::search_open), {.icon = Icon::magnify, .reason = {}})) {
        ctx.emit(visit::SearchOpened{});
    }
}

}  // namespace kiosk::ui
