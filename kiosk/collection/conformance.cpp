#include "kiosk/collection/conformance.hpp"

#include <algorithm>

#include "kiosk/payment/reconciliation_code.hpp"

namespace kiosk::collection {
namespace {

constexpr auto placed = "an order is known with its own amount, and twice is once";
constexpr auto at_platform = "the payment platform gives an https address for the payer's telephone";
constexpr auto unknown_order = "an order that never came is answered 404 with a message";
constexpr auto no_movement = "an order that nobody has paid has no movements";
constexpr auto orders_listed = "the orders of a kiosk are a list";
constexpr auto order_listed = "the order that was placed is in the list of this kiosk's";

std::string trouble_with(const Result<std::string>& done) { return done ? std::string() : portal::told(done.error()); }

std::string unpaid_trouble(const Result<std::vector<Confirmation>>& come) {
    if (!come) return portal::told(come.error());
    return come->empty() ? std::string() : "it says that money came";
}

std::string listing_trouble(const Result<std::vector<KnownOrder>>& known, const Order& fee) {
    if (!known) return portal::told(known.error());
    const bool there = std::any_of(known->begin(), known->end(),
                                   [&](const auto& one) { return one.code == fee.code && one.dong == fee.dong; });
    return there ? std::string() : "it is not there";
}

}  // namespace

std::vector<portal::Check> check_payments(Gateway& gateway, const Order* fee, Ids& ids, WallTime now) {
    std::vector<portal::Check> out;
    Order unknown;
    unknown.code = payment::make_reconciliation_code(ids);
    const auto nothing = gateway.confirmations(unknown);
    out.push_back(portal::checked("listTransactions", unknown_order,
                                  nothing                                   ? "it knows an order that was made up just now"
                                  : nothing.error().code != Code::not_found ? portal::told(nothing.error())
                                                                            : std::string()));
    const auto known = gateway.orders_since(now + -24h);
    out.push_back(portal::checked("listOrders", orders_listed, known ? std::string() : portal::told(known.error())));
    if (fee == nullptr) {
        out.push_back(portal::skipped("placeOrder", placed, portal::only_with_submit));
        out.push_back(portal::skipped("createTransaction", at_platform, portal::only_with_submit));
        return out;
    }
    auto transfer = *fee;
    transfer.method = payment::Method::vietqr;
    auto found = trouble_with(gateway.place(transfer));
    if (found.empty()) found = trouble_with(gateway.place(transfer));
    out.push_back(portal::checked("placeOrder", placed, found));
    if (found.empty()) {
        out.push_back(portal::checked("listTransactions", no_movement, unpaid_trouble(gateway.confirmations(transfer))));
        out.push_back(
            portal::checked("listOrders", order_listed, listing_trouble(gateway.orders_since(now + -24h), transfer)));
    }
    auto platform = *fee;
    platform.method = payment::Method::platform;
    platform.id = ids.make(now);
    platform.code = payment::make_reconciliation_code(ids);
    out.push_back(portal::checked("createTransaction", at_platform, trouble_with(gateway.place(platform))));
    return out;
}

std::vector<portal::Check> skip_payments(const char* why) {
    return {portal::skipped("placeOrder", placed, why), portal::skipped("listTransactions", no_movement, why),
            portal::skipped("listOrders", orders_listed, why), portal::skipped("createTransaction", at_platform, why)};
}

}  // namespace kiosk::collection
