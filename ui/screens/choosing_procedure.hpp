#pragma once
/// The procedures of one field or life event, with fee and time. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ChoosingProcedureScreen {
public:
    explicit ChoosingProcedureScreen(const visit::ChoosingProcedure&) {}
    void draw(Frame& frame, const visit::ChoosingProcedure& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
