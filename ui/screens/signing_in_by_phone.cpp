#include "ui/screens/signing_in_by_phone.hpp"

#include "ui/screens/phone_part.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {

void SigningInByPhoneScreen::draw(Frame& frame, const visit::SigningInByPhone& state, const ScreenContext& ctx) {
    frame.steps(1, wording::filing_steps(ctx));
    draw_phone_sign_in(frame, state.sign_in, ctx);
    if (frame.back("back", ctx(text::signin_card_instead))) ctx.emit(visit::WentBack{});
}

}  // namespace kiosk::ui
