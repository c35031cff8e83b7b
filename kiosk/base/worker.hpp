#pragma once
/// One thread that owns one thing which blocks, and does what it is asked, in order.

#include <functional>
#include <string>
#include <thread>

#include "kiosk/base/mailbox.hpp"

namespace kiosk {

/// `post` from any thread, never blocks. Tasks run one after the other on the worker's own thread. The destructor ends it.
class Worker {
public:
    /// What becomes of tasks that wait when the worker ends.
    enum class AtEnd { drop, finish };
    using Task = std::function<void()>;
    /// What the worker does of its own accord, on its thread: at the start, after every task, and when the rest is over that
    /// it asked for by its answer.
    using Idle = std::function<Duration()>;
    Worker(std::string name, std::size_t capacity, Idle idle = {}, AtEnd at_end = AtEnd::drop);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// False: the mailbox is full, or the worker is stopping.
    [[nodiscard]] bool post(Task task) { return tasks_.put(std::move(task)); }
    /// Takes no task any more. Those that wait are dropped or finished, as was said at the beginning.
    void stop();
    /// Stops, and waits for the task under way and what is to be finished. Again: does nothing.
    void end();

private:
    void run();

    Mailbox<Task> tasks_;
    const Idle idle_;
    const AtEnd at_end_;
    std::thread thread_;  // last: starts when everything else is there
};

}  // namespace kiosk
