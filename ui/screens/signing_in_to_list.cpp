#include "ui/screens/signing_in_to_list.hpp"

#include "ui/screens/phone_part.hpp"

namespace kiosk::ui {

void SigningInToListScreen::draw(Frame& frame, const visit::SigningInToList& state, const ScreenContext& ctx) {
    draw_phone_sign_in(frame, state.sign_in, ctx);
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
}

}  // namespace kiosk::ui
