#pragma once
/// Bytes from a scanner become one clean line of UTF-8, NFC text. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/scan/payload.hpp"

namespace kiosk::scan {

/// Repairs what readers do to Vietnamese text, takes out what no code may hold, and says so in the warnings.
[[nodiscard]] std::string clean_text(std::string_view bytes, std::vector<Warning>& warnings);

}  // namespace kiosk::scan
