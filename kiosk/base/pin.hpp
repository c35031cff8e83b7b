#pragma once
/// A PIN as the configuration keeps it: Argon2id (RFC 9106) as libsodium writes it. Pure; any thread; each call takes time and
/// memory on purpose, so none belongs on the UI thread.
///
/// A PIN has six digits, so no hash keeps a million of them from somebody who has the file and time. What keeps them out at the
/// kiosk is the token, which is 130 random bits, and the count of tries (kiosk/store/staff_tries.hpp). The hash is there for the
/// file that is copied: at 64 MiB and three passes, 0.1 to 0.3 s on the small processor of a kiosk, a million tries take more
/// than a day of one core. More would make an officer wait; the memory is given back at once.

#include <string>

#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk {

inline constexpr std::size_t pin_digits = 6;

/// Six digits, not all the same and not in a row: those are guessed first.
[[nodiscard]] bool is_pin(const Personal& pin);

/// With a fresh salt each time. `passes` and `memory_bytes` less than the usual ones are for tests. Fails when memory is short.
inline constexpr unsigned long long pin_passes = 3;
inline constexpr std::size_t pin_memory_bytes = 64U << 20;
[[nodiscard]] Result<std::string> hash_pin(const Personal& pin, unsigned long long passes = pin_passes,
                                           std::size_t memory_bytes = pin_memory_bytes);
/// False as well for what is no hash.
[[nodiscard]] bool pin_matches(const std::string& hash, const Personal& pin);

}  // namespace kiosk
