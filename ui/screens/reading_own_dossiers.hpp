#pragma once
/// Somebody's own dossiers, as the portal lists them. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReadingOwnDossiersScreen {
public:
    explicit ReadingOwnDossiersScreen(const visit::ReadingOwnDossiers&) {}
    void draw(Frame& frame, const visit::ReadingOwnDossiers& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
