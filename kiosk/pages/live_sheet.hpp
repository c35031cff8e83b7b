#pragma once
/// A live frame: where the sheet lies in it, and a small picture of it for the screen. Pure; any thread; some 14 ms at 1280 x 720.

#include <optional>

#include "kiosk/pages/reduce.hpp"
#include "kiosk/pictures/picture.hpp"

namespace kiosk::pages {

struct LiveSheet {
    Quad corners{};      ///< pixels of the whole frame
    bool whole = false;  ///< no part of it lies outside of the picture
};
[[nodiscard]] std::optional<LiveSheet> live_sheet(const Halved& frame);

/// Not larger than `longest_side_px`, and never larger than half the frame.
[[nodiscard]] pictures::Preview live_picture(const Halved& frame, int longest_side_px);

}  // namespace kiosk::pages
