#pragma once
/// The queue behind a board, a counter's page or an announcer: the centre's, or one that is made up for a demonstration.

#include <memory>
#include <mutex>
#include <thread>

#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/queue/demonstration.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::commands {

class HallQueue {
public:
    /// The settings and the clock outlive it. A demonstration goes on by itself, a call each `every`; 0: it stands still.
    HallQueue(const settings::Settings& settings, const Clock& clock) : settings_(settings), clock_(clock) {}
    [[nodiscard]] Result<Done> demonstrate(Duration every);

    /// A way to it; one for each thread.
    [[nodiscard]] Result<std::unique_ptr<ledger::Engine>> engine() const;

private:
    const settings::Settings& settings_;
    const Clock& clock_;
    std::unique_ptr<ledger::SharedMemory> made_up_;
    std::jthread goes_on_;
};

}  // namespace kiosk::commands
