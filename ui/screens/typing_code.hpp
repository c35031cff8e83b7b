#pragma once
/// The code of a dossier, typed. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class TypingCodeScreen {
public:
    explicit TypingCodeScreen(const visit::TypingCode&) {}
    void draw(Frame& frame, const visit::TypingCode& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
