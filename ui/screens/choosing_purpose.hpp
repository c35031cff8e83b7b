#pragma once
/// What a number is wanted for. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ChoosingPurposeScreen {
public:
    explicit ChoosingPurposeScreen(const visit::ChoosingPurpose&) {}
    void draw(Frame& frame, const visit::ChoosingPurpose& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
