#include "ui/screens/taking_ticket.hpp"

namespace kiosk::ui {

void TakingTicketScreen::draw(Frame& frame, const visit::TakingTicket& state, const ScreenContext& ctx) {
    frame.title(ctx(text::ticket_confirm_title));
    frame.hint(ctx(text::ticket_wait));
    frame.spinner(ctx(state.ticket ? text::ticket_printing : text::ticket_allotting));
}

}  // namespace kiosk::ui
