#pragma once
/// Every order and every confirmation that this kiosk has heard of, in its database. The state is never kept: it is folded
/// anew. One thread (the store worker); blocks on the disk.

#include <optional>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/payment/order.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/store/vault.hpp"

namespace kiosk::collection {

using payment::Confirmation;
using payment::Order;
using payment::Standing;
using payment::State;

/// An order with what has been heard of its fee: what came for another order that asks for the same counts here as well.
struct Entry {
    Order order;
    std::vector<Confirmation> confirmations;  ///< each once
    WallTime last_day;                        ///< of the last order that asks for the fee
    bool placed = false;                      ///< the server knows the order: only then is a code to pay with shown
    std::string address;                      ///< the payment platform's, for the telephone; empty: none
    std::optional<WallTime> asked_at;         ///< when the server was last asked, with an answer

    [[nodiscard]] Standing standing(WallTime now) const { return standing_of(order.dong, last_day, confirmations, now); }
};

class Book {
public:
    Book(store::Database& database, store::Vault& vault) : database_(database), vault_(vault) {}

    /// Writes the order down under a reconciliation code of its own (`order.code` is made here). The same press again gives the
    /// order of the first. `order.fee` nil: nothing else asks for its fee. unknown_outcome: ask again with the same press. bad_usage:
    /// an amount that is none.
    [[nodiscard]] Result<Order> record(Order order, Ids& ids);
    /// The same order and code, paid in the way, by whom and at whose request `wanted` says. The server's money is asked for on.
    [[nodiscard]] Result<Order> take_up(Order order, const Order& wanted);
    /// The server has it.
    [[nodiscard]] Result<Done> placed(const Uuid& order, std::string_view address, WallTime now);
    /// The server does not know it, after all (a backup was restored): it is told of it again.
    [[nodiscard]] Result<Done> lost(const Uuid& order);
    /// What the server said of an order, all of it or some: each transaction counts once. A transaction that is already known in
    /// another way is kept beside it, so that the fold sees the dispute.
    [[nodiscard]] Result<Done> heard(const Uuid& order, const std::vector<Confirmation>& confirmations, WallTime now);

    [[nodiscard]] Result<std::optional<Entry>> find(const Uuid& order);
    [[nodiscard]] Result<std::optional<Entry>> find(std::string_view code);
    /// Of one dossier by its press (nil: none) or the code that it is known by, oldest first.
    [[nodiscard]] Result<std::vector<Entry>> of_dossier(const Uuid& dossier, std::string_view about);
    /// About one dossier by either of its codes, oldest first; an empty code is no code.
    [[nodiscard]] Result<std::vector<Entry>> of_codes(std::string_view code, std::string_view other_code);
    /// When the server is to be asked about it next; nothing: no more. A new order: at once.
    [[nodiscard]] Result<Done> ask_at(const Uuid& order, std::optional<WallTime> at);
    /// The order is over: what it was for and how it ended stays, who paid does not.
    [[nodiscard]] Result<Done> forget_payer(const Uuid& order);
    /// The order whose time to be asked about came first. `too_far`: nobody waits for so long, the clock was set back since.
    [[nodiscard]] Result<std::optional<Entry>> first_due(WallTime now, WallTime too_far);
    /// Made since then, oldest first.
    [[nodiscard]] Result<std::vector<Entry>> since(WallTime from);
    /// Fees asked for since then that somebody has to look at, each by its last order, oldest first.
    [[nodiscard]] Result<std::vector<Entry>> wanting_staff(WallTime from, WallTime now);

private:
    [[nodiscard]] Result<std::optional<Entry>> one(Result<store::Statement> rows);
    [[nodiscard]] Result<std::vector<Entry>> all(Result<store::Statement> rows);
    [[nodiscard]] Result<Entry> read(const store::Statement& row);
    [[nodiscard]] Result<Done> read_confirmations(Entry& entry);
    [[nodiscard]] Result<Done> insert(const Order& order);

    store::Database& database_;
    store::Vault& vault_;
};

}  // namespace kiosk::collection
