#pragma once
/// One page as large as the screen allows: to keep, to take again, to delete.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ViewingPageScreen {
public:
    explicit ViewingPageScreen(const visit::ViewingPage& state);
    void draw(Frame& frame, const visit::ViewingPage& state, const ScreenContext& ctx);

private:
    Picture picture_;  ///< made once: a page is looked at for many frames
};

}  // namespace kiosk::ui
