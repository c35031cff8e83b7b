#include "kiosk/pages/rim.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kiosk::pages {
namespace {

constexpr int taken_px = 8;  ///< so many pixels say how light the paper is

}  // namespace

void Rim::paper_over(Grey& plane) const {
    if (plane.empty() || plane.width < 32 || plane.height < 32 || (inset_px <= 0 && slope_deg == 0)) return;
    const double scale = static_cast<double>(width) / plane.width;
    const double angle = slope_deg * std::numbers::pi / 180;
    const double s = std::sin(angle);
    const double k = std::cos(angle);
    const double inset = inset_px + (slope_deg == 0 ? 0 : 1);
    // The page was turned: the pixel at (u, v) from its middle lies at (k u - s v, s u + k v) from the middle of the sheet.
    const double half_width = width / 2.0 - inset;
    const double half_height = height / 2.0 - inset;
    const auto last = [](int size) { return size - 1 - taken_px; };
    // Upwards and downwards from what is paper in the same column, then to the sides: the light changes little on such short ways.
    for (int x = 0; x < plane.width; ++x) {
        const double u = (x + 0.5) * scale - width / 2.0;
        const double first = ((-half_height - s * u) / k + height / 2.0) / scale - 0.5;
        const double end = ((half_height - s * u) / k + height / 2.0) / scale - 0.5;
        const int from = std::clamp(static_cast<int>(std::ceil(first)), 0, last(plane.height));
        const int to = std::clamp(static_cast<int>(std::floor(end)), taken_px, plane.height - 1);
        const auto mean = [&](int y) {
            int sum = 0;
            for (int i = 0; i < taken_px; ++i) sum += plane.row(y + i)[x];
            return static_cast<std::uint8_t>(sum / taken_px);
        };
        const auto above = mean(from);
        for (int y = 0; y < from; ++y) plane.row(y)[x] = above;
        const auto below = mean(to - taken_px + 1);
        for (int y = to + 1; y < plane.height; ++y) plane.row(y)[x] = below;
    }
    for (int y = 0; y < plane.height; ++y) {
        const double v = (y + 0.5) * scale - height / 2.0;
        const double first = ((-half_width + s * v) / k + width / 2.0) / scale - 0.5;
        const double end = ((half_width + s * v) / k + width / 2.0) / scale - 0.5;
        const int from = std::clamp(static_cast<int>(std::ceil(first)), 0, last(plane.width));
        const int to = std::clamp(static_cast<int>(std::floor(end)), taken_px, plane.width - 1);
        auto* row = plane.row(y);
        const auto mean = [&](int x) {
            int sum = 0;
            for (int i = 0; i < taken_px; ++i) sum += row[x + i];
            return static_cast<std::uint8_t>(sum / taken_px);
        };
        std::fill_n(row, from, mean(from));
        const auto right = mean(to - taken_px + 1);
        std::fill(row + to + 1, row + plane.width, right);
    }
}

}  // namespace kiosk::pages
