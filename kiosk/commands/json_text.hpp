#pragma once
/// A string as JSON writes it. Any thread, never blocks.

#include <string>
#include <string_view>

namespace kiosk::commands {

/// With its quotes. Ill-formed UTF-8 becomes U+FFFD, control characters are escaped.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace kiosk::commands
