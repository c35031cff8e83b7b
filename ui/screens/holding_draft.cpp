#include "ui/screens/holding_draft.hpp"

#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/scan/payload.hpp"
#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

void draw_draft_slip(Frame& frame, const visit::HoldingDraft& state, const ScreenContext& ctx) {
    switch (state.delivery) {
        case visit::Delivery::printing: frame.notice(Tone::info, Icon::printer, ctx(text::done_printing)); return;
        case visit::Delivery::printed: frame.notice(Tone::ok, Icon::printer, ctx(text::done_printed)); return;
        case visit::Delivery::shown:
            frame.notice(
                Tone::warn, Icon::camera,
                filing_wording::slip_sentence(ctx.visit.situation.ticket_printer.value_or(Code::device_fault), ctx));
            return;
    }
}

}  // namespace

void HoldingDraftScreen::draw(Frame& frame, const visit::HoldingDraft& state, const ScreenContext& ctx) {
    const bool printing = state.delivery == visit::Delivery::printing;
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
    draw_draft_slip(frame, state, ctx);
    frame.point(Icon::qrcode_scan, ctx(text::draft_how));
    const Button again{.icon = Icon::printer, .enabled = !printing, .reason = {}, .busy = printing};
    if (frame.secondary("draft.print_again", ctx(text::done_print_again), again)) ctx.emit(visit::SlipWantedAgain{});
    Button end{.icon = Icon::exit_to_app, .reason = {}};
    if (!printing) end.seconds_left = wording::seconds_until(state.deadline, ctx);
    if (frame.primary("draft.end", ctx(text::done_end), std::move(end))) ctx.emit(visit::Ended{});
}

}  // namespace kiosk::ui
