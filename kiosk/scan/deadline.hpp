#pragma once
/// When to stop looking at a picture: after so much work, whatever the clock on the wall says, so that a busy machine does not make the
/// kiosk blind. Any thread; work is counted for the whole process.

#include <chrono>
#include <ctime>

namespace kiosk::scan {

class Deadline {
public:
    Deadline() = default;  ///< never
    explicit Deadline(std::chrono::microseconds work_until) : work_until_(work_until) {}
    [[nodiscard]] bool over() const { return work_done() >= work_until_; }

    /// By this process so far.
    [[nodiscard]] static std::chrono::microseconds work_done() {
        timespec now{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::seconds(now.tv_sec) +
                                                                     std::chrono::nanoseconds(now.tv_nsec));
    }

private:
    std::chrono::microseconds work_until_ = std::chrono::microseconds::max();
};

}  // namespace kiosk::scan
