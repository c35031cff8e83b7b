#pragma once
/// The clock of a scripted kiosk: real time, and the time that the script lets pass on top of it.

#include <atomic>

#include "kiosk/base/clock.hpp"

namespace kiosk::commands {

/// Any thread.
class ScriptClock final : public Clock {
public:
    [[nodiscard]] Monotonic monotonic() const override { return real_.monotonic() + passed(); }
    [[nodiscard]] WallTime wall() const override { return real_.wall() + passed(); }
    void pass(Duration time) { passed_ms_ += time.count(); }
    /// Begins at this hour of today: a demonstration at night finds the counters open.
    void begin_at(const LocalTime& start) { passed_ms_ = (wall_time(start) - real_.wall()).count(); }

private:
    [[nodiscard]] Duration passed() const { return Duration{passed_ms_.load()}; }
    SystemClock real_;
    std::atomic<std::int64_t> passed_ms_{0};
};

}  // namespace kiosk::commands
