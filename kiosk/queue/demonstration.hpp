#pragma once
/// A day that goes on by itself, for boards and counters that are shown without a centre behind them. One thread.

#include "kiosk/queue/queue.hpp"

namespace kiosk::queue {

class Demonstration {
public:
    /// Both outlive it.
    Demonstration(Queue& queue, Ids& ids) : queue_(queue), ids_(ids) {}

    /// Every counter open, people in every line, most counters with somebody.
    [[nodiscard]] Result<Done> begin(WallTime now);
    /// Somebody comes, and one counter has done with whoever was there and calls the next.
    [[nodiscard]] Result<Done> go_on(WallTime now);

private:
    [[nodiscard]] Deed deed(WallTime now) { return {ids_.make(now), now, "demonstration"}; }
    [[nodiscard]] Result<Done> somebody_comes(WallTime now);
    [[nodiscard]] Result<Done> calls(const std::string& counter, WallTime now);

    Queue& queue_;
    Ids& ids_;
    std::size_t came_ = 0;
    std::size_t called_ = 0;
};

}  // namespace kiosk::queue
