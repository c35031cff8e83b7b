#pragma once
/// A grey picture and the ways to look at it again: smaller, larger, turned, softened, sharpened. Pure functions of pixels;
/// any thread, never block, memory for one more picture each.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "kiosk/pictures/raster.hpp"

namespace kiosk::scan {

using pictures::Grey;
using pictures::Spot;

/// Where a pixel of a transformed picture lies in the one it was made from: x = a x + b y + c, y = d x + e y + f.
struct Affine {
    double a = 1, b = 0, c = 0;
    double d = 0, e = 1, f = 0;
    [[nodiscard]] Spot operator()(Spot at) const { return {a * at.x + b * at.y + c, d * at.x + e * at.y + f}; }
    /// First `inner`, then this.
    [[nodiscard]] Affine after(const Affine& inner) const;
};

/// A picture and the way back to the original's pixels.
struct View {
    Grey picture;
    Affine to_original;
};

/// Between four pixels; outside, the nearest edge.
[[nodiscard]] inline float tone_at(const Grey& picture, double x, double y) {
    const double fx = std::clamp(x, 0.0, picture.width - 1.0);
    const double fy = std::clamp(y, 0.0, picture.height - 1.0);
    const int left = std::min(static_cast<int>(fx), std::max(picture.width - 2, 0));
    const int top = std::min(static_cast<int>(fy), std::max(picture.height - 2, 0));
    const auto* one = picture.row(top) + left;
    const auto* two = picture.row(std::min(top + 1, picture.height - 1)) + left;
    const int next = picture.width > 1 ? 1 : 0;
    const auto u = static_cast<float>(fx - left);
    const auto v = static_cast<float>(fy - top);
    const float upper = static_cast<float>(one[0]) + static_cast<float>(one[next] - one[0]) * u;
    const float lower = static_cast<float>(two[0]) + static_cast<float>(two[next] - two[0]) * u;
    return upper + (lower - upper) * v;
}

[[nodiscard]] View reduced(const View& from, int factor);      ///< mean of factor x factor pixels
[[nodiscard]] View enlarged(const View& from, double factor);  ///< cubic
[[nodiscard]] View turned(const View& from, double degrees);   ///< the frame grows so that no corner is lost
[[nodiscard]] View padded(const View& from, int border_px);    ///< with the tone of the border
[[nodiscard]] Grey blurred(const Grey& from, double sigma_px);
[[nodiscard]] Grey stretched(const Grey& from);  ///< 1st..99th percentile to 0..255
[[nodiscard]] Grey sharpened(const Grey& from, double sigma_px, double strength);
[[nodiscard]] Grey thresholded(const Grey& from);                     ///< one threshold for all, by Otsu
[[nodiscard]] Grey darkest(const Grey& from);                         ///< of 3x3: closes light specks in dark modules
[[nodiscard]] Grey lightest(const Grey& from);                        ///< of 3x3: removes dark specks
[[nodiscard]] Grey black_and_white(const Grey& from, int threshold);  ///< darker than the threshold is black
/// Mean of `height_px` pixels above one another: upright bars grow clearer, all else is smeared.
[[nodiscard]] Grey merged_down(const Grey& from, int height_px);
[[nodiscard]] Grey inverted(const Grey& from);
/// Every neighbourhood to the same mean and spread: takes shadows, glare and uneven light away.
[[nodiscard]] Grey evened(const Grey& from, int radius_px);

}  // namespace kiosk::scan
