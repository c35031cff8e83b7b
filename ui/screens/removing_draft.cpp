#include "ui/screens/removing_draft.hpp"

namespace kiosk::ui {

void RemovingDraftScreen::draw(Frame& frame, const visit::RemovingDraft&, const ScreenContext& ctx) {
    frame.title(ctx(text::draft_remove));
    frame.hint(ctx(text::recording_wait));
    frame.spinner(ctx(text::draft_removing));
}

}  // namespace kiosk::ui
