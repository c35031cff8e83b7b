#pragma once
/// The PIN that goes with a token of the staff's: dots, and keys in another order each time. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

/// The page of a PIN; `hint` says what it opens.
void draw_pin_page(Frame& frame, const visit::EnteringPin& state, const std::string& hint, const ScreenContext& ctx);

class EnteringPinScreen {
public:
    explicit EnteringPinScreen(const visit::EnteringPin&) {}
    void draw(Frame& frame, const visit::EnteringPin& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
