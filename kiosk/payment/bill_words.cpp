#include "kiosk/payment/bill_words.hpp"

#include <fmt/format.h>

#include "kiosk/base/number_words.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::payment {
namespace {

std::string money(std::int64_t dong, const Texts& texts) {
    return texts(text::slip_money, fmt::arg("amount", grouped_digits(dong)));
}

std::string moment(WallTime at, const Texts& texts) {
    const auto local = local_time(at);
    return texts(text::slip_moment, fmt::arg("time", fmt::format("{:02}:{:02}", local.hour, local.minute)),
                 fmt::arg("date", fmt::format("{:02}/{:02}/{}", local.date.day, local.date.month, local.date.year)));
}

}  // namespace

BillWords words_of(const Bill& bill, const Texts& texts) {
    const auto& standing = bill.standing;
    const bool cash = bill.order.method == Method::cash;
    const auto kept = standing.kept_dong();
    const auto amount = money(bill.order.dong, texts);
    const auto received = money(kept, texts);
    const auto when = standing.covered_at ? moment(*standing.covered_at, texts) : std::string{};
    const auto a = fmt::arg("amount", amount);
    const auto m = fmt::arg("moment", when);
    if (standing.disputed) return {texts(text::bill_disputed), texts(text::bill_disputed_body)};
    switch (standing.state) {
        case State::pending:
            if (cash) return {texts(text::bill_cash, a), texts(text::bill_cash_body)};
            return {texts(text::bill_pending), texts(text::bill_pending_body)};
        case State::paid: return {texts(text::bill_paid, a), texts(text::bill_paid_body, m)};
        case State::late: return {texts(text::bill_late, a), texts(text::bill_late_body, m)};
        case State::too_little: {
            const auto rest = money(bill.order.dong - kept, texts);
            return {texts(text::bill_short, fmt::arg("received", received), a),
                    texts(text::bill_short_body, fmt::arg("rest", rest))};
        }
        case State::too_much: {
            const auto rest = money(kept - bill.order.dong, texts);
            return {texts(text::bill_over, fmt::arg("received", received), fmt::arg("rest", rest)),
                    texts(text::bill_over_body)};
        }
        case State::twice: {
            const auto rest = money(kept - bill.order.dong, texts);
            return {texts(text::bill_double, fmt::arg("rest", rest)), texts(text::bill_double_body)};
        }
        case State::expired:
            if (cash) return {texts(text::bill_cash_expired), texts(text::bill_cash_expired_body)};
            return {texts(text::bill_expired), texts(text::bill_expired_body)};
        case State::refunded: {
            const auto back = money(standing.refunded_dong, texts);
            return {texts(text::bill_refunded, fmt::arg("amount", back)), texts(text::bill_refunded_body)};
        }
    }
    broken("a state of a fee has its sentence");
}

}  // namespace kiosk::payment
