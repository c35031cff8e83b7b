#pragma once
/// «Lưu để làm tiếp»: what is kept, how long, and what opens it again. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class OfferingToKeepScreen {
public:
    explicit OfferingToKeepScreen(const visit::OfferingToKeep&) {}
    void draw(Frame& frame, const visit::OfferingToKeep& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
