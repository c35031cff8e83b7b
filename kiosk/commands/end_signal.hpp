#pragma once
/// Notices that the system wants the kiosk to end: SIGTERM, SIGINT. Nothing that a signal handler may do wakes a sleeping
/// window, so a thread of its own waits for them.

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace kiosk::commands {

class EndSignal {
public:
    /// Make it before any other thread: those that exist already would still be ended by the signal.
    EndSignal();
    EndSignal(const EndSignal&) = delete;
    EndSignal& operator=(const EndSignal&) = delete;

    [[nodiscard]] bool came() const { return came_; }
    /// `wake` is called once when the signal comes, on the waiting thread; it must not block. Empty: nobody sleeps.
    void wake_by(std::function<void()> wake);

private:
    void wait(const std::stop_token& stop);

    std::atomic<bool> came_ = false;
    std::mutex mutex_;
    std::function<void()> wake_;
    std::jthread thread_;  // last: starts when everything else is there
};

}  // namespace kiosk::commands
