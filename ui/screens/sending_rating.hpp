#pragma once
/// The moment in which a rating is written down. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class SendingRatingScreen {
public:
    explicit SendingRatingScreen(const visit::SendingRating&) {}
    void draw(Frame& frame, const visit::SendingRating& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
