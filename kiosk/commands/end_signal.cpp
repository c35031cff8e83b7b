#include "kiosk/commands/end_signal.hpp"

#include <signal.h>

#include <utility>

namespace kiosk::commands {
namespace {

sigset_t end_signals() {
    sigset_t out;
    sigemptyset(&out);
    sigaddset(&out, SIGTERM);
    sigaddset(&out, SIGINT);
    return out;
}

}  // namespace

EndSignal::EndSignal() {
    const auto signals = end_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // threads that start from now on inherit it
    thread_ = std::jthread([this](const std::stop_token& stop) { wait(stop); });
}

void EndSignal::wake_by(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
    if (came_ && wake_) wake_();
}

void EndSignal::wait(const std::stop_token& stop) {
    const auto signals = end_signals();
    constexpr timespec round{0, 200'000'000};  // how long the end of the kiosk waits for this thread at most
    while (!stop.stop_requested()) {
        if (sigtimedwait(&signals, nullptr, &round) < 0) continue;
        const std::lock_guard lock(mutex_);
        came_ = true;
        if (wake_) wake_();
        return;
    }
}

}  // namespace kiosk::commands
