#pragma once
/// What leaves the kiosk on a carrier that may be lost (a stick): sealed so that only the province opens it, signed so that
/// nobody else made it. libsodium: X25519 sealed boxes, Ed25519. Keys are base 64. Any thread; never blocks.

#include <string>
#include <string_view>

#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/store/vault.hpp"

namespace kiosk::store {

/// A pair of the province; only the public half is ever at a kiosk.
struct ProvinceKeys {
    std::string public_key;
    Personal secret_key;
};
[[nodiscard]] ProvinceKeys make_province_keys();

/// bad_format: this is no public key.
[[nodiscard]] Result<std::string> seal_for(std::string_view public_key, std::string_view bytes);
/// corrupt: changed on the way, or sealed for somebody else.
[[nodiscard]] Result<Personal> open_sealed(const ProvinceKeys& keys, std::string_view sealed);

/// The key by which this kiosk's signatures are checked. It stays the same as long as the kiosk's key file.
[[nodiscard]] std::string signer_of(const Vault& vault);
[[nodiscard]] std::string signature_of(const Vault& vault, std::string_view bytes);
/// untrusted: another kiosk's, or the bytes were changed.
[[nodiscard]] Result<Done> check_signature(std::string_view signer, std::string_view bytes, std::string_view signature);

}  // namespace kiosk::store
