#pragma once
/// What must be scanned, photographed or brought.

#include "ui/screen.hpp"

namespace kiosk::ui {

class CollectingPapersScreen {
public:
    explicit CollectingPapersScreen(const visit::CollectingPapers&) {}
    void draw(Frame& frame, const visit::CollectingPapers& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
