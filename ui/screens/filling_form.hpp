#pragma once
/// One page of the e-form: its questions, and the keyboard under the one that is being typed.

#include "ui/screen.hpp"

namespace kiosk::ui {

class FillingFormScreen {
public:
    explicit FillingFormScreen(const visit::FillingForm& state);
    void draw(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx);

private:
    void draw_question(Frame& frame, const visit::FillingForm& state, const catalogue::Question& question,
                       const ScreenContext& ctx);
    void draw_keyboard(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx);

    std::string focused_;       ///< key of the question that the keyboard writes into; empty: no keyboard
    std::size_t problems_ = 0;  ///< how many there were when the page was last drawn
};

}  // namespace kiosk::ui
