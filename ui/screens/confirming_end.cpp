#include "ui/screens/confirming_end.hpp"

namespace kiosk::ui {

void ConfirmingEndScreen::draw(Frame& frame, const visit::ConfirmingEnd& state, const ScreenContext& ctx) {
    Dialog dialog;
    dialog.title = ctx(state.leaving ? text::end_leave_title : text::end_title);
    dialog.body = ctx(state.leaving ? text::end_leave_body : text::end_body);
    dialog.icon = Icon::exit_to_app;
    dialog.answers = {{"end.confirm", ctx(state.leaving ? text::end_leave : text::end_confirm), Tone::bad, false},
                      {"end.stay", ctx(text::end_stay), Tone::neutral, true}};
    if (visit::place_to_keep(*state.behind))
        dialog.answers.insert(dialog.answers.begin() + 1,
                              Dialog::Answer{"end.keep", ctx(text::draft_keep), Tone::neutral, false});
    const auto answer = frame.dialog(std::move(dialog));
    if (answer == "end.stay") ctx.emit(visit::Stayed{});
    if (answer == "end.keep") ctx.emit(visit::KeepingWanted{});
    if (answer == "end.confirm") ctx.emit(visit::EndConfirmed{});
}

}  // namespace kiosk::ui
