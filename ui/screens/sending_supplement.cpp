#include "ui/screens/sending_supplement.hpp"

namespace kiosk::ui {

void SendingSupplementScreen::draw(Frame& frame, const visit::SendingSupplement& state, const ScreenContext& ctx) {
    frame.title(ctx(text::supplement_sending_title));
    frame.hint(ctx(text::recording_wait));
    frame.spinner(ctx(state.note ? text::supplement_asking : text::supplement_writing));
    if (state.note) frame.point(Icon::check_circle, ctx(text::supplement_written));
}

}  // namespace kiosk::ui
