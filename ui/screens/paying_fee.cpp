#include "ui/screens/paying_fee.hpp"

#include "kiosk/payment/bill_words.hpp"
#include "kiosk/visit/limits.hpp"
#include "ui/screens/phone_part.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

using payment::Method;
using visit::PayingFee;

void draw_awaiting(Frame& frame, const PayingFee& state, const payment::AwaitingBank& waiting, const ScreenContext& ctx) {
    const auto& order = waiting.order;
    const bool transfer = order.method == Method::vietqr;
    frame.title(ctx(text::paying_title, fmt::arg("amount", wording::money(order.dong, ctx))));
    frame.hint(ctx(transfer ? text::paying_hint_vietqr : text::paying_hint_platform));
    const auto& account = ctx.settings.payment ? ctx.settings.payment->account_name : std::string{};
    frame.qr(frame.qr_of(waiting.code_text),
             transfer ? ctx(text::paying_qr_vietqr, fmt::arg("account", account)) : ctx(text::paying_qr_platform));
    frame.second_column();
    if (waiting.standing.received_dong > 0) {
        const auto words = payment::words_of({order, waiting.standing}, ctx.texts);
        frame.notice(Tone::warn, Icon::alert, words.title, words.body);
    } else if (waiting.unanswered >= silences_told) {
        frame.notice(Tone::warn, Icon::wifi_off, ctx(text::paying_not_asked), ctx(text::paying_not_asked_body));
    }
    frame.facts({{Icon::receipt, ctx(text::paying_code), order.code},
                 {Icon::file_document, ctx(text::paying_dossier), order.about}});
    const auto whole =
        std::chrono::ceil<std::chrono::seconds>(visit::stretched(visit::limits::paying, ctx.visit.preferences));
    const int left = frame.seconds_until(state.deadline, ctx.now);
    frame.countdown(ctx(text::paying_waiting, fmt::arg("time", wording::minutes(left))), left,
                    static_cast<int>(whole.count()));
    if (frame.back("back", ctx(text::pay_later))) ctx.emit(visit::PaymentPutOff{});
    if (visit::method_offered(Method::cash, ctx.settings) &&
        frame.secondary("paying.cash", ctx(text::paying_cash), {.icon = Icon::cash, .reason = {}}))
        ctx.emit(visit::PaymentMethodChosen{ctx.new_id(), Method::cash});
}

}  // namespace

void PayingFeeScreen::draw(Frame& frame, const PayingFee& state, const ScreenContext& ctx) {
    if (const auto* waiting = std::get_if<payment::AwaitingBank>(&state.paying))
        return draw_awaiting(frame, state, *waiting, ctx);
    frame.title(ctx(text::pay_title, fmt::arg("amount", wording::money(state.charge.dong(), ctx))));
    const bool recorded = std::holds_alternative<payment::Placing>(state.paying);
    frame.spinner(ctx(recorded ? text::paying_placing : text::paying_recording));
}

}  // namespace kiosk::ui
