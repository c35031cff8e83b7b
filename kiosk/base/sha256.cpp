#include "kiosk/base/sha256.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

namespace kiosk {

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::string out;
    for (const auto byte : hash) out += fmt::format("{:02x}", byte);
    return out;
}

}  // namespace kiosk
