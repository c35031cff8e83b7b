#pragma once
/// How the delays of simulators pass: on the clock that was given to them.

#include <algorithm>
#include <stop_token>
#include <thread>

#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// Blocks for `delay`, or until stopped: then false. A clock that stands still is moved by hand, and by nobody while we wait:
/// the delay then counts as passed, after one millisecond.
inline bool sim_wait(const Clock& clock, Duration delay, const std::stop_token& stop = {}) {
    const Monotonic due = clock.monotonic() + delay;
    Duration slice = 1ms;
    while (!stop.stop_requested() && clock.monotonic() < due) {
        const Monotonic before = clock.monotonic();
        std::this_thread::sleep_for(std::min(slice, due - before));
        if (clock.monotonic() == before) break;
        slice = 10ms;
    }
    return !stop.stop_requested();
}

}  // namespace kiosk::drivers
