#include "ui/screens/recording.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {

void RecordingScreen::draw(Frame& frame, const visit::Recording& state, const ScreenContext& ctx) {
    const bool online = state.outcome == dossier::Outcome::submitted_online;
    frame.steps(5, wording::filing_steps(ctx));
    frame.title(ctx(online ? text::recording_title : text::recording_prepare_title));
    frame.hint(ctx(text::recording_wait));
    frame.spinner(ctx(state.confirmation ? text::recording_asking : text::recording_saving));
    if (state.confirmation) frame.point(Icon::check_circle, ctx(text::recording_saved));
}

}  // namespace kiosk::ui
