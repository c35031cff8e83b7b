#pragma once
/// Where in a picture bar codes may be: patches in which all edges run the same way. Pure; any thread.

#include <vector>

#include "kiosk/scan/bar_reader.hpp"
#include "kiosk/scan/grey.hpp"

namespace kiosk::scan {

/// A patch of parallel edges in pixels of the original: which way it lies, which way its bars stand (both of length one), and how far
/// it reaches from its middle along the two.
struct Slab {
    Spot middle, along, upright;
    double half_along = 0;
    double half_upright = 0;
    /// Seen at an angle, bars lean ever more from one end to the other: by so many pixels along for each pixel upright, a pixel along.
    double lean = 0;
};

/// How closely to look for slabs. A live frame has no time to have its light evened first.
enum class Search { careful, live };
/// Most promising first.
[[nodiscard]] std::vector<Slab> bar_slabs(const View& picture, std::size_t most, Search search = Search::careful);

/// The same slab with its bars' direction as exact as can be: where the sum of all rows is sharpest.
[[nodiscard]] Slab aligned(const Grey& original, const Slab& slab, int rows = 17);

/// Cut out, turned and sheared until its length lies level and its bars stand upright, twice as large unless it is large already.
[[nodiscard]] View straightened(const View& original, const Slab& slab);

/// So many lines across the bars, each the mean of a band along them that no other line has a part in.
[[nodiscard]] std::vector<BarLine> bar_lines(const Grey& original, const Slab& slab, int lines, int most_rows_a_line);
/// Where on a slab a sample of its lines is; `across` from -1 to 1 along the bars.
[[nodiscard]] Spot place_on(const Slab& slab, double sample, double across);

/// An upright patch as few lines, each the mean of a band along the bars, sharpened across them and made black and white half way
/// between the light and the dark around. Lines that agree then agree independently.
[[nodiscard]] View banded(const View& upright, double sigma_px, double strength);

}  // namespace kiosk::scan
