#pragma once
/// How large a sheet is, and with how many pixels an inch it is kept. Pure; any thread.

#include "kiosk/pages/page.hpp"

namespace kiosk::pages {

struct Measure {
    double width_mm = 210;
    double height_mm = 297;
    double seen_dpi = 0;
};

/// ISO 216 and ISO/IEC 7810 ID-1. What fits none of them keeps its shape, as large as fits on A4.
[[nodiscard]] Measure measure_of(const Quad& corners, int picture_width, int picture_height, const Wish& wish);
/// What a page is kept with: text at 300 where the picture holds that much, else at 200; colour at 200 and 150.
[[nodiscard]] int ink_dpi(const Measure& measure, const Wish& wish);
/// Pixels for a length, a multiple of eight so that halves and quarters of it are whole.
[[nodiscard]] int pixels_for(double mm, int dpi);

}  // namespace kiosk::pages
