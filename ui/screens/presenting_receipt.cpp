#include "ui/screens/presenting_receipt.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {

void PresentingReceiptScreen::draw(Frame& frame, const visit::PresentingReceipt& state, const ScreenContext& ctx) {
    // What reads may have gone, or come back, since the page was entered.
    const bool reader_gone = !ctx.visit.situation.can_read_codes();
    const bool under_camera = ctx.visit.situation.camera_reads_alone();
    const auto title = under_camera ? text::lookup_title_camera : text::lookup_title;
    frame.title(ctx(reader_gone ? text::home_look_up : title));
    if (!reader_gone) frame.hint(ctx(text::lookup_hint));
    if (reader_gone) {
        frame.notice(Tone::warn, Icon::alert, ctx(text::lookup_reader_gone), ctx(text::lookup_reader_gone_body));
    } else if (state.problem == visit::CodeProblem::not_a_code) {
        frame.notice(Tone::warn, Icon::alert_circle, ctx(text::lookup_not_a_code),
                     ctx(under_camera ? text::lookup_not_a_code_body_camera : text::lookup_not_a_code_body));
    } else if (state.problem == visit::CodeProblem::appointment_elsewhere) {
        frame.notice(Tone::warn, Icon::map_marker, ctx(text::lookup_appointment_elsewhere),
                     ctx(text::lookup_appointment_elsewhere_body));
    } else if (state.problem == visit::CodeProblem::appointment_another_day) {
        frame.notice(Tone::warn, Icon::calendar,
                     ctx(text::lookup_appointment_another_day, fmt::arg("date", wording::date(state.day))),
                     ctx(text::lookup_appointment_another_day_body));
    } else if (state.problem == visit::CodeProblem::unproven) {
        frame.notice(Tone::warn, Icon::alert_circle, ctx(text::lookup_appointment_unproven),
                     ctx(text::lookup_appointment_unproven_body));
    }
    if (!reader_gone)
        frame.art(under_camera ? Art::receipt_under_camera : Art::place_receipt,
                  {Icon::qrcode_scan, ctx(text::lookup_waiting), Tone::info});
    if (ctx.settings.sign_in && frame.quiet_button("lookup.own", Icon::cellphone, ctx(text::own_button)))
        ctx.emit(visit::PhoneSignInChosen{ctx.new_id()});
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("lookup.type_code", ctx(text::lookup_type_code), {.icon = Icon::keyboard, .reason = {}})) {
        ctx.emit(visit::CodeTypingChosen{});
    }
}

}  // namespace kiosk::ui
