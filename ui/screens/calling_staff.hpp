#pragma once
/// An officer is called: ringing, coming, or nobody answers. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class CallingStaffScreen {
public:
    explicit CallingStaffScreen(const visit::CallingStaff&) {}
    void draw(Frame& frame, const visit::CallingStaff& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
