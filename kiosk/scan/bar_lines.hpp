#pragma once
/// Lines across the bars of a slab, as exactly along them as can be. Pure; any thread.

#include <vector>

#include "kiosk/scan/bar_reader.hpp"
#include "kiosk/scan/regions.hpp"

namespace kiosk::scan {

/// The same slab with its bars' direction as exact as can be: where the sum of all rows is sharpest.
[[nodiscard]] Slab aligned(const Grey& original, const Slab& slab, int rows = 17);

/// So many lines across the bars, each the mean of a band along them that no other line has a part in.
[[nodiscard]] std::vector<BarLine> bar_lines(const Grey& original, const Slab& slab, int lines, int most_rows_a_line);
/// Where on a slab a sample of its lines is; `across` from -1 to 1 along the bars.
[[nodiscard]] Spot place_on(const Slab& slab, double sample, double across);

}  // namespace kiosk::scan
