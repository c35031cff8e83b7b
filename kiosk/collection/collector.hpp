#pragma once
/// Orders without a screen before them: the server is told of those that it does not know, and asked about the others, often
/// at first, seldom later, until they are given up. So a late payment settles its dossier. Nothing here sleeps. begin() and
/// settle() belong to the store's thread, run() to the one that owns the gateway.

#include <map>
#include <optional>

#include "kiosk/collection/book.hpp"
#include "kiosk/collection/gateway.hpp"

namespace kiosk::collection {

struct Errand {
    Order order;
    bool place = false;  ///< the server does not know it yet
};
struct ErrandEnd {
    std::optional<Error> failure;
    std::string address;                      ///< of a placing
    std::vector<Confirmation> confirmations;  ///< of a question
};
/// What changed by an answer of the server. The dossier goes on when `after` settles.
struct Change {
    Order order;
    Standing before;
    Standing after;
};

/// When the server is asked again about an order; nothing: never, it is given up.
[[nodiscard]] std::optional<WallTime> ask_again_at(const Entry& entry, const settings::Payment& settings, WallTime now);

/// Network only.
[[nodiscard]] ErrandEnd run(Gateway& gateway, const Errand& errand);

class Collector {
public:
    /// The book must outlive it.
    Collector(Book& book, settings::Payment settings) : book_(book), settings_(std::move(settings)) {}

    /// The order whose time came first; nothing when none is due. Of one that is given up the payer is forgotten.
    [[nodiscard]] Result<std::optional<Errand>> begin(WallTime now);
    [[nodiscard]] Result<std::optional<Change>> settle(const Errand& errand, const ErrandEnd& end, WallTime now);
    /// All that is due, at most `most`: for whoever has one thread.
    [[nodiscard]] Result<std::vector<Change>> run_once(Gateway& gateway, WallTime now, std::size_t most = 100);

private:
    [[nodiscard]] Result<Done> put_off(const Uuid& order, WallTime now);

    Book& book_;
    const settings::Payment settings_;
    std::map<Uuid, int> failures_;  ///< in a row
};

}  // namespace kiosk::collection
