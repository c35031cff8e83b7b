#pragma once
/// Shows where to hold the card so that its QR fills in the form.

#include "ui/screen.hpp"

namespace kiosk::ui {

class PresentingCardScreen {
public:
    explicit PresentingCardScreen(const visit::PresentingCard&) {}
    void draw(Frame& frame, const visit::PresentingCard& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
