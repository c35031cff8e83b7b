#include "ui/screens/asking_status.hpp"

namespace kiosk::ui {

void AskingStatusScreen::draw(Frame& frame, const visit::AskingStatus& state, const ScreenContext& ctx) {
    frame.title(ctx(text::lookup_asking_title, fmt::arg("code", state.code)));
    frame.spinner(ctx(text::lookup_asking));
}

}  // namespace kiosk::ui
