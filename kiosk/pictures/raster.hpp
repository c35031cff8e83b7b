#pragma once
/// Pixels in memory, row by row without gaps. Values; any thread.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kiosk::pictures {

/// A place in a picture; whole numbers are the middles of pixels.
struct Spot {
    double x = 0;
    double y = 0;
};

/// One byte a pixel: 0 black, 255 white.
struct Grey {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;  ///< row by row, no gaps

    Grey() = default;
    Grey(int width_px, int height_px, std::uint8_t value = 0)
        : width(width_px),
          height(height_px),
          pixels(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px), value) {}
    [[nodiscard]] std::uint8_t* row(int y) {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
    [[nodiscard]] const std::uint8_t* row(int y) const {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
    [[nodiscard]] bool empty() const { return pixels.empty(); }
};

}  // namespace kiosk::pictures
