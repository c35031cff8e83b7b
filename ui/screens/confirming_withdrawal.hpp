#pragma once
/// What withdrawing a dossier means, before it is asked for. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ConfirmingWithdrawalScreen {
public:
    explicit ConfirmingWithdrawalScreen(const visit::ConfirmingWithdrawal&) {}
    void draw(Frame& frame, const visit::ConfirmingWithdrawal& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
