#include "ui/screens/holding_draft.hpp"

#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/scan/payload.hpp"
#include "ui/screens/slip_part.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {

void HoldingDraftScreen::draw(Frame& frame, const visit::HoldingDraft& state, const ScreenContext& ctx) {
    if (frame.portrait()) frame.outcome(Tone::ok, Icon::check, ctx(text::draft_kept), ctx(text::draft_kept_body));
    CodeCard card;
    card.qr = frame.qr_of(scan::make_visit_text({state.visit_code}));
    card.facts = {{Icon::none, ctx(text::done_visit_code), dossier::shown_visit_code(state.visit_code)},
                  {Icon::none, ctx(text::draft_until), wording::date_time(state.kept_until, ctx)}};
    if (frame.portrait()) card.reminder = ctx(text::done_take_back);
    frame.code_card(std::move(card));
    frame.second_column();
    if (!frame.portrait()) {
        frame.outcome(Tone::ok, Icon::check, ctx(text::draft_kept), ctx(text::draft_kept_body));
        frame.notice(Tone::warn, Icon::alert, ctx(text::done_take_back));
    }
    draw_slip(frame, state.delivery, ctx);
    frame.point(Icon::qrcode_scan, ctx(text::draft_how));
    draw_print_again(frame, "draft.print_again", state.delivery, ctx);
    draw_end(frame, "draft.end", state.delivery, state.deadline, ctx);
}

}  // namespace kiosk::ui
