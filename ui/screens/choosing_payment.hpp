#pragma once
/// What is to be paid, for whom the receipt is, and how. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ChoosingPaymentScreen {
public:
    explicit ChoosingPaymentScreen(const visit::ChoosingPayment&) {}
    void draw(Frame& frame, const visit::ChoosingPayment& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
