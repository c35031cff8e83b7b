#pragma once
/// Base64 (RFC 4648) as JSON carries bytes. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::ledger {

[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Nothing for what no to_base64 has written.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace kiosk::ledger
