#pragma once
/// Reads a Code by its own name, as logs and `--json` have it. Any thread.

#include <optional>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk {

/// Nothing for a name that no code has.
[[nodiscard]] std::optional<Code> parse_code(std::string_view name);

}  // namespace kiosk
