#pragma once
/// What a child left in the shared memory, as values. The child may be in anybody's hands: every length and value is checked.

#include <vector>

#include "kiosk/scan/belief.hpp"
#include "kiosk/scan/frame_room.hpp"
#include "kiosk/scan/symbol.hpp"

namespace kiosk::scan {

[[nodiscard]] std::vector<Read> reads_in(const FrameRoom& room);
/// What the reads of these formats come to, into `out`.
void tell(const std::vector<Read>& reads, Formats formats, int width, int height, Decoded& out);
/// Believed only within its bounds.
[[nodiscard]] FrameMeasure measure_in(const Reply& reply);
[[nodiscard]] Error error_in(const Reply& reply);

}  // namespace kiosk::scan
