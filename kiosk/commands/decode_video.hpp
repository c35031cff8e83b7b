#pragma once
/// `kiosk decode --video`: the live path over frames in order.

#include <string>
#include <vector>

#include "kiosk/scan/decoder.hpp"

namespace kiosk::commands {

/// {"format", "text", "corners"}.
[[nodiscard]] std::string symbol_json(const scan::Symbol& symbol);

/// Prints one line a frame and one for all; 0, or 1 when something could not be opened. A thorough look is waited for before the
/// next frame, so that the same frames give the same lines.
[[nodiscard]] int decode_video(scan::Decoder& decoder, scan::Formats formats, const std::vector<std::string>& inputs,
                               int frames_a_second, bool json);

}  // namespace kiosk::commands
