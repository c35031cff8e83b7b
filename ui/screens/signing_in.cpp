#include "ui/screens/signing_in.hpp"

#include "ui/screens/entering_pin.hpp"

namespace kiosk::ui {

void SigningInScreen::draw(Frame& frame, const visit::SigningIn& state, const ScreenContext& ctx) {
    draw_pin_page(frame, state.pin, ctx(text::staff_pin_assist_hint, fmt::arg("staff", state.pin.staff)), ctx);
}

}  // namespace kiosk::ui
