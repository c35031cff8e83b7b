#pragma once
/// Particulars typed by hand: of the submitter, of the person the dossier is for, or of an organisation.

#include "ui/screen.hpp"

namespace kiosk::ui {

class TypingPersonScreen {
public:
    explicit TypingPersonScreen(const visit::TypingPerson& state);
    void draw(Frame& frame, const visit::TypingPerson& state, const ScreenContext& ctx);

private:
    std::size_t focused_ = 0;  ///< the field that the keyboard writes into
};

}  // namespace kiosk::ui
