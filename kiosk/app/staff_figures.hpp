#pragma once
/// Figures of some days, by command: counts and times of every number, never whose. The store's thread; blocks on the disk, or on the
/// cluster.

#include "kiosk/app/staff_queue.hpp"

namespace kiosk::app {

/// {day?, to_day?} gives {"from","to","records":[queue::text_of(visits)],"days_without":[day]}. unreachable while the cluster is away:
/// what one kiosk knows is not the whole day. not_found when nothing is known of any of the days.
[[nodiscard]] Result<nlohmann::ordered_json> figures_of(const nlohmann::ordered_json& request, const StaffParts& desk);

}  // namespace kiosk::app
