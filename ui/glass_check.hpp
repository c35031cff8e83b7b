#pragma once
/// Where a finger is asked to land when the glass is checked, and by how much it missed. Pure; any thread.

#include <cstddef>

#include "ui/memory.hpp"
#include "ui/page.hpp"

namespace kiosk::ui {

/// The points of a touch check in their order: four corners of the rectangle, clockwise from the left above, then its middle.
[[nodiscard]] Point touch_point(const Rect& rect, std::size_t index, int inset);
/// `scale` is that of the display (theme.hpp).
[[nodiscard]] TouchMiss touch_miss(const Landing& landing, std::size_t index, double px_per_mm, double scale);

}  // namespace kiosk::ui
