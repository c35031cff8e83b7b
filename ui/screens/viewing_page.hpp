#pragma once
/// One page, large: keep, take again, delete.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ViewingPageScreen {
public:
    explicit ViewingPageScreen(const visit::ViewingPage&) {}
    void draw(Frame& frame, const visit::ViewingPage& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
