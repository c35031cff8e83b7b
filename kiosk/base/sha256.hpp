#pragma once
/// SHA-256 (FIPS 180-4) of a text that is in memory: the proof that the portal got what we sent, and that a procedure is still
/// the one that was tested. Pure; any thread.

#include <string>
#include <string_view>

namespace kiosk {

/// 64 hexadecimal digits, lower case.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace kiosk
