#pragma once
/// The last four digits that open a look-up; never shown, never from the scanned code. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class EnteringFactorScreen {
public:
    explicit EnteringFactorScreen(const visit::EnteringFactor&) {}
    void draw(Frame& frame, const visit::EnteringFactor& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
