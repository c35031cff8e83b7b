#pragma once
/// SHA-256 (FIPS 180-4) of a text that is in memory: the proof that the portal got what we sent. Pure; any thread.

#include <string>
#include <string_view>

namespace kiosk::portal {

/// 64 hexadecimal digits, lower case.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace kiosk::portal
