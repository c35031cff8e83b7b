#pragma once
/// The straightened page as it is kept: ink alone, colour alone, or ink over colour. Pure; any thread.

#include "kiosk/pages/bend.hpp"
#include "kiosk/pages/ink.hpp"
#include "kiosk/pages/sheet_format.hpp"

namespace kiosk::pages {

struct Straightened {
    int dpi = 300;  ///< of luma
    Grey luma;
    Grey blue;  ///< at an eighth of luma's size, for looking where colour is; empty without
    Grey red;
    Photo colour;  ///< chroma for a colour page at its own size; luma is made from `luma` or straight from the photograph
    /// `found`: beyond the corners is table, not paper.
    Straightened(const Photo& photo, const Quad& corners, const Measure& measure, double slope_deg, bool found,
                 const Wish& wish);
    void unbend(const Bend& bend);
};

struct Looks {
    PaperLight light;
    Bits ink;  ///< for a colour page only what judging needs
    Photo colour;
    bool has_colour_layer = false;
    int jpeg_quality = 60;
};
[[nodiscard]] Looks looks_of(const Straightened& page, Look look);

[[nodiscard]] pictures::Preview preview_of(const Looks& looks, Look look, int longer_side_px);

}  // namespace kiosk::pages
