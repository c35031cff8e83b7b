#include "kiosk/commands/hall_queue.hpp"

#include <condition_variable>

#include "kiosk/base/log.hpp"
#include "kiosk/commands/queue_engine.hpp"

namespace kiosk::commands {

Result<std::unique_ptr<ledger::Engine>> HallQueue::engine() const {
    if (!made_up_) return open_shared(settings_, clock_);
    return std::unique_ptr<ledger::Engine>(std::make_unique<ledger::MemoryEngine>(*made_up_));
}

Result<Done> HallQueue::demonstrate(Duration every) {
    made_up_ = std::make_unique<ledger::SharedMemory>(clock_);
    ledger::MemoryEngine engine(*made_up_);
    queue::Queue queue(engine, settings_);
    RandomIds ids;
    if (auto begun = queue::Demonstration(queue, ids).begin(clock_.wall()); !begun) return begun;
    if (every == Duration{}) return Done{};
    goes_on_ = std::jthread([this, every](const std::stop_token& stop) {
        ledger::MemoryEngine own(*made_up_);
        queue::Queue hall(own, settings_);
        RandomIds presses;
        queue::Demonstration day(hall, presses);
        std::mutex mutex;
        std::condition_variable_any ended;
        std::unique_lock lock(mutex);
        while (!ended.wait_for(lock, stop, every, [&] { return stop.stop_requested(); })) {
            if (auto gone_on = day.go_on(clock_.wall()); !gone_on) log::failure("the demonstration", gone_on.error());
        }
    });
    return Done{};
}

}  // namespace kiosk::commands
