#pragma once
/// The rim of a page, where the table shows: painted over with the paper beside it. Pure; any thread.

#include "kiosk/pages/geometry.hpp"

namespace kiosk::pages {

/// A page of width x height that was turned clockwise by `slope_deg` before it was cut out, so that its corners show what lay around.
struct Rim {
    int width = 0;
    int height = 0;
    double slope_deg = 0;
    double inset_px = 0;  ///< how much of the sheet's own edge is painted over as well
    /// `plane` is the page or a smaller picture of it.
    void paper_over(Grey& plane) const;
};

}  // namespace kiosk::pages
