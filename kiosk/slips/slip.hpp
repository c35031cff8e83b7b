#pragma once
/// A slip for the 80 mm roll as the print head sees it. Values; any thread.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::slips {

/// 72 mm of print head at 203 dpi, 8 dots a millimetre.
inline constexpr int slip_width_px = 576;
/// 2 m of paper: more is a mistake.
inline constexpr int longest_slip_px = 16'000;

/// 1 bit a pixel, 1 is black, the leftmost pixel in the highest bit, rows padded to whole bytes.
struct Slip {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> bits;
    bool operator==(const Slip&) const = default;

    [[nodiscard]] bool black(int x, int y) const {
        const auto row_bytes = (static_cast<std::size_t>(width_px) + 7) / 8;
        const auto byte = bits[static_cast<std::size_t>(y) * row_bytes + static_cast<std::size_t>(x) / 8];
        return (byte >> (7 - x % 8) & 1) != 0;
    }
};

/// The slip as a PNG file's bytes; the same bytes for the same slip.
[[nodiscard]] Result<std::string> png_bytes(const Slip& slip);
/// Blocks on the disk.
[[nodiscard]] Result<Done> write_png(const Slip& slip, const std::filesystem::path& file);

}  // namespace kiosk::slips
