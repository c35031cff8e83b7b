#pragma once
/// A code by itself, as a picture for screens and letters. Any thread; never blocks.

#include <string_view>

#include "kiosk/slips/slip.hpp"

namespace kiosk::slips {

/// A QR code, black on white, large enough for any telephone: eight pixels a module, four modules of quiet zone. Code::too_large.
[[nodiscard]] Result<Slip> code_picture(std::string_view text);

}  // namespace kiosk::slips
