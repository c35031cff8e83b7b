#pragma once
/// Nobody is there: invites, in every language that is complete. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class AttractingScreen {
public:
    explicit AttractingScreen(const visit::Attracting&) {}
    void draw(Frame& frame, const visit::Attracting& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
