#pragma once
/// Where to hold the receipt so that its code is read. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class PresentingReceiptScreen {
public:
    explicit PresentingReceiptScreen(const visit::PresentingReceipt&) {}
    void draw(Frame& frame, const visit::PresentingReceipt& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
