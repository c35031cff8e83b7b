#pragma once
/// The fields (lĩnh vực) or the life events as tiles, and the way to the search. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ChoosingFieldScreen {
public:
    explicit ChoosingFieldScreen(const visit::ChoosingField&) {}
    void draw(Frame& frame, const visit::ChoosingField& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
