#pragma once
/// What a whole hall may see of the queue: numbers and counters, and nothing about anybody. Pure; any thread.

#include <string>
#include <vector>

#include "kiosk/queue/hall.hpp"

namespace kiosk::queue {

struct BoardCall {
    PressId press;
    std::string number;
    std::string counter;
    int call = 1;  ///< of this person to this counter
    WallTime at;
    bool awaited = true;  ///< false: at the counter, or gone again
    bool operator==(const BoardCall&) const = default;
};

struct LineWaiting {
    std::string line;
    int people = 0;
    bool operator==(const LineWaiting&) const = default;
};

struct BoardView {
    std::vector<BoardCall> calls;      ///< the last one of each person, the newest first
    std::vector<LineWaiting> waiting;  ///< every line of the settings in their order; none where the centre does not tell
    bool operator==(const BoardView&) const = default;
};

/// Of today, at most so many calls.
[[nodiscard]] BoardView board_of(const Hall& hall, WallTime now, const settings::Queue& rules, std::size_t most_calls);

}  // namespace kiosk::queue
