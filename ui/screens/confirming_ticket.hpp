#pragma once
/// Papers and counter before a number is taken. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ConfirmingTicketScreen {
public:
    explicit ConfirmingTicketScreen(const visit::ConfirmingTicket&) {}
    void draw(Frame& frame, const visit::ConfirmingTicket& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
