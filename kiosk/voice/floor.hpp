#pragma once
/// Who may speak in the hall: one announcer at a time holds a key of the queue by a lease. When it dies the lease ends, and another one
/// takes the floor.

#include <atomic>
#include <mutex>
#include <set>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/queue/records.hpp"

namespace kiosk::voice {

/// `keep` and `leave` by one thread, which they block on the network for as long as the engine may take; the rest from any thread.
class Floor {
public:
    /// `engine` and `clock` outlive it.
    Floor(ledger::Engine& engine, std::string_view centre, std::string_view name, Duration lease, const Clock& clock);

    /// Takes the floor where nobody has it, or keeps it, and removes calls that were said. When to do so again. Fails as the engine
    /// does; the floor may be ours a little longer then.
    [[nodiscard]] Result<Duration> keep();
    /// Gives it back, so that somebody else need not wait for the lease to end.
    void leave();

    /// Whether it is ours at this moment: nobody else speaks now.
    [[nodiscard]] bool ours() const { return clock_.monotonic().since_start < until_.load(); }
    /// What was said before it became ours is known to whoever has read this far.
    [[nodiscard]] ledger::Revision since() const { return since_; }
    /// The call was said to its end: it goes with the next `keep`.
    void said(const queue::Call& call);
    /// Whether calls that were said are not gone yet: whoever takes the floor now would say them again.
    [[nodiscard]] bool owes() const;

private:
    [[nodiscard]] Result<Done> take();
    [[nodiscard]] Result<Done> remove_said();
    void lose();

    ledger::Engine& engine_;
    const queue::Keys keys_;
    const std::string name_;
    const Duration lasts_;
    const Clock& clock_;
    ledger::Lease lease_ = 0;
    std::atomic<Duration> until_{Duration{}};  ///< of the monotonic clock
    std::atomic<ledger::Revision> since_ = 0;
    mutable std::mutex mutex_;
    std::set<std::string> said_;
};

}  // namespace kiosk::voice
