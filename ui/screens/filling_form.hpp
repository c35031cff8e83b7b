#pragma once
/// One page of the e-form, or one row of a question with rows (a person of a household): its questions, and the keyboard under the
/// one that is being typed.

#include "ui/screens/form_question.hpp"

namespace kiosk::ui {

class FillingFormScreen {
public:
    explicit FillingFormScreen(const visit::FillingForm& state);
    void draw(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx);

private:
    void draw_heading(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx) const;
    void draw_buttons(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx);
    void draw_keyboard(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx);

    Typing typing_;
    std::string suggested_for_;  ///< the question and its answer that the suggestions were looked up for
    std::vector<Suggestion> suggestions_;
    std::size_t problems_ = 0;  ///< how many there were when the page was last drawn
    bool removing_ = false;     ///< «Xóa người này» was touched and is asked about
};

}  // namespace kiosk::ui
