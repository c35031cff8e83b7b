#pragma once
/// Everything once more, the declaration, the press.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReviewingScreen {
public:
    explicit ReviewingScreen(const visit::Reviewing&) {}
    void draw(Frame& frame, const visit::Reviewing& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
