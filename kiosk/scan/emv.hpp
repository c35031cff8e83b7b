#pragma once
/// Bank-transfer codes by EMVCo and NAPAS 247 (VietQR). Pure functions; any thread.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/scan/payload.hpp"

namespace kiosk::scan {

/// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF.
[[nodiscard]] std::uint16_t crc16(std::string_view bytes);

/// A payment code, whole or damaged: every damage is a warning, and with any of them it is never paid. Nothing when the text
/// does not begin as one.
[[nodiscard]] std::optional<VietQr> parse_vietqr(std::string_view text, std::vector<Warning>& warnings);

}  // namespace kiosk::scan
