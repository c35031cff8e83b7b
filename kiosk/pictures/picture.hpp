#pragma once
/// Picture files become pixels: PNG, JPEG, TIFF, BMP, GIF, WebP, PNM, by leptonica. Files are hostile: call it in the
/// sandboxed child only. Errors are sentences.

#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/pictures/raster.hpp"

namespace kiosk::pictures {

inline constexpr std::size_t largest_file_bytes = 20U << 20;
inline constexpr std::size_t largest_plain_file_bytes = 40U << 20;  ///< PNM, as scanners send: nothing in it is packed
inline constexpr std::int64_t largest_picture_px = 40'000'000;
inline constexpr int longest_side_px = 30'000;

/// Pixels for a screen: red, green, blue, 255.
struct Preview {
    int width = 0;
    int height = 0;
    int original_width = 0;
    int original_height = 0;
    std::vector<std::uint8_t> rgba;
};

/// The first picture of the file in grey; what is transparent is white.
[[nodiscard]] Result<Grey> read_grey(std::string_view file);

}  // namespace kiosk::pictures
