#pragma once
/// The small process, forked before anything else starts, from which decoder children are forked in a few milliseconds.
/// Forking later would copy the kiosk's threads, locks and secrets half-way.

#include <sys/types.h>
#include <memory>
#include <mutex>

#include "kiosk/base/result.hpp"

namespace kiosk::scan {

/// Any thread; calls wait for each other and for one fork (a few milliseconds).
class Zygote {
public:
    /// Forks. Only where no other thread runs yet: first in `main`. The zygote lives as long as this object, and dies with
    /// the process should that be killed.
    [[nodiscard]] static Result<std::shared_ptr<Zygote>> start();
    Zygote(const Zygote&) = delete;
    Zygote& operator=(const Zygote&) = delete;
    ~Zygote();

    /// A new child that owns the other end of `channel` and the shared memory. Closes nothing of the caller's.
    [[nodiscard]] Result<pid_t> fork_child(int channel, int room_descriptor);
    /// Kills the child if it still lives and returns how it ended (a `wait` status).
    [[nodiscard]] Result<int> end_child(pid_t child);

private:
    Zygote(int channel, pid_t process) : channel_(channel), process_(process) {}

    std::mutex mutex_;
    int channel_;
    pid_t process_;
};

}  // namespace kiosk::scan
