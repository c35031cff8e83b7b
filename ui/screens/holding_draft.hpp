#pragma once
/// An unfinished dossier is kept: its visit code and its slip. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class HoldingDraftScreen {
public:
    explicit HoldingDraftScreen(const visit::HoldingDraft&) {}
    void draw(Frame& frame, const visit::HoldingDraft& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
