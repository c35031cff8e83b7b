#include "ui/screens/holding_payment.hpp"

#include "kiosk/payment/bill_words.hpp"
#include "ui/screens/payment_part.hpp"
#include "ui/screens/slip_part.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {

void HoldingPaymentScreen::draw(Frame& frame, const visit::HoldingPayment& state, const ScreenContext& ctx) {
    const auto& order = state.bill.order;
    const auto words = payment::words_of(state.bill, ctx.texts);
    const auto tone = bill_tone(state.bill);
    frame.outcome(tone, tone == Tone::ok ? Icon::check : bill_icon(state.bill), words.title, words.body);
    frame.second_column();
    Row what;
    what.icon = Icon::receipt;
    what.caption = ctx(text::paying_code);
    what.title = order.code;
    what.body = order.procedure_name + " · " + order.about;
    frame.row({}, std::move(what));
    draw_slip(frame, state.delivery, ctx);
    frame.point(Icon::qrcode_scan, ctx(text::done_lookup));
    const bool printing = state.delivery == visit::Delivery::printing;
    if (!printing && frame.quiet_button("payment.dossier", Icon::history, ctx(text::bill_back))) ctx.emit(visit::WentBack{});
    draw_print_again(frame, "payment.print_again", state.delivery, ctx);
    draw_end(frame, "payment.end", state.delivery, state.deadline, ctx);
}

}  // namespace kiosk::ui
