#include "kiosk/pages/text_lines.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kiosk::pages {
namespace {

constexpr double widest_deg = 7;
constexpr double coarse_deg = 0.5;
constexpr double fine_deg = 0.05;
constexpr double sure_enough = 1.15;
constexpr std::size_t most_points = 40'000;
constexpr std::size_t fewest_points = 200;

struct Point {
    float along;  ///< the text, from the middle of the page
    float across;
};

/// Where ink ends downwards (or to the right): letters stand on a line there. `margin` of the page counts not: edges are there.
std::vector<Point> feet(const Bits& page, bool sideways) {
    std::vector<Point> out;
    const int mx = page.width / 25;
    const int my = page.height / 25;
    const int middle_x = page.width / 2;
    const int middle_y = page.height / 2;
    for (int y = my; y + 1 < page.height - my; ++y) {
        for (int x = mx; x + 1 < page.width - mx; ++x) {
            if (page.row(y)[x >> 3] == 0) {
                x |= 7;
                continue;
            }
            if (!page.at(x, y)) continue;
            const bool foot = sideways ? !page.at(x + 1, y) : !page.at(x, y + 1);
            if (!foot) continue;
            const auto px = static_cast<float>(x - middle_x);
            const auto py = static_cast<float>(y - middle_y);
            out.push_back(sideways ? Point{py, px} : Point{px, py});
        }
    }
    if (out.size() > most_points) {
        const std::size_t step = out.size() / most_points + 1;
        std::vector<Point> fewer;
        // A step that is no divisor of a row's length keeps all columns.
        for (std::size_t i = 0; i < out.size(); i += step) fewer.push_back(out[i]);
        return fewer;
    }
    return out;
}

/// Sum of squares of how many points fall into each row when rows slope by this: sharp lines give more.
double sharpness(const std::vector<Point>& points, double degrees, std::vector<std::uint32_t>& rows) {
    const auto slope = static_cast<float>(std::tan(degrees * std::numbers::pi / 180));
    const auto half = static_cast<float>(rows.size()) / 2;
    std::fill(rows.begin(), rows.end(), 0U);
    for (const auto& p : points) {
        const float row = p.across - p.along * slope + half;
        if (row >= 0 && row < static_cast<float>(rows.size() - 1)) rows[static_cast<std::size_t>(row)]++;
    }
    double out = 0;
    for (const auto count : rows) out += static_cast<double>(count) * count;
    return out;
}

struct Peak {
    double degrees = 0;
    double sharp = 0;
    double sureness = 0;
};

Peak sharpest(const std::vector<Point>& points, int rows_px, bool fine) {
    Peak out;
    if (points.size() < fewest_points) return out;
    std::vector<std::uint32_t> rows(static_cast<std::size_t>(rows_px) * 3 / 2);
    std::vector<double> all;
    for (double d = -widest_deg; d <= widest_deg + 1e-9; d += coarse_deg) {
        all.push_back(sharpness(points, d, rows));
        if (all.back() > out.sharp) out = {d, all.back(), 0};
    }
    std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
    const double usual = all[all.size() / 2];
    if (fine) {
        const double about = out.degrees;
        std::vector<double> near;
        std::size_t best = 0;
        for (double d = about - coarse_deg; d <= about + coarse_deg + 1e-9; d += fine_deg) {
            near.push_back(sharpness(points, d, rows));
            if (near.back() > near[best]) best = near.size() - 1;
        }
        out = {about - coarse_deg + static_cast<double>(best) * fine_deg, near[best], 0};
        if (best > 0 && best + 1 < near.size()) {
            const double bend = near[best - 1] - 2 * near[best] + near[best + 1];
            if (bend < 0) out.degrees += 0.5 * (near[best - 1] - near[best + 1]) / bend * fine_deg;
        }
    }
    out.sureness = usual > 0 ? out.sharp / usual : 0;
    return out;
}

}  // namespace

TextLines text_lines(const Bits& page) {
    TextLines out;
    const auto level = feet(page, false);
    const auto upright = feet(page, true);
    const Peak across = sharpest(level, page.height, true);
    const Peak down = sharpest(upright, page.width, false);
    out.sureness = across.sureness;
    // Columns of figures and ruled tables line up both ways: only what is plain counts.
    if (down.sureness > sure_enough + 0.15 && down.sureness > 1.6 * across.sureness) {
        const Peak exact = sharpest(upright, page.width, true);
        out.sideways = true;
        out.sureness = exact.sureness;
        out.slope_deg = -exact.degrees;
        return out;
    }
    if (across.sureness >= sure_enough) out.slope_deg = across.degrees;
    return out;
}

double uprightness(const Bits& page) {
    constexpr int strips = 3;
    double above = 0;
    double below = 0;
    int lines = 0;
    for (int strip = 0; strip < strips; ++strip) {
        const int left = page.width * (1 + 6 * strip) / 20;
        const int right = page.width * (7 + 6 * strip) / 20;
        std::vector<double> ink(static_cast<std::size_t>(page.height));
        for (int y = page.height / 25; y < page.height - page.height / 25; ++y) {
            int count = 0;
            for (int x = left; x < right; ++x) count += page.at(x, y) ? 1 : 0;
            ink[static_cast<std::size_t>(y)] = count;
        }
        for (std::size_t y = 1; y + 1 < ink.size(); ++y) {
            if (ink[y] < (right - left) * 0.03) continue;
            std::size_t end = y;
            double most = 0;
            while (end < ink.size() && ink[end] > 0) most = std::max(most, ink[end++]);
            const std::size_t height = end - y;
            std::size_t first = y;
            std::size_t last = end - 1;
            while (first < last && ink[first] < 0.45 * most) ++first;
            while (last > first && ink[last] < 0.45 * most) --last;
            const std::size_t core = last - first + 1;
            // Letters, not ruled lines or pictures.
            if (height >= 5 && core >= 3 && height <= 5 * core && height < ink.size() / 15) {
                // What goes before `y` was too little to begin a line with, and is above it all the same.
                for (std::size_t up = y; up-- > 0 && y - up <= core && ink[up] > 0;) above += ink[up] / most;
                for (std::size_t i = y; i < first; ++i) above += ink[i] / most;
                for (std::size_t i = last + 1; i < end; ++i) below += ink[i] / most;
                ++lines;
            }
            y = end;
        }
    }
    if (lines < 4 || above + below < 2) return 0;
    return (above - below) / (above + below);
}

}  // namespace kiosk::pages
