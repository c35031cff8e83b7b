#pragma once
/// The rating is kept; who was not satisfied reads where to say why. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ThankingForRatingScreen {
public:
    explicit ThankingForRatingScreen(const visit::ThankingForRating&) {}
    void draw(Frame& frame, const visit::ThankingForRating& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
