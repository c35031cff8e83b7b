#pragma once
/// The number is being allotted and printed. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class TakingTicketScreen {
public:
    explicit TakingTicketScreen(const visit::TakingTicket&) {}
    void draw(Frame& frame, const visit::TakingTicket& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
