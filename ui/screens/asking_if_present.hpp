#pragma once
/// The question over a page that nobody touches: is somebody there? UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class AskingIfPresentScreen {
public:
    explicit AskingIfPresentScreen(const visit::AskingIfPresent&) {}
    void draw(Frame& frame, const visit::AskingIfPresent& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
