#pragma once
/// A supplement was sent, or is kept to be sent: what was added, and its slip. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class HoldingSupplementScreen {
public:
    explicit HoldingSupplementScreen(const visit::HoldingSupplement&) {}
    void draw(Frame& frame, const visit::HoldingSupplement& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
