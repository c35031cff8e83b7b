#pragma once
/// The server that knows of payments, as the kiosk asks it. It alone says that something was paid. Each call blocks on the
/// network up to the transport's limits; one thread.

#include <string>
#include <vector>

#include "kiosk/payment/order.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/settings/sign_in.hpp"

namespace kiosk::collection {

using payment::Confirmation;
using payment::Order;

/// An order as the server knows it, with what came for its fee: also by another order for the same, of whatever kiosk.
struct KnownOrder {
    std::string code;
    std::int64_t dong = 0;
    std::vector<Confirmation> transactions;
};

/// Errors of each call: unreachable, untrusted (also: an answer about another order or another amount), unknown_outcome, refused
/// (the server's words), closed, too_many, stopped.
class Gateway {
public:
    virtual ~Gateway() = default;
    /// Tells the server of an order. The same order twice is one; told of another way to pay or another payer it takes these. The platform's address for the payer's telephone; empty for the
    /// other ways to pay. Nobody is shown a code to transfer with before this has succeeded.
    [[nodiscard]] virtual Result<std::string> place(const Order& order) = 0;
    /// Everything that has come or gone back for its fee. not_found: the server knows no such order.
    [[nodiscard]] virtual Result<std::vector<Confirmation>> confirmations(const Order& order) = 0;
    /// The same, but the server keeps the question open until it knows of more than `known` movements, or `wait` is over: it
    /// tells at the moment when money comes, although nobody can call a kiosk.
    [[nodiscard]] virtual Result<std::vector<Confirmation>> news(const Order& order, std::size_t known, Duration wait) = 0;
    /// Every order that this kiosk placed since then, as the server has it.
    [[nodiscard]] virtual Result<std::vector<KnownOrder>> orders_since(WallTime from) = 0;
};

/// By the portal's payment calls (config/portal/openapi.yaml, `pay/…`), and the payment platform's.
class PortalGateway final : public Gateway {
public:
    /// The transport must outlive it. `kiosk`: whose orders are asked for.
    PortalGateway(portal::Transport& transport, settings::Payment settings, std::string kiosk)
        : transport_(transport), settings_(std::move(settings)), kiosk_(std::move(kiosk)) {}
    [[nodiscard]] Result<std::string> place(const Order& order) override;
    [[nodiscard]] Result<std::vector<Confirmation>> confirmations(const Order& order) override;
    [[nodiscard]] Result<std::vector<Confirmation>> news(const Order& order, std::size_t known, Duration wait) override;
    [[nodiscard]] Result<std::vector<KnownOrder>> orders_since(WallTime from) override;

private:
    [[nodiscard]] Result<std::vector<Confirmation>> ask(const Order& order, portal::Request request);
    [[nodiscard]] Result<std::string> place_at_platform(const Order& order);
    portal::Transport& transport_;
    const settings::Payment settings_;
    const std::string kiosk_;
};

}  // namespace kiosk::collection
