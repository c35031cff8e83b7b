#pragma once
/// The code to pay with, while the bank is waited for. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class PayingFeeScreen {
public:
    explicit PayingFeeScreen(const visit::PayingFee&) {}
    void draw(Frame& frame, const visit::PayingFee& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
