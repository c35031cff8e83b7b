#pragma once
/// Paying before the screen, as a pure function: the order is written down, the server is told of it, a code is shown, and the
/// server alone says that the money has come. Whoever runs it does what a step wishes and hands the answer back; nobody's clock
/// pays anything. What is not finished here goes on without a screen (collection.hpp). Any thread.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/payment/order.hpp"
#include "kiosk/settings/sign_in.hpp"

namespace kiosk::payment {

struct Recording {};  ///< the order is being written down
struct Placing {      ///< the server is being told of it
    Order order;
};
/// A code is on the screen, or its payer holds it on the telephone.
struct AwaitingBank {
    Order order;
    std::string code_text;  ///< for the QR code: VietQR, or the platform's address
    std::vector<Confirmation> confirmations;
    Standing standing;
    Monotonic poll_at;
    bool asking = false;
    int unanswered = 0;  ///< in a row: «Chưa hỏi được ngân hàng» from two on
    bool operator==(const AwaitingBank&) const = default;
};
/// The fee counts as paid: standing says how (paid, late, over, double).
struct Settled {
    Order order;
    Standing standing;
};
/// To be paid at the counter, for a slip.
struct AtCounter {
    Order order;
};
/// The person does not wait any longer. Nothing is lost: the dossier stays, what comes later is found.
struct PayingLater {
    Order order;
    Standing standing;
};
/// There is nothing to pay with now: the server is not reached or said no.
struct NotPayable {
    std::optional<Order> order;  ///< nothing: it could not even be written down
    Error why;
};
using Paying = std::variant<Recording, Placing, AwaitingBank, Settled, AtCounter, PayingLater, NotPayable>;

struct RecordOrder {};
struct PlaceOrder {
    Order order;
};
struct AskBank {
    Order order;
};
using PayingWish = std::variant<RecordOrder, PlaceOrder, AskBank>;
struct PayingStep {
    Paying paying;
    std::optional<PayingWish> wish;
};

[[nodiscard]] PayingStep begin_paying();
[[nodiscard]] PayingStep recorded(Paying paying, Result<Order> answer);
/// `address`: the payment platform's, empty for a transfer.
[[nodiscard]] PayingStep placed(Paying paying, Result<std::string> address, const settings::Payment& settings,
                                Monotonic now);
/// All that the server has heard of, asked or not, or why it was not to be asked.
[[nodiscard]] PayingStep told(Paying paying, Result<std::vector<Confirmation>> answer, const settings::Payment& settings,
                              Monotonic now, WallTime wall);
[[nodiscard]] PayingStep time_passed(Paying paying, Monotonic now);
/// «Tôi trả sau», of a code that is shown. Before the server knows the order there is nothing to take along: nothing changes.
[[nodiscard]] PayingStep pay_later(Paying paying);
[[nodiscard]] std::optional<Monotonic> wakes_at(const Paying& paying);

}  // namespace kiosk::payment
