#pragma once
/// Home: what is the visit for? UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ChoosingJourneyScreen {
public:
    explicit ChoosingJourneyScreen(const visit::ChoosingJourney&) {}
    void draw(Frame& frame, const visit::ChoosingJourney& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
