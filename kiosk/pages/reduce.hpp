#pragma once
/// Smaller pictures. Pure; any thread.

#include "kiosk/pages/geometry.hpp"
#include "kiosk/pictures/photo.hpp"

namespace kiosk::pages {

using pictures::Photo;

/// Mean of factor x factor pixels (1..16); what is left over at the right and at the bottom is left out.
[[nodiscard]] Grey mean_of(const Grey& from, int factor);
/// 1 2 1 across and down.
[[nodiscard]] Grey softened(const Grey& from);
/// How much every pixel looks like plain paper: light counts for it, colour against it. `factor` is even in a picture with colour.
[[nodiscard]] Grey paperness(const Photo& photo, int factor);

}  // namespace kiosk::pages
