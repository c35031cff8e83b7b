#pragma once
/// The number, large, with its QR: the citizen may go when it is on paper or on their telephone. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class HoldingTicketScreen {
public:
    explicit HoldingTicketScreen(const visit::HoldingTicket&) {}
    void draw(Frame& frame, const visit::HoldingTicket& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
