#pragma once
/// The moments in which a withdrawal is written down and the portal's answer is waited for. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class WithdrawingScreen {
public:
    explicit WithdrawingScreen(const visit::Withdrawing&) {}
    void draw(Frame& frame, const visit::Withdrawing& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
