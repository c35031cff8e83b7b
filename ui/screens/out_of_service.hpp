#pragma once
/// The kiosk cannot serve; says so and where to go. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class OutOfServiceScreen {
public:
    explicit OutOfServiceScreen(const visit::OutOfService&) {}
    void draw(Frame& frame, const visit::OutOfService& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
