#pragma once
/// Does what an officer asks for at one counter, on a thread of its own: the page waits for no network.

#include <functional>
#include <optional>

#include "kiosk/base/worker.hpp"
#include "kiosk/queue/queue.hpp"
#include "ui/hall/desk_page.hpp"

namespace kiosk::commands {

class DeskWorker {
public:
    /// `done`: called after each deed, on the worker's thread; it must not block. `settings` and `clock` outlive it.
    DeskWorker(std::unique_ptr<ledger::Engine> engine, const settings::Settings& settings, std::string counter,
               std::string officer, const Clock& clock, std::function<void()> done);

    /// False: the one before is still being written.
    bool ask(const ui::DeskWish& wish);
    [[nodiscard]] bool busy() const { return busy_; }
    /// Why the last deed was not done; nothing: it was.
    [[nodiscard]] std::optional<Error> failure();

private:
    [[nodiscard]] Result<Done> carry_out(const ui::DeskWish& wish, const queue::Deed& deed);

    const std::unique_ptr<ledger::Engine> engine_;
    queue::Queue queue_;
    const std::string counter_;
    const std::string officer_;
    const Clock& clock_;
    const std::function<void()> done_;
    RandomIds ids_;
    std::atomic<bool> busy_ = false;
    std::mutex mutex_;
    std::optional<Error> failure_;
    Worker worker_;  // last: it uses the rest
};

}  // namespace kiosk::commands
