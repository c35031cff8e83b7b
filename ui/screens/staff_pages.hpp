#pragma once
/// The kiosk's own pages for staff: how everything is, what waits, devices, tickets, the close of the day, the glass. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class StaffPagesScreen {
public:
    explicit StaffPagesScreen(const visit::StaffPages&) {}
    void draw(Frame& frame, const visit::StaffPages& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
