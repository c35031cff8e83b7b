#include "ui/screens/keeping_draft.hpp"

namespace kiosk::ui {

void KeepingDraftScreen::draw(Frame& frame, const visit::KeepingDraft&, const ScreenContext& ctx) {
    frame.title(ctx(text::draft_keeping_title));
    frame.hint(ctx(text::recording_wait));
    frame.spinner(ctx(text::draft_keeping));
}

}  // namespace kiosk::ui
