#pragma once
/// A plane seen by a camera: where the modules of a flat QR code lie, from the edges of its finders and its alignment pattern. Pure;
/// any thread.

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "kiosk/scan/tones.hpp"
#include "kiosk/scan/trios.hpp"

namespace kiosk::scan {

/// From modules (0..side across) to pixels, as a camera sees a plane.
struct Plane {
    std::array<double, 9> m{1, 0, 0, 0, 1, 0, 0, 0, 1};
    [[nodiscard]] Spot operator()(double x, double y) const {
        const double w = m[6] * x + m[7] * y + m[8];
        return {(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w};
    }
};

struct Pair {
    Spot module, pixel;
    double weight = 1;
};

/// Through all pairs by least squares, eight unknowns; nothing when they do not say enough.
[[nodiscard]] std::optional<Plane> plane_through(const std::vector<Pair>& pairs, double side);
/// The middles and corners of three squares, for a code of this many modules.
[[nodiscard]] std::vector<Pair> pairs_of(const Tones& tones, const Trio& trio, int side);
/// Looks for the alignment pattern that should have its middle there, in modules.
[[nodiscard]] std::optional<Spot> find_alignment(const Tones& tones, const Plane& plane, double x, double y, double reach);

}  // namespace kiosk::scan
