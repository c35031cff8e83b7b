#pragma once
/// What a scanned string is, for scripts. Pure; any thread.

#include <string>

#include "kiosk/scan/payload.hpp"

namespace kiosk::commands {

/// One object, name and value in reading order.
[[nodiscard]] std::string fields_json(const scan::Payload& payload);
/// One list of stable names.
[[nodiscard]] std::string warnings_json(const scan::Payload& payload);

}  // namespace kiosk::commands
