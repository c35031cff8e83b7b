#include "ui/screens/asking_own_dossiers.hpp"

namespace kiosk::ui {

void AskingOwnDossiersScreen::draw(Frame& frame, const visit::AskingOwnDossiers&, const ScreenContext& ctx) {
    frame.title(ctx(text::own_asking_title));
    frame.spinner(ctx(text::own_asking));
}

}  // namespace kiosk::ui
