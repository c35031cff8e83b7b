#pragma once
/// The question whether what is not handed in may be lost. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ConfirmingEndScreen {
public:
    explicit ConfirmingEndScreen(const visit::ConfirmingEnd&) {}
    void draw(Frame& frame, const visit::ConfirmingEnd& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
