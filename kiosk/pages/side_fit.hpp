#pragma once
/// Corners to a fraction of a pixel: each side is laid once more through the places where the tones change most. Pure; any thread.

#include "kiosk/pages/geometry.hpp"

namespace kiosk::pages {

/// `fixed`: sides that stay where they are, such as the picture's own border.
[[nodiscard]] Quad fitted(const Grey& picture, const Quad& corners, const std::array<bool, 4>& fixed);

}  // namespace kiosk::pages
