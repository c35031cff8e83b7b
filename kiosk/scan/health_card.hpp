#pragma once
/// The QR on health-insurance cards. Pure; any thread.

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/scan/payload.hpp"

namespace kiosk::scan {

/// `number|hex of the name|birth|1 or 2|hex of the address|facility|from|to|…`; nothing when the fields are not such a card's.
[[nodiscard]] std::optional<HealthCard> parse_health_card(const std::vector<std::string_view>& fields,
                                                          std::vector<Warning>& warnings);

}  // namespace kiosk::scan
