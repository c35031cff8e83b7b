#pragma once
/// Waits for the portal's answer. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class AskingStatusScreen {
public:
    explicit AskingStatusScreen(const visit::AskingStatus&) {}
    void draw(Frame& frame, const visit::AskingStatus& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
