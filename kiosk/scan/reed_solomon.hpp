#pragma once
/// Reed-Solomon over GF(256) as QR codes have it (polynomial 0x11d, first root 1). Pure; any thread.

#include <cstdint>
#include <span>
#include <vector>

namespace kiosk::scan {

/// Repairs `word`, whose last `parity` bytes are redundancy, taking the places in `lost` (from the front) as unknown. False, and
/// `word` as it was, when it cannot; also when fewer than `spare` redundant bytes would be left to prove the repair right.
[[nodiscard]] bool repair(std::span<std::uint8_t> word, int parity, std::span<const int> lost, int spare);

}  // namespace kiosk::scan
