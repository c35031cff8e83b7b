#pragma once
/// The sheet as if it lay straight under a camera right above it. Pure; any thread; 3 to 5 ns a pixel.

#include "kiosk/pages/geometry.hpp"

namespace kiosk::pages {

/// How the pixels of the wanted picture and of the given one lie on the sheet and the photograph that the projection is about.
struct Scales {
    double of_wanted = 1;  ///< a pixel of the wanted picture is this many units of the sheet
    double of_given =
        1;  ///< a unit of the photograph is this many pixels of the given picture: 0.5 for one of half the size
};

/// Bilinear; what lies outside of the given picture becomes `beyond`.
[[nodiscard]] Grey warped(const Grey& given, const Projection& sheet_to_photo, int width, int height, Scales scales = {},
                          std::uint8_t beyond = 255);

}  // namespace kiosk::pages
