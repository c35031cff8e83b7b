#pragma once
/// The paper proofs of a payment as data, for a slip or a printed form. Pure; any thread.

#include "kiosk/base/result.hpp"
#include "kiosk/payment/order.hpp"

namespace kiosk::payment {

/// Biên lai: only of a fee that the server has confirmed.
struct Receipt {
    std::string number;  ///< the order's code: the transaction is found by it
    std::string about;
    std::string procedure_name;
    Payer payer;
    std::vector<Fee> fees;
    std::int64_t dong = 0;  ///< what was charged
    std::int64_t received_dong = 0;
    WallTime paid_at;
    State state = State::paid;  ///< over and double: the rest is given back by staff
    bool operator==(const Receipt&) const = default;
};
/// closed: the fee is not settled, there is nothing to prove.
[[nodiscard]] Result<Receipt> receipt_of(const Order& order, const Standing& standing);

/// Phiếu nộp tiền: what to pay at the counter, and for what. Proves nothing.
struct CashSlip {
    std::string code;
    std::string about;
    std::string procedure_name;
    std::int64_t dong = 0;
    WallTime due_at;
    bool operator==(const CashSlip&) const = default;
};
[[nodiscard]] CashSlip cash_slip_of(const Order& order);

}  // namespace kiosk::payment
