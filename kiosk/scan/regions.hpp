#pragma once
/// Where in a picture bar codes may be: patches in which all edges run the same way. Pure; any thread.

#include <vector>

#include "kiosk/scan/grey.hpp"

namespace kiosk::scan {

/// A patch of parallel edges in pixels of the original: which way it lies, which way its bars stand (both of length one), and how far
/// it reaches from its middle along the two.
struct Slab {
    Spot middle, along, upright;
    double half_along = 0;
    double half_bars = 0;  ///< as far as there are bars: the same without the quiet zone that is supposed beside them
    double half_upright = 0;
    /// Seen at an angle, bars lean ever more from one end to the other: by so many pixels along for each pixel upright, a pixel along.
    double lean = 0;
    /// How alike its rows are: 1 bars that all run through, near 0 print or a pattern. Known once it is aligned.
    double alike = 0;
};

/// How closely to look for slabs. A live frame has no time to have its light evened first.
enum class Search { careful, live };
/// Most promising first.
[[nodiscard]] std::vector<Slab> bar_slabs(const View& picture, std::size_t most, Search search = Search::careful);

/// Cut out, turned and sheared until its length lies level and its bars stand upright, twice as large unless it is large already.
[[nodiscard]] View straightened(const View& original, const Slab& slab);

/// An upright patch as few lines, each the mean of a band along the bars, sharpened across them and made black and white half way
/// between the light and the dark around. Lines that agree then agree independently.
[[nodiscard]] View banded(const View& upright, double sigma_px, double strength);

}  // namespace kiosk::scan
