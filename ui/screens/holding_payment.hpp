#pragma once
/// What has become of a fee, and the slip that says so. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class HoldingPaymentScreen {
public:
    explicit HoldingPaymentScreen(const visit::HoldingPayment&) {}
    void draw(Frame& frame, const visit::HoldingPayment& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
