#pragma once
/// Draws codes for slips and screens, as modules without a size. Any thread, never blocks; text that does not fit is
/// Code::too_large, letters the symbology does not have are Code::unsupported.

#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::scan {

/// Dark and light modules, without a quiet zone.
struct Matrix {
    int width = 0;
    int height = 0;
    std::vector<bool> dark;  ///< row by row
    [[nodiscard]] bool at(int x, int y) const {
        return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
};

/// How much of a QR code may be lost: about 7, 15, 25 and 30 %.
enum class Correction { low, medium, quartile, high };

/// A QR code of UTF-8 text. The quiet zone (4 modules) is the caller's.
[[nodiscard]] Result<Matrix> qr_matrix(std::string_view text, Correction correction = Correction::medium);
/// The bars of a Code 128, one module each, true for dark. ASCII only, at most 80 letters. The quiet zone (10 modules) is the caller's.
[[nodiscard]] Result<std::vector<bool>> code_128_bars(std::string_view text);

}  // namespace kiosk::scan
