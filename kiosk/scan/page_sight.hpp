#pragma once
/// What a live frame shows of a page (Decoder::sight). Plain values.

#include <array>
#include <optional>

#include "kiosk/pictures/picture.hpp"
#include "kiosk/scan/symbol.hpp"

namespace kiosk::scan {

struct PageSight {
    pictures::Preview picture;                    ///< for a screen, small
    std::optional<std::array<Point, 4>> corners;  ///< of the sheet, in pixels of `picture`, clockwise from the top left
    bool whole = false;                           ///< no part of it lies outside
    FrameMeasure measure;
};

}  // namespace kiosk::scan
