#include "ui/screens/tickets_closed.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {

void TicketsClosedScreen::draw(Frame& frame, const visit::TicketsClosed& state, const ScreenContext& ctx) {
    if (state.stopped) frame.outcome(Tone::info, Icon::pause, ctx(text::closed_stopped_title), ctx(text::closed_stopped));
    else frame.outcome(Tone::info, Icon::clock, ctx(text::closed_title), wording::closed_sentence(state.opening, ctx));
    frame.point(Icon::upload, ctx(text::closed_go_on));
    if (frame.primary("back", ctx(text::closed_other), {.icon = Icon::home, .reason = {}})) ctx.emit(visit::WentBack{});
}

}  // namespace kiosk::ui
