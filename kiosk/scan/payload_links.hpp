#pragma once
/// Links in codes: whose they are and what they name. They are taken apart as text and never opened. Pure; any thread.

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/scan/payload.hpp"

namespace kiosk::scan {

/// A receipt's link, a VNeID sign-in, or some other link; nothing when the text is no link.
[[nodiscard]] std::optional<Content> parse_link(std::string_view text, std::vector<Warning>& warnings);

}  // namespace kiosk::scan
