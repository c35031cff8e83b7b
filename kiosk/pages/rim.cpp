#include "kiosk/pages/rim.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kiosk::pages {
namespace {

struct Range {
    int from = 0;
    int to = 0;  ///< behind the last
};

/// Where a + b x stays within low..high.
void narrow(double a, double b, double low, double high, double& from, double& to) {
    if (std::abs(b) < 1e-9) {
        if (a < low || a > high) to = from;
        return;
    }
    const double first = (low - a) / b;
    const double second = (high - a) / b;
    from = std::max(from, std::min(first, second));
    to = std::min(to, std::max(first, second));
}

}  // namespace

void Rim::paper_over(Grey& plane) const {
    if (plane.empty() || (inset_px <= 0 && slope_deg == 0)) return;
    const double scale = static_cast<double>(width) / plane.width;
    const double angle = slope_deg * std::numbers::pi / 180;
    const double s = std::sin(angle);
    const double k = std::cos(angle);
    const double mx = width / 2.0;
    const double my = height / 2.0;
    const double inset = inset_px + (slope_deg == 0 ? 0 : 1);
    int last_whole = -1;
    std::vector<int> empty_above;
    for (int y = 0; y < plane.height; ++y) {
        // The page was turned: this pixel is at (k x - s y, s x + k y) of the sheet, about its middle.
        const double v = (y + 0.5) * scale - my;
        double from = 0;
        double to = plane.width;
        const double start = 0.5 * scale - mx;
        narrow(k * start - s * v + mx, k * scale, inset, width - inset, from, to);
        narrow(s * start + k * v + my, s * scale, inset, height - inset, from, to);
        const Range range{static_cast<int>(std::ceil(from)), static_cast<int>(std::floor(to))};
        auto* row = plane.row(y);
        if (range.to - range.from < 8) {
            if (last_whole >= 0) std::copy_n(plane.row(last_whole), plane.width, row);
            else empty_above.push_back(y);
            continue;
        }
        const auto mean = [&](int at) {
            int sum = 0;
            for (int i = 0; i < 8; ++i) sum += row[at + i];
            return static_cast<std::uint8_t>(sum / 8);
        };
        std::fill_n(row, std::max(0, range.from), mean(std::max(0, range.from)));
        if (range.to < plane.width) std::fill(row + range.to, row + plane.width, mean(range.to - 8));
        for (const int above : empty_above) std::copy_n(row, plane.width, plane.row(above));
        empty_above.clear();
        last_whole = y;
    }
}

}  // namespace kiosk::pages
