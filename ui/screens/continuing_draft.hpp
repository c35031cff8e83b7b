#pragma once
/// A kept dossier was found: go on with it, or remove it. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ContinuingDraftScreen {
public:
    explicit ContinuingDraftScreen(const visit::ContinuingDraft&) {}
    void draw(Frame& frame, const visit::ContinuingDraft& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
