#pragma once
/// What is to be paid for one dossier, before its payer has chosen how. Values and pure functions; any thread.

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/payment/order.hpp"

namespace kiosk::payment {

struct Charge {
    Uuid dossier;       ///< of its press; nil: it was handed in elsewhere
    std::string about;  ///< the code that the citizen knows the dossier by
    std::string procedure;
    std::string procedure_name;
    std::vector<Fee> fees;
    Payer payer;
    WallTime asked_at{};  ///< when the authority asked for it; 1970: nobody did, it was handed in with it
    bool operator==(const Charge&) const = default;

    /// Whole đồng, over all fees.
    [[nodiscard]] std::int64_t dong() const;
};

/// A fee as a screen or a slip shows it: the last order that asks for it, and where it stands over all of them.
struct Bill {
    Order order;
    Standing standing;
    bool operator==(const Bill&) const = default;
};

/// The order that a press asks for, still without its reconciliation code.
[[nodiscard]] Order order_of(const Charge& charge, const Uuid& press, Method method, WallTime now, Duration good_for);
/// What is charged by an order that exists.
[[nodiscard]] Charge charge_of(const Order& order);

}  // namespace kiosk::payment
