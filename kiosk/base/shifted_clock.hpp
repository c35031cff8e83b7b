#pragma once
/// A clock that can be put forward: a script lets time pass with it, a training portal keeps the time of its lesson.

#include <atomic>

#include "kiosk/base/clock.hpp"

namespace kiosk {

/// Any thread. The clock underneath must outlive it.
class ShiftedClock final : public Clock {
public:
    explicit ShiftedClock(const Clock& real) : real_(real) {}

    [[nodiscard]] Monotonic monotonic() const override { return real_.monotonic() + shift(); }
    [[nodiscard]] WallTime wall() const override { return real_.wall() + shift(); }
    void pass(Duration time) { shift_ms_ += time.count(); }
    /// It is `now` at this moment, and goes on from there.
    void set(WallTime now) { shift_ms_ = (now - real_.wall()).count(); }
    /// It is as late as underneath again.
    void put_right() { shift_ms_ = 0; }

private:
    [[nodiscard]] Duration shift() const { return Duration{shift_ms_.load()}; }
    const Clock& real_;
    std::atomic<std::int64_t> shift_ms_{0};
};

}  // namespace kiosk
