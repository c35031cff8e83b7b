#pragma once
/// What the citizen takes away.

#include "ui/screen.hpp"

namespace kiosk::ui {

class HoldingConfirmationScreen {
public:
    explicit HoldingConfirmationScreen(const visit::HoldingConfirmation&) {}
    void draw(Frame& frame, const visit::HoldingConfirmation& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
