#pragma once
/// Asks for the particulars of a person or an organisation.

#include "ui/screen.hpp"

namespace kiosk::ui {

class TypingPersonScreen {
public:
    explicit TypingPersonScreen(const visit::TypingPerson&) {}
    void draw(Frame& frame, const visit::TypingPerson& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
