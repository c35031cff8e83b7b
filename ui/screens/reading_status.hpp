#pragma once
/// Where the dossier is: from the portal, or the last known state with its age. Never a future step. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReadingStatusScreen {
public:
    explicit ReadingStatusScreen(const visit::ReadingStatus&) {}
    void draw(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
