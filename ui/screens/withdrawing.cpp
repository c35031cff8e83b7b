#include "ui/screens/withdrawing.hpp"

namespace kiosk::ui {

void WithdrawingScreen::draw(Frame& frame, const visit::Withdrawing& state, const ScreenContext& ctx) {
    frame.title(ctx(text::withdraw_under_way));
    frame.hint(ctx(text::withdraw_wait));
    frame.spinner(ctx(state.recorded ? text::withdraw_asking : text::withdraw_writing));
}

}  // namespace kiosk::ui
