#include "kiosk/base/signature.hpp"

#include <sodium.h>

namespace kiosk {

static_assert(public_key_bytes == crypto_sign_PUBLICKEYBYTES && signature_bytes == crypto_sign_BYTES);

bool is_signed_by(std::string_view public_key, std::string_view bytes, std::string_view signature) {
    const auto octets = [](std::string_view of) { return reinterpret_cast<const unsigned char*>(of.data()); };
    return public_key.size() == public_key_bytes && signature.size() == signature_bytes &&
           crypto_sign_verify_detached(octets(signature), octets(bytes), bytes.size(), octets(public_key)) == 0;
}

}  // namespace kiosk
