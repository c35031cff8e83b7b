#pragma once
/// Base 64 (RFC 4648), by libsodium. Pure; any thread.

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk {

/// With padding, for headers and files.
[[nodiscard]] std::string base64(std::string_view bytes);
/// The letters of addresses and tokens, without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
/// bad_format for any letter that does not belong there, blanks and padding of the other kind included.
[[nodiscard]] Result<std::string> from_base64(std::string_view text);
[[nodiscard]] Result<std::string> from_base64url(std::string_view text);

}  // namespace kiosk
