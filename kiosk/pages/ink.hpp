#pragma once
/// What is ink on a page and what is paper: shadows, yellowed paper and the other side's text are paper. Pure; any thread.

#include "kiosk/pages/reduce.hpp"

namespace kiosk::pages {

/// One bit a pixel, 1 is ink; the first pixel of a row is the highest bit of its first byte.
struct Bits {
    int width = 0;
    int height = 0;
    std::size_t stride = 0;  ///< bytes a row, a multiple of eight; what is beyond the width is 0
    std::vector<std::uint8_t> bytes;
    Bits() = default;
    Bits(int width_px, int height_px);
    [[nodiscard]] const std::uint8_t* row(int y) const { return bytes.data() + static_cast<std::size_t>(y) * stride; }
    [[nodiscard]] std::uint8_t* row(int y) { return bytes.data() + static_cast<std::size_t>(y) * stride; }
    [[nodiscard]] bool at(int x, int y) const { return (row(y)[x >> 3] >> (7 - (x & 7)) & 1) != 0; }
};
[[nodiscard]] std::size_t count_ink(const Bits& bits);

/// How light the paper itself is, cell by cell.
struct PaperLight {
    static constexpr int cell_px = 32;
    Grey cells;  ///< one pixel for cell_px x cell_px of the page
    /// Mean over the page, 0..255.
    [[nodiscard]] double mean() const;
    /// For every pixel of a picture `reduction` times smaller than the page.
    [[nodiscard]] Grey spread(int width, int height, int reduction) const;
};
/// `quarter`: the page at a quarter of its size.
[[nodiscard]] PaperLight paper_light(const Grey& quarter);

/// From how light on a pixel is paper and no ink, as a share of the paper's light: by the darkest ink there is. `light`: of each pixel of
/// `quarter`.
[[nodiscard]] double highest_threshold(const Grey& quarter, const Grey& light);

/// Black and white. Specks of one pixel are left out.
[[nodiscard]] Bits ink_of(const Grey& page, const Grey& quarter, const PaperLight& light);
[[nodiscard]] Bits ink_of(const Grey& page);

/// The same picture in even light: paper becomes white.
void lighten(Grey& page, const PaperLight& light, int page_px_a_pixel);

}  // namespace kiosk::pages
