#pragma once
/// Waits for a page from the scanner or the camera.

#include "ui/screen.hpp"

namespace kiosk::ui {

class CapturingPageScreen {
public:
    explicit CapturingPageScreen(const visit::CapturingPage&) {}
    void draw(Frame& frame, const visit::CapturingPage& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
