#pragma once
/// The PIN that goes with a token of the staff's: dots, and keys in another order each time. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class EnteringPinScreen {
public:
    explicit EnteringPinScreen(const visit::EnteringPin&) {}
    void draw(Frame& frame, const visit::EnteringPin& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
