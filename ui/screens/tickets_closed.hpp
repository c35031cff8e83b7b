#pragma once
/// Tickets are off; says until when, and what goes on meanwhile. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class TicketsClosedScreen {
public:
    explicit TicketsClosedScreen(const visit::TicketsClosed&) {}
    void draw(Frame& frame, const visit::TicketsClosed& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
