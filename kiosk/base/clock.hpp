#pragma once
/// Time comes in through constructors. Two types that never mix: monotonic time for deadlines, wall time for records.
/// All functions: any thread, never block.

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>

#include "kiosk/base/result.hpp"

namespace kiosk {

using Duration = std::chrono::milliseconds;
using namespace std::chrono_literals;

/// A moment on the clock that never jumps. For deadlines only; means nothing after a restart.
struct Monotonic {
    Duration since_start{};
    auto operator<=>(const Monotonic&) const = default;
};
inline Monotonic operator+(Monotonic at, Duration by) { return {at.since_start + by}; }
inline Duration operator-(Monotonic a, Monotonic b) { return a.since_start - b.since_start; }

/// A moment as the world counts it (UTC, milliseconds since 1970). For records only: it may jump.
struct WallTime {
    Duration since_epoch{};
    auto operator<=>(const WallTime&) const = default;
};
inline WallTime operator+(WallTime at, Duration by) { return {at.since_epoch + by}; }
inline Duration operator-(WallTime a, WallTime b) { return a.since_epoch - b.since_epoch; }

/// A day of the centre's calendar.
struct LocalDate {
    int year = 1970;
    int month = 1;  ///< 1..12
    int day = 1;    ///< 1..31
    auto operator<=>(const LocalDate&) const = default;
    [[nodiscard]] int weekday() const;      ///< 1 Monday .. 7 Sunday
    [[nodiscard]] std::string iso() const;  ///< 2026-11-23
    [[nodiscard]] LocalDate plus_days(int days) const;
};

/// Reads `2026-11-23`; impossible dates are refused.
[[nodiscard]] Result<LocalDate> parse_iso_date(std::string_view text);
/// True for a day that exists in the Gregorian calendar.
[[nodiscard]] bool exists(const LocalDate& date);

/// What a clock on the wall of the centre shows. Việt Nam keeps UTC+07:00 all year (Asia/Ho_Chi_Minh).
struct LocalTime {
    LocalDate date;
    int hour = 0;
    int minute = 0;
    int second = 0;
    auto operator<=>(const LocalTime&) const = default;
    [[nodiscard]] int minute_of_day() const { return hour * 60 + minute; }
};
[[nodiscard]] LocalTime local_time(WallTime at);
[[nodiscard]] WallTime wall_time(const LocalTime& at);
/// `yyyyMMddHHmmss` at +07:00, as the national packets write it.
[[nodiscard]] std::string packet_time(WallTime at);
/// `2026-11-23T09:42:00+07:00`
[[nodiscard]] std::string iso_time(WallTime at);
[[nodiscard]] Result<WallTime> parse_iso_time(std::string_view text);

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Monotonic monotonic() const = 0;
    [[nodiscard]] virtual WallTime wall() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Monotonic monotonic() const override;
    [[nodiscard]] WallTime wall() const override;
};

/// A clock that moves when told to: tests, scripts, simulation. One thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(WallTime start) : wall_(start) {}
    ManualClock(const ManualClock& other) : monotonic_(other.monotonic()), wall_(other.wall()) {}
    ManualClock& operator=(const ManualClock&) = delete;
    [[nodiscard]] Monotonic monotonic() const override { return monotonic_; }
    [[nodiscard]] WallTime wall() const override { return wall_; }
    void advance(Duration by) {
        monotonic_ = monotonic() + by;
        jump_wall(by);
    }
    void jump_wall(Duration by) { wall_ = wall() + by; }

private:
    std::atomic<Monotonic> monotonic_{};  // a server's threads may read what the test moves
    std::atomic<WallTime> wall_;
};

}  // namespace kiosk
