#pragma once
/// `kiosk queue move-engine`: the queue of a kiosk moves into the centre's cluster, or back, with nothing lost.

#include <string>

#include "kiosk/commands/staff_request.hpp"

namespace kiosk::commands {

/// `to`: etcd or sqlite. No kiosk may be running on the data folder. Cut short, it is done again and goes on. The exit code.
[[nodiscard]] int move_queue(const Place& place, const std::string& to, bool json);

}  // namespace kiosk::commands
