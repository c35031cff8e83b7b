#pragma once
/// What an officer at a counter asks about a dossier that was prepared at this kiosk. The store's thread; blocks on the disk.

#include "kiosk/app/staff_queue.hpp"

namespace kiosk::app {

/// {"visit_code"} -> {"code","procedure":{vi,en},"fee_dong","papers":[{"name","required","present_only","pages","brings_original"}]}.
/// Which papers there are and which are missing; nothing about a person. not_found: none was prepared under this code.
[[nodiscard]] Result<nlohmann::ordered_json> prepared_dossier(const nlohmann::ordered_json& request, const StaffParts& desk);

}  // namespace kiosk::app
