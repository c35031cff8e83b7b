#pragma once
/// That somebody is at an open counter: a key held by a lease for as long as it is said again and again, so that everybody sees it when
/// the officer's machine dies. One thread; blocks as the engine does.

#include <map>
#include <string>

#include "kiosk/queue/records.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::console {

class Presence {
public:
    /// Both outlive it.
    Presence(ledger::Engine& engine, const settings::Settings& settings);

    /// Fails as the engine.
    [[nodiscard]] Result<Done> is_there(const std::string& counter, const std::string& officer);
    /// The lease ends by itself: a page that is loaded again keeps it.
    void is_gone(const std::string& counter) { leases_.erase(counter); }

private:
    ledger::Engine& engine_;
    const Duration lasts_;
    const queue::Keys keys_;
    std::map<std::string, ledger::Lease> leases_;  ///< by counter
};

}  // namespace kiosk::console
