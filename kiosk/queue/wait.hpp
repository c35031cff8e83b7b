#pragma once
/// What people are told of a wait. Values; any thread.

#include <string>

#include "kiosk/base/clock.hpp"

namespace kiosk::queue {

struct Wait {
    int ahead = 0;     ///< people who will be called before, to counters that may call this one as well
    int counters = 0;  ///< that may call
    bool open = true;  ///< false: none of them is open yet; as if all were
    Duration expected{};
    Duration from{};     ///< rounded down to five minutes
    Duration to{};       ///< rounded up to five minutes, more than `from`
    WallTime called_at;  ///< about, breaks stepped over
    bool today = true;   ///< false: not before the doors close
    bool operator==(const Wait&) const = default;
};

/// Of a line, for somebody who thinks of taking a number.
struct LineNews {
    std::string line;
    int waiting = 0;
    int counters = 0;
    bool open = true;
    Duration from{};
    Duration to{};
    bool today = true;
    bool operator==(const LineNews&) const = default;
};

}  // namespace kiosk::queue
