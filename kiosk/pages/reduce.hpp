#pragma once
/// Smaller pictures. Pure; any thread.

#include "kiosk/pages/geometry.hpp"
#include "kiosk/pictures/photo.hpp"

namespace kiosk::pages {

using pictures::Photo;

/// Mean of factor x factor pixels, 1..8 or a multiple of four; what is left over at the right and at the bottom is left out.
[[nodiscard]] Grey mean_of(const Grey& from, int factor);
/// 1 2 1 across and down.
[[nodiscard]] Grey softened(const Grey& from);
/// A photograph at half its size: what everything that needs no detail begins with. The photograph outlives it.
struct Halved {
    Grey luma;
    const Grey& blue;
    const Grey& red;
    explicit Halved(const Photo& photo) : luma(mean_of(photo.luma, 2)), blue(photo.blue), red(photo.red) {}
};
/// How much every pixel looks like plain paper: light counts for it, colour against it.
[[nodiscard]] Grey paperness(const Halved& photo, int factor);

}  // namespace kiosk::pages
