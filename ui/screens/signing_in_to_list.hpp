#pragma once
/// Signing in to see one's own dossiers. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class SigningInToListScreen {
public:
    explicit SigningInToListScreen(const visit::SigningInToList&) {}
    void draw(Frame& frame, const visit::SigningInToList& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
