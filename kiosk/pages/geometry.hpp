#pragma once
/// Four corners and what a plane looks like from a camera. Pure; any thread.

#include <array>

#include "kiosk/pictures/raster.hpp"

namespace kiosk::pages {

using pictures::Grey;
using pictures::Spot;

/// A sheet's corners in pixels: top left, top right, bottom right, bottom left as the picture lies.
using Quad = std::array<Spot, 4>;

/// The pixel that a place is nearest to; up to one pixel before the first it is the first.
[[nodiscard]] constexpr int nearest(double at) {
    const double moved = at + 0.5;  // lround is a call, and this is asked of every edge pixel
    return static_cast<int>(moved);
}
[[nodiscard]] double distance(Spot a, Spot b);
[[nodiscard]] double area(const Quad& quad);  ///< square pixels; negative when the corners go round the other way
[[nodiscard]] bool is_convex(const Quad& quad);
[[nodiscard]] bool holds(const Quad& quad, Spot at);
[[nodiscard]] Spot middle(const Quad& quad);
/// The same corners, beginning with the one nearest to the top left.
[[nodiscard]] Quad from_top_left(const Quad& quad);
[[nodiscard]] Quad scaled(const Quad& quad, double factor);
/// The corners of a whole picture.
[[nodiscard]] Quad whole(int width, int height);

/// x' = (a x + b y + c) / (g x + h y + 1), y' = (d x + e y + f) / (g x + h y + 1).
struct Projection {
    double a = 1, b = 0, c = 0;
    double d = 0, e = 1, f = 0;
    double g = 0, h = 0;
    [[nodiscard]] Spot operator()(Spot at) const;
};
/// Takes a sheet of width x height to the four corners.
[[nodiscard]] Projection projection_to(const Quad& corners, double width, double height);
/// First turned about the middle of a sheet of width x height, then `from`. Clockwise as one sees it.
[[nodiscard]] Projection turned(const Projection& from, double degrees, double width, double height);

/// Width over height of the rectangle that looks like this, seen by a camera whose middle is the picture's; of the sides themselves
/// where it is seen from straight above. Zhang and He, "Whiteboard scanning and image enhancement", 2007, section 3.
[[nodiscard]] double aspect_of(const Quad& corners, int picture_width, int picture_height);

}  // namespace kiosk::pages
