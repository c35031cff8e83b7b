#pragma once
/// What a procedure takes before anything is asked: led by what can be done here. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReadingDetailsScreen {
public:
    explicit ReadingDetailsScreen(const visit::ReadingDetails&) {}
    void draw(Frame& frame, const visit::ReadingDetails& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
