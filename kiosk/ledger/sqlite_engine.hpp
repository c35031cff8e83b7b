#pragma once
/// The queue of one kiosk, in its store's file: no network, no other program. The thread that owns the file; a write is one
/// flush of the disk, a read none. At most one engine a database.
///
/// Keys that were removed are remembered for a while so that `changes` tells of them. Leases are counted on the clock that never
/// jumps; a kiosk that starts again lets each last its time anew.

#include <atomic>
#include <map>

#include "kiosk/ledger/engine.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::ledger {

class SqliteEngine final : public Engine {
public:
    SqliteEngine(store::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    Result<Reading> read(std::string_view prefix, Freshness freshness = Freshness::agreed) override;
    Result<Written> write(const Write& write) override;
    Result<Changes> changes(std::string_view prefix, Revision after, Duration patience) override;
    void stop() override { stopped_ = true; }
    Result<Lease> grant(Duration lasts) override;
    Result<Done> renew(Lease lease) override;
    Result<Done> revoke(Lease lease) override;

private:
    struct Held {
        Duration lasts{};
        Monotonic until;
    };
    struct State {
        Revision revision = 0;
        Revision forgotten = 0;  ///< removals up to here are not remembered any more
    };
    [[nodiscard]] Result<State> state();
    [[nodiscard]] Result<bool> holds(const Guard& guard);
    [[nodiscard]] Result<Written> apply(const Write& write, Revision revision);
    [[nodiscard]] Result<std::int64_t> put(const Put& put, Revision revision);
    [[nodiscard]] Result<Done> took_place(Revision revision, bool removed);
    [[nodiscard]] Result<Done> know_leases();
    [[nodiscard]] Result<Done> end_leases();

    store::Database& database_;
    const Clock& clock_;
    bool leases_known_ = false;
    std::map<Lease, Held> leases_;
    std::atomic<bool> stopped_ = false;
};

}  // namespace kiosk::ledger
