#pragma once
/// The PIN of an officer who came to help within somebody's visit. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class SigningInScreen {
public:
    explicit SigningInScreen(const visit::SigningIn&) {}
    void draw(Frame& frame, const visit::SigningIn& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
