#pragma once
/// Whether somebody signed something: Ed25519 (RFC 8032), by libsodium. Pure; any thread.

#include <string_view>

namespace kiosk {

inline constexpr std::size_t public_key_bytes = 32;
inline constexpr std::size_t signature_bytes = 64;

/// Key and signature are the bytes themselves. False as well for what is no key or no signature.
[[nodiscard]] bool is_signed_by(std::string_view public_key, std::string_view bytes, std::string_view signature);

}  // namespace kiosk
