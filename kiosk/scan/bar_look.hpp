#pragma once
/// Looks at places where bars are. Any thread.

#include <optional>
#include <vector>

#include "kiosk/scan/attempts.hpp"

namespace kiosk::scan {

[[nodiscard]] bool is_bars(Look look);
/// The nth place of bars, upright and large enough for thin bars, made ready for zxing; nothing when there are not so many.
[[nodiscard]] std::optional<View> bars_view(const View& original, Look look, Seen& seen);

[[nodiscard]] bool is_letters(Look look);
/// Read by our own reader.
[[nodiscard]] std::vector<RawSymbol> read_letters(const View& original, Look look, Formats formats, Seen& seen);

/// Our own reader at the most promising places of a live frame, within the deadline.
[[nodiscard]] std::vector<RawSymbol> read_live_bars(const View& original, Formats formats, Seen& seen);

}  // namespace kiosk::scan
