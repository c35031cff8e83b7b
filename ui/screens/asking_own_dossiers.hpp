#pragma once
/// The portal is asked for somebody's own dossiers. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class AskingOwnDossiersScreen {
public:
    explicit AskingOwnDossiersScreen(const visit::AskingOwnDossiers&) {}
    void draw(Frame& frame, const visit::AskingOwnDossiers& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
