#pragma once
/// By which rules a read counts. Pure; any thread.

#include <span>
#include <vector>

#include "kiosk/scan/zxing.hpp"

namespace kiosk::scan {

/// One read of one attempt, with corners in the original picture.
struct Read {
    int attempt = 0;
    RawSymbol symbol;
};

/// What may be told from all reads so far: a strong read counts at once, a weak one when two different looks agree. Weak are
/// codes without a checksum and those so short that noise can pass for them.
[[nodiscard]] std::vector<RawSymbol> believed(std::span<const Read> reads);

/// What was read and may not be told yet: another frame may say the same.
[[nodiscard]] std::vector<RawSymbol> in_doubt(std::span<const Read> reads, std::span<const RawSymbol> told);

/// Whether this read proves by itself, in one frame, that it is right.
[[nodiscard]] bool beyond_doubt(const Read& read);

/// The same text at about the same place.
[[nodiscard]] bool same_code(const RawSymbol& a, const RawSymbol& b);

}  // namespace kiosk::scan
