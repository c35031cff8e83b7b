#pragma once
/// The moment in which an unfinished dossier is kept. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class KeepingDraftScreen {
public:
    explicit KeepingDraftScreen(const visit::KeepingDraft&) {}
    void draw(Frame& frame, const visit::KeepingDraft& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
