#pragma once
/// Numbers taken by command: for a line, for an appointment, in place of a postponed one. The store's thread; blocks on the disk, or
/// on the cluster.

#include "kiosk/app/staff_queue.hpp"

namespace kiosk::app {

/// {kind, press?, priority?, appointment?} or {postponed}. bad_usage for what is none of these; refused or closed for a code that gives
/// nothing today, and while staff have stopped numbers; not outside the opening hours.
[[nodiscard]] Result<nlohmann::ordered_json> take_number(const nlohmann::ordered_json& request, const StaffParts& desk);

}  // namespace kiosk::app
