#pragma once
/// Everything that was said, to check before the press that counts.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReviewingScreen {
public:
    explicit ReviewingScreen(const visit::Reviewing&) {}
    void draw(Frame& frame, const visit::Reviewing& state, const ScreenContext& ctx);

private:
    /// Once «Nộp hồ sơ» was touched without the declaration, it stands on top and stays there.
    bool declaration_on_top_ = false;
};

}  // namespace kiosk::ui
