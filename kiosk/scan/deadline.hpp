#pragma once
/// When to stop looking at a picture: after so much work, so that a busy machine does not make the kiosk blind, and in any case after a
/// multiple of that by the clock on the wall. Any thread; work is counted for the whole process.

#include <chrono>
#include <ctime>

namespace kiosk::scan {

/// By how much a look may take longer by the clock than its work.
inline constexpr int wall_for_work = 3;

class Deadline {
public:
    using Time = std::chrono::steady_clock::time_point;
    Deadline() = default;  ///< never
    Deadline(std::chrono::microseconds work_until, Time wall_until) : work_until_(work_until), wall_until_(wall_until) {}
    [[nodiscard]] bool over() const { return work_done() >= work_until_ || std::chrono::steady_clock::now() >= wall_until_; }

    /// By this process so far.
    [[nodiscard]] static std::chrono::microseconds work_done() {
        timespec now{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::seconds(now.tv_sec) +
                                                                     std::chrono::nanoseconds(now.tv_nsec));
    }

private:
    std::chrono::microseconds work_until_ = std::chrono::microseconds::max();
    Time wall_until_ = Time::max();
};

}  // namespace kiosk::scan
