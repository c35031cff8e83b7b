#pragma once
/// Asks for whom the dossier is filed.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ChoosingApplicantScreen {
public:
    explicit ChoosingApplicantScreen(const visit::ChoosingApplicant&) {}
    void draw(Frame& frame, const visit::ChoosingApplicant& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
