#pragma once
/// Waits while the dossier is written down and the portal's code comes.

#include "ui/screen.hpp"

namespace kiosk::ui {

class RecordingScreen {
public:
    explicit RecordingScreen(const visit::Recording&) {}
    void draw(Frame& frame, const visit::Recording& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
