#pragma once
/// Papers for a dossier that exists, all that will be sent. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReviewingSupplementScreen {
public:
    explicit ReviewingSupplementScreen(const visit::ReviewingSupplement&) {}
    void draw(Frame& frame, const visit::ReviewingSupplement& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
