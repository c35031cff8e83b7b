#pragma once
/// What etcd's gateway answers, read as a stranger's words: sizes and depth limited, every number looked at, keys that were not
/// asked for refused. Pure; any thread. Fails with corrupt for what is no such answer.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ledger/engine.hpp"

namespace kiosk::ledger::etcd {

struct RangeAnswer {
    std::vector<Entry> entries;
    Revision revision = 0;
    bool more = false;
};
[[nodiscard]] Result<RangeAnswer> read_range(std::string_view body, std::string_view prefix);
[[nodiscard]] Result<Written> read_written(std::string_view body, const Write& write);
[[nodiscard]] Result<Lease> read_grant(std::string_view body);
/// False: it has ended.
[[nodiscard]] Result<bool> read_renewal(std::string_view body);
[[nodiscard]] Result<std::string> read_token(std::string_view body);

/// One line of a watch.
struct WatchLine {
    std::uint64_t cluster = 0;
    Revision revision = 0;  ///< where the member stands
    bool created = false;
    bool canceled = false;
    Revision compacted = 0;  ///< canceled because what was asked for is not kept any more
    std::string reason;      ///< of a cancellation, or of an error that ends the stream, in etcd's words
    bool fragment = false;   ///< the next line goes on with the same revisions
    std::vector<Change> changes;
};
[[nodiscard]] Result<WatchLine> read_watch_line(std::string_view line, std::string_view prefix);

/// What became of a request that has no good answer.
enum class Fate {
    unreached,   ///< not done: nobody heard it
    postponed,   ///< not done, and soon it may be: the members have no leader just now
    signed_out,  ///< not done: the token is not known (any more)
    rejected,    ///< not done, and asking again will not help
    unknown,     ///< nobody can say
};
struct Refusal {
    Fate fate = Fate::unknown;
    Error error;
};
[[nodiscard]] Refusal read_refusal(int status, std::string_view body);
/// The same by etcd's words alone, as a cancelled watch has them.
[[nodiscard]] Refusal refusal_of(std::string_view words);
/// Users and passwords were given to a cluster that asks for none.
[[nodiscard]] bool asks_for_no_users(const Refusal& refusal);

}  // namespace kiosk::ledger::etcd
