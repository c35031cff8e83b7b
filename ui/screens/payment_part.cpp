#include "ui/screens/payment_part.hpp"

#include "kiosk/payment/bill_words.hpp"

namespace kiosk::ui {

using payment::State;

Tone bill_tone(const payment::Bill& bill) {
    if (bill.standing.disputed) return Tone::warn;
    switch (bill.standing.state) {
        case State::pending: return Tone::info;
        case State::paid:
        case State::late: return Tone::ok;
        case State::too_little:
        case State::too_much:
        case State::twice:
        case State::expired:
        case State::refunded: return Tone::warn;
    }
    broken("a state of a fee has its tone");
}

Icon bill_icon(const payment::Bill& bill) {
    if (bill.standing.disputed) return Icon::alert;
    if (bill.order.method == payment::Method::cash && !bill.standing.settles()) return Icon::cash;
    switch (bill.standing.state) {
        case State::pending: return Icon::timer_sand;
        case State::paid:
        case State::late: return Icon::check_circle;
        case State::too_little:
        case State::too_much:
        case State::twice: return Icon::alert;
        case State::expired: return Icon::clock;
        case State::refunded: return Icon::undo_variant;
    }
    broken("a state of a fee has its icon");
}

void draw_bills(Frame& frame, const std::vector<payment::Bill>& bills, const ScreenContext& ctx) {
    for (const auto& bill : bills) {
        const auto words = payment::words_of(bill, ctx.texts);
        frame.notice(bill_tone(bill), bill_icon(bill), words.title, words.body);
    }
}

}  // namespace kiosk::ui
