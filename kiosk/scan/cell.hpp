#pragma once
/// Where a cell of a square, or a pixel of a plane, stands in rows that follow one another.

#include <cstddef>

namespace kiosk::scan {

[[nodiscard]] constexpr std::size_t cell(int x, int y, int width) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
}

}  // namespace kiosk::scan
