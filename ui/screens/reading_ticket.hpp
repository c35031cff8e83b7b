#pragma once
/// A number that was held before the reader: what has become of it, giving it back, coming back into the line. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReadingTicketScreen {
public:
    explicit ReadingTicketScreen(const visit::ReadingTicket&) {}
    void draw(Frame& frame, const visit::ReadingTicket& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
