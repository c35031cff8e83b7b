#include "kiosk/base/pin.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace kiosk {

bool is_pin(const Personal& pin) {
    const auto digits = pin.reveal();
    if (digits.size() != pin_digits) return false;
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
    const int step = digits[1] - digits[0];
    if (step < -1 || step > 1) return true;
    for (std::size_t i = 2; i < digits.size(); ++i) {
        if (digits[i] - digits[i - 1] != step) return true;
    }
    return false;
}

Result<std::string> hash_pin(const Personal& pin, unsigned long long passes, std::size_t memory_bytes) {
    if (sodium_init() < 0) return fail(Code::io, "libsodium cannot begin; no random numbers on this machine");
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const auto digits = pin.reveal();
    if (crypto_pwhash_str(out.data(), digits.data(), digits.size(), passes, memory_bytes) != 0)
        return fail(Code::too_large, "a PIN cannot be hashed: less than 64 MiB of memory are free");
    return std::string(out.data());
}

bool pin_matches(const std::string& hash, const Personal& pin) {
    if (sodium_init() < 0 || hash.size() >= crypto_pwhash_STRBYTES) return false;
    std::array<char, crypto_pwhash_STRBYTES> kept{};
    std::copy(hash.begin(), hash.end(), kept.begin());
    const auto digits = pin.reveal();
    return crypto_pwhash_str_verify(kept.data(), digits.data(), digits.size()) == 0;
}

}  // namespace kiosk
