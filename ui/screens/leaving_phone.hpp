#pragma once
/// Offers to leave a telephone number for a call-back.

#include "ui/screen.hpp"

namespace kiosk::ui {

class LeavingPhoneScreen {
public:
    explicit LeavingPhoneScreen(const visit::LeavingPhone&) {}
    void draw(Frame& frame, const visit::LeavingPhone& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
