#pragma once
/// How satisfied somebody is: one question with its levels as rows. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class RatingServiceScreen {
public:
    explicit RatingServiceScreen(const visit::RatingService&) {}
    void draw(Frame& frame, const visit::RatingService& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
