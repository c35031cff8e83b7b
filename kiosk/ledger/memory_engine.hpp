#pragma once
/// An engine without a disk or network: simulated days, and tests of what stands on engines. Several objects share what they keep;
/// any thread.

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

#include "kiosk/ledger/engine.hpp"

namespace kiosk::ledger {

/// What several engines keep together.
class SharedMemory {
public:
    explicit SharedMemory(const Clock& clock) : clock_(clock) {}

private:
    friend class MemoryEngine;
    void end_leases();
    void remove(const std::string& key);

    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Revision revision_ = 0;
    std::map<std::string, Entry> entries_;
    std::map<std::string, Revision> removed_;
    std::map<std::string, Lease> lease_of_;
    std::map<Lease, std::pair<Monotonic, Duration>> leases_;  ///< ends at, lasts
    Lease last_lease_ = 0;
};

class MemoryEngine final : public Engine {
public:
    explicit MemoryEngine(SharedMemory& memory) : memory_(memory) {}

    [[nodiscard]] Result<Reading> read(std::string_view prefix, Freshness freshness = Freshness::agreed) override;
    [[nodiscard]] Result<Written> write(const Write& write) override;
    [[nodiscard]] Result<Changes> changes(std::string_view prefix, Revision after, Duration patience) override;
    void stop() override;
    [[nodiscard]] Result<Lease> grant(Duration lasts) override;
    [[nodiscard]] Result<Done> renew(Lease lease) override;
    [[nodiscard]] Result<Done> revoke(Lease lease) override;

private:
    SharedMemory& memory_;
    bool stopped_ = false;
};

}  // namespace kiosk::ledger
