#pragma once
/// The moment in which a kept dossier is removed. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class RemovingDraftScreen {
public:
    explicit RemovingDraftScreen(const visit::RemovingDraft&) {}
    void draw(Frame& frame, const visit::RemovingDraft& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
