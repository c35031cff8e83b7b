#pragma once
/// Who files is confirmed on their own telephone. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class SigningInByPhoneScreen {
public:
    explicit SigningInByPhoneScreen(const visit::SigningInByPhone&) {}
    void draw(Frame& frame, const visit::SigningInByPhone& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
