#pragma once
/// How lines of text lie on a page: by how much they slope, whether they run up and down, whether they stand on their head.
/// Pure; any thread; a few milliseconds for a page at 100 dpi.

#include "kiosk/pages/ink.hpp"

namespace kiosk::pages {

struct TextLines {
    double slope_deg = 0;   ///< -7..7, clockwise as one sees it; 0 when it is not sure
    double sureness = 0;    ///< how much sharper the lines are at that angle than at others; below 1.15 there are none
    bool sideways = false;  ///< the lines run from top to bottom
};
[[nodiscard]] TextLines text_lines(const Bits& page);

/// How much more stands above the small letters than hangs below them: above 0 the text is upright, below 0 it stands on its head,
/// 0 when there is too little text. Lines must run level. Vietnamese, with its marks above, makes it plain.
[[nodiscard]] double uprightness(const Bits& page);

}  // namespace kiosk::pages
