#pragma once
/// Does what an officer asks for at one counter, on a thread of its own: the page waits for no network, and for no password.

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include "kiosk/base/worker.hpp"
#include "kiosk/console/officer.hpp"
#include "ui/hall/desk_page.hpp"

namespace kiosk::commands {

class DeskWorker {
public:
    /// `done`: called after each thing, on the worker's thread; it must not block. `settings` and `clock` outlive it.
    DeskWorker(std::unique_ptr<ledger::Engine> engine, const settings::Settings& settings, std::string counter,
               const Clock& clock, std::function<void()> done);

    /// False: the one before is still under way.
    bool sign_in(const std::string& account, const Personal& password);
    bool ask(const ui::DeskWish& wish);
    [[nodiscard]] bool busy() const { return busy_; }
    /// Why the last thing was not done; nothing: it was.
    [[nodiscard]] std::optional<Error> failure();
    void sign_out() { officer_.sign_out(); }
    [[nodiscard]] std::optional<settings::Account> officer(bool used) { return officer_.who(used); }

private:
    bool post(std::string what, std::function<Result<Done>()> task);

    const std::unique_ptr<ledger::Engine> engine_;
    console::Officer officer_;
    const std::string counter_;
    const Clock& clock_;
    const std::function<void()> done_;
    RandomIds ids_;
    std::atomic<bool> busy_ = false;
    std::mutex mutex_;
    std::optional<Error> failure_;
    Worker worker_;  // last: it uses the rest
};

}  // namespace kiosk::commands
