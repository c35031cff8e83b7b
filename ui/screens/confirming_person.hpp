#pragma once
/// Reads back who the card says is there.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ConfirmingPersonScreen {
public:
    explicit ConfirmingPersonScreen(const visit::ConfirmingPerson&) {}
    void draw(Frame& frame, const visit::ConfirmingPerson& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
