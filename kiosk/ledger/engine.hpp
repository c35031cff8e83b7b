#pragma once
/// Where the queue of a centre is kept: keys with values, a revision that grows with every change, changes that happen as a whole
/// or not at all, keys that end with whoever holds them. The SQLite file of one kiosk and an etcd cluster are two bodies of it; what
/// tickets and counters are stands above it (kiosk/queue) and is the same for both.
///
/// One thread an object, except that an engine over a network may be asked for `changes` in a thread of its own. Blocks on the disk
/// or the network, `changes` as long as it is told. Keys are ASCII, at most 200 bytes, without a NUL; values at most 64 KiB
/// (rules.hpp).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::ledger {

/// Counts the changes of the whole engine. A write, however many keys it changes, is one step; other users of a cluster take
/// steps, too. 0 is before the first one.
using Revision = std::int64_t;
/// What holds keys for as long as it is renewed; 0: none, the key stays.
using Lease = std::int64_t;

struct Entry {
    std::string key;
    std::string value;
    Revision created = 0;
    Revision modified = 0;
    std::int64_t version = 0;  ///< how often it was put since it was created: 1, 2, 3 …
    Lease lease = 0;           ///< with which it ends
    bool operator==(const Entry&) const = default;
};

/// What was there at one revision.
struct Reading {
    std::vector<Entry> entries;  ///< by key
    Revision revision = 0;
    bool agreed = true;  ///< false: as one member knows it; it may be older than what was read before
};

/// `modified` is the revision that the key must still have; 0: it must not be there.
struct Guard {
    std::string key;
    Revision modified = 0;
};
struct Put {
    std::string key;
    std::string value;
    Lease lease = 0;
};
/// Puts and removals (no key twice) that happen together if every guard holds.
struct Write {
    std::vector<Guard> guards;
    std::vector<Put> puts;
    std::vector<std::string> removed;
    std::string counted{};  ///< one of `puts`: its version is told
};
struct Written {
    bool done = false;         ///< false: a guard did not hold, nothing happened
    Revision revision = 0;     ///< of the write, or at which it did not happen
    std::int64_t version = 0;  ///< of `counted`
};

/// A key as it is now; no value: it was removed.
struct Change {
    std::string key;
    std::optional<Entry> entry;
    Revision revision = 0;
    bool operator==(const Change&) const = default;
};
struct Changes {
    std::vector<Change> changes;  ///< by revision; a key that changed twice may stand there once, as it is at last
    Revision until = 0;           ///< all before it, and it itself, are in here: ask from here the next time
    bool agreed = true;  ///< nothing newer was there at this moment; a cluster's stream may be behind and says false
};

class Engine {
public:
    virtual ~Engine() = default;

    /// Every key that begins with `prefix`, as agreed by all who keep it. `or_stale`: when they cannot agree any more, what the
    /// one that answers knows. Fails with unreachable, timed_out, untrusted, refused, corrupt, io.
    enum class Freshness { agreed, or_stale };
    [[nodiscard]] virtual Result<Reading> read(std::string_view prefix, Freshness freshness = Freshness::agreed) = 0;

    /// Fails with unknown_outcome when it may or may not have happened (an answer did not come in time; a disk could not say):
    /// read before doing it again. With any other code it certainly did not: unreachable, not_found (a lease has ended),
    /// too_large, disk_full, untrusted, refused, busy, corrupt, io, bad_usage.
    [[nodiscard]] virtual Result<Written> write(const Write& write) = 0;

    /// Every key under `prefix` that changed after `after`, waiting up to `patience` for the first; none is no failure. An engine
    /// whose file has one owner does not wait: who asks is whose writes it would wait for. Fails with not_found when changes so
    /// old are not kept any more: read anew, and go on from that reading; with unreachable when nobody has told changes for longer
    /// than an answer may take: ask again. Ends early, and for good, when stop() was called from any thread: Code::stopped.
    [[nodiscard]] virtual Result<Changes> changes(std::string_view prefix, Revision after, Duration patience) = 0;
    virtual void stop() = 0;

    /// A lease that ends `lasts` after it was granted or last renewed (whole seconds, at least one): then its keys are removed.
    /// Never sooner; a cluster may take some seconds more, and a kiosk that starts again lets each last its time anew. renew fails
    /// with not_found when it has ended.
    [[nodiscard]] virtual Result<Lease> grant(Duration lasts) = 0;
    [[nodiscard]] virtual Result<Done> renew(Lease lease) = 0;
    /// Ends it, and its keys, at once. One that has ended already is no failure.
    [[nodiscard]] virtual Result<Done> revoke(Lease lease) = 0;

    /// Whoever waits for several calls together says until when: none goes on beyond that moment, whatever its own limit is, and
    /// one that begins later fails at once, as when nobody answers. Nothing: its own limit alone. An engine that asks nobody
    /// else does not wait, and does not heed it.
    virtual void wait_until(std::optional<Monotonic>) {}
};

}  // namespace kiosk::ledger
