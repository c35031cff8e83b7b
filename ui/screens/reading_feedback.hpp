#pragma once
/// Where to say what was not right: the hotline, and a page for one's own telephone. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReadingFeedbackScreen {
public:
    explicit ReadingFeedbackScreen(const visit::ReadingFeedback&) {}
    void draw(Frame& frame, const visit::ReadingFeedback& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
