#pragma once
/// A fee that somebody has been asked to pay, and what the bank has said of it: the state is a pure fold over the
/// confirmations, the same whatever order they come in and however often. Values; any thread.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"

namespace kiosk::payment {

enum class Method {
    vietqr,    ///< a transfer by the payer's own bank
    platform,  ///< the payment platform of the national portal, on the payer's telephone
    cash,      ///< at the counter, for a slip
};
[[nodiscard]] std::string_view name(Method method);
[[nodiscard]] std::optional<Method> parse_method(std::string_view name);

/// One line of what is charged (PhiLePhi).
struct Fee {
    std::string kind;  ///< LoaiPhiLePhi: "1" lệ phí, "2" phí, as the province's table says
    std::string code;  ///< MaPhiLePhi
    std::string name;
    std::int64_t dong = 0;
    bool operator==(const Fee&) const = default;
};
struct Payer {
    Personal name;
    Personal number;
    Personal address;
    Personal tax_code;  ///< for a receipt in an organisation's name; may be empty
    bool operator==(const Payer&) const = default;
};

/// What is asked of it is immutable once it is recorded: what is confirmed is held against this amount, never against a message's.
/// How it is paid and in whose name may change; the code stays, for it is the fee's.
struct Order {
    Uuid id;            ///< the press
    std::string code;   ///< in the transfer, by which it is found again (reconciliation_code.hpp)
    Uuid dossier;       ///< whose fee it is
    std::string about;  ///< the code that the citizen knows the dossier by
    std::string procedure;
    std::string procedure_name;
    Method method = Method::vietqr;
    std::int64_t dong = 0;
    WallTime made_at;
    WallTime due_at;  ///< paid after it is late
    std::vector<Fee> fees;
    Payer payer;
    Uuid fee;           ///< which fee it asks for: all orders with the same one are folded together
    WallTime asked_at;  ///< when the authority asked for it; 1970: nobody did, it was handed in with it
    bool operator==(const Order&) const = default;

    /// Since when it asks for what it is for.
    [[nodiscard]] WallTime wanted_since() const { return std::max(made_at, asked_at); }
};
/// Whether both lists charge the same, however it is worded.
[[nodiscard]] bool charge_the_same(const std::vector<Fee>& a, const std::vector<Fee>& b);

/// One movement on the account, as the server tells it.
struct Confirmation {
    enum class Kind { credit, refund };
    std::string transaction;  ///< the provider's own id: counts once
    Kind kind = Kind::credit;
    std::int64_t dong = 0;
    WallTime at;  ///< when the bank booked it
    auto operator<=>(const Confirmation&) const = default;
};

enum class State {
    pending,     ///< nothing has come yet, and there is time
    paid,        ///< exactly, in time
    late,        ///< exactly, after the last day: the dossier is settled all the same
    too_little,  ///< "short"
    too_much,    ///< "over"
    twice,       ///< "double": the whole amount came more than once
    expired,     ///< nothing has come, and the time is over; may still become late
    refunded,    ///< all that came went back
};
[[nodiscard]] std::string_view name(State state);  ///< pending, paid, late, short, over, double, expired, refunded

struct Standing {
    State state = State::pending;
    std::int64_t received_dong = 0;
    std::int64_t refunded_dong = 0;
    std::optional<WallTime> covered_at;  ///< when what had come first reached the amount
    bool disputed = false;               ///< one transaction was told in two ways: staff look at it
    bool operator==(const Standing&) const = default;

    /// What is there of it now.
    [[nodiscard]] std::int64_t kept_dong() const { return received_dong - refunded_dong; }
    /// The fee counts as paid: the dossier goes on.
    [[nodiscard]] bool settles() const;
    /// Somebody has to look at it: money to give back, or to ask for.
    [[nodiscard]] bool needs_staff() const;
};

/// Where a fee of so many đồng stands at `now`. `due_at`: of the last order that asks for it. `confirmations`: what came for any of
/// its orders. Any order of them, any repetition, gives the same.
[[nodiscard]] Standing standing_of(std::int64_t dong, WallTime due_at, std::vector<Confirmation> confirmations,
                                   WallTime now);
/// Of a fee that one order alone asks for.
[[nodiscard]] Standing standing_of(const Order& order, std::vector<Confirmation> confirmations, WallTime now);

}  // namespace kiosk::payment
