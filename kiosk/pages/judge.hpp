#pragma once
/// Whether a page can be read: sharp, whole, evenly lit, with nothing lying on it. Pure; any thread; a few milliseconds.

#include "kiosk/pages/ink.hpp"
#include "kiosk/pages/page.hpp"

namespace kiosk::pages {

/// What the judge looks at: the upright page before its light was evened.
struct Evidence {
    const Grey& luma;  ///< at `dpi`
    const PaperLight& light;
    const Bits& ink;
    const Grey& blue;  ///< at an eighth of luma's size; empty without colour
    const Grey& red;
    int dpi = 300;
};
void judge(const Evidence& seen, Facts& facts);

}  // namespace kiosk::pages
