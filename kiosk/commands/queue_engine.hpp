#pragma once
/// Which engine keeps the centre's queue, by the settings.

#include <memory>

#include "kiosk/ledger/engine.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::commands {

/// The centre's cluster; nothing where the kiosk keeps the queue in its own file. Touches no network yet.
[[nodiscard]] Result<std::unique_ptr<ledger::Engine>> open_cluster(const settings::Settings& settings, const Clock& clock);

/// The queue for a program beside the kiosk: the centre's cluster, or the running kiosk's own. An object for each thread.
[[nodiscard]] Result<std::unique_ptr<ledger::Engine>> open_shared(const settings::Settings& settings, const Clock& clock);

}  // namespace kiosk::commands
