#include "kiosk/scan/regions.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kiosk::scan {
namespace {

constexpr int cell_px = 16;
constexpr std::size_t fewest_cells = 6;
constexpr double parallel_enough = 0.55;
constexpr double strong_enough = 18.0;  ///< mean gradient in tones; evened pictures have a spread of 60
constexpr double same_direction = 12 * std::numbers::pi / 180;

/// The structure tensor of a cell: how much tones change, and along which direction.
struct Cell {
    double xx = 0, yy = 0, xy = 0;
    bool taken = false;
    [[nodiscard]] double strength() const { return xx + yy; }
    [[nodiscard]] double coherence() const { return strength() <= 0 ? 0 : std::hypot(xx - yy, 2 * xy) / strength(); }
    [[nodiscard]] double direction() const { return std::atan2(2 * xy, xx - yy) / 2; }
};

struct Cells {
    int columns = 0;
    int rows = 0;
    std::vector<Cell> all;
    [[nodiscard]] Cell& at(int x, int y) {
        return all[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x)];
    }
};

Cells cells_of(const Grey& picture) {
    const auto even = evened(picture, 24);
    Cells out{even.width / cell_px, even.height / cell_px, {}};
    out.all.resize(static_cast<std::size_t>(out.columns) * static_cast<std::size_t>(out.rows));
    for (int y = 1; y + 1 < out.rows * cell_px && y + 1 < even.height; ++y) {
        const auto* above = even.row(y - 1);
        const auto* line = even.row(y);
        const auto* below = even.row(y + 1);
        for (int column = 0; column < out.columns; ++column) {
            const int from = std::max(column * cell_px, 1);
            const int to = std::min((column + 1) * cell_px, even.width - 1);
            int xx = 0, yy = 0, xy = 0;
            for (int x = from; x < to; ++x) {
                const int gx = line[x + 1] - line[x - 1];
                const int gy = below[x] - above[x];
                xx += gx * gx;
                yy += gy * gy;
                xy += gx * gy;
            }
            auto& cell = out.at(column, y / cell_px);
            cell.xx += xx;
            cell.yy += yy;
            cell.xy += xy;
        }
    }
    return out;
}

struct Patch {
    std::vector<Spot> cells;  ///< middles, in pixels
    Cell sum;
};

double angle_between(double a, double b) {
    const double gap = std::abs(a - b);
    return std::min(gap, std::numbers::pi - gap);
}

bool may_be_bars(const Cell& cell) {
    return !cell.taken && cell.coherence() > parallel_enough &&
           cell.strength() > strong_enough * strong_enough * cell_px * cell_px;
}

/// Everything that touches the seed and runs the same way.
Patch grow(Cells& cells, int seed_x, int seed_y) {
    Patch out;
    const double direction = cells.at(seed_x, seed_y).direction();
    std::vector<std::pair<int, int>> open{{seed_x, seed_y}};
    cells.at(seed_x, seed_y).taken = true;
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        const auto& cell = cells.at(x, y);
        out.cells.push_back({(x + 0.5) * cell_px, (y + 0.5) * cell_px});
        out.sum.xx += cell.xx;
        out.sum.yy += cell.yy;
        out.sum.xy += cell.xy;
        for (int ny = std::max(y - 1, 0); ny <= std::min(y + 1, cells.rows - 1); ++ny) {
            for (int nx = std::max(x - 1, 0); nx <= std::min(x + 1, cells.columns - 1); ++nx) {
                auto& next = cells.at(nx, ny);
                if (!may_be_bars(next) || angle_between(next.direction(), direction) > same_direction) continue;
                next.taken = true;
                open.emplace_back(nx, ny);
            }
        }
    }
    return out;
}

Spot middle_of(const Patch& patch) {
    Spot out;
    for (const auto& cell : patch.cells) {
        out.x += cell.x / static_cast<double>(patch.cells.size());
        out.y += cell.y / static_cast<double>(patch.cells.size());
    }
    return out;
}

/// The way the patch lies. Seen at an angle, a code's bars do not stand upright on its length; what is too round to tell is
/// taken to be as long as it is across its bars.
double length_direction(const Patch& patch) {
    const auto middle = middle_of(patch);
    Cell spread;
    for (const auto& cell : patch.cells) {
        const double x = cell.x - middle.x;
        const double y = cell.y - middle.y;
        spread.xx += x * x;
        spread.yy += y * y;
        spread.xy += x * y;
    }
    const double across_bars = patch.sum.direction();
    const bool long_enough = spread.coherence() > 0.6;  // twice as long as wide
    const bool plausible = angle_between(spread.direction(), across_bars) < std::numbers::pi / 4;
    return long_enough && plausible ? spread.direction() : across_bars;
}

/// Cut out so that its length lies level and its bars stand upright, twice as large unless it is large already.
View straightened(const View& from, const Patch& patch) {
    const auto& source = from.picture;
    const auto middle = middle_of(patch);
    const double level = length_direction(patch);
    const double upright = patch.sum.direction() + std::numbers::pi / 2;
    const Spot u{std::cos(level), std::sin(level)};
    const Spot v{std::cos(upright), std::sin(upright)};
    const double base = u.x * v.y - u.y * v.x;
    double reach_u = 0;
    double reach_v = 0;
    for (const auto& cell : patch.cells) {
        const double x = cell.x - middle.x;
        const double y = cell.y - middle.y;
        reach_u = std::max(reach_u, std::abs((x * v.y - y * v.x) / base));
        reach_v = std::max(reach_v, std::abs((y * u.x - x * u.y) / base));
    }
    reach_u += 3 * cell_px;  // the quiet zone
    reach_v += cell_px;
    const double step = reach_u < 600 ? 0.5 : 1.0;
    Grey out(static_cast<int>(2 * reach_u / step), static_cast<int>(2 * reach_v / step), 255);
    const Affine back{step * u.x, step * v.x, middle.x - reach_u * u.x - reach_v * v.x,
                      step * u.y, step * v.y, middle.y - reach_u * u.y - reach_v * v.y};
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            const auto at = back({static_cast<double>(x), static_cast<double>(y)});
            const double fx = std::clamp(at.x, 0.0, source.width - 1.001);
            const double fy = std::clamp(at.y, 0.0, source.height - 1.001);
            const int left = static_cast<int>(fx);
            const int top = static_cast<int>(fy);
            const auto* one = source.row(top) + left;
            const auto* two = source.row(std::min(top + 1, source.height - 1)) + left;
            const int right = left + 1 < source.width ? 1 : 0;
            const double upper = one[0] + (one[right] - one[0]) * (fx - left);
            const double lower = two[0] + (two[right] - two[0]) * (fx - left);
            out.row(y)[x] = static_cast<std::uint8_t>(upper + (lower - upper) * (fy - top));
        }
    }
    return {std::move(out), from.to_original.after(back)};
}

std::vector<float> softened(const std::vector<float>& line, double sigma_px) {
    const int radius = std::max(1, static_cast<int>(std::ceil(2.5 * sigma_px)));
    std::vector<float> weights;
    for (int k = -radius; k <= radius; ++k)
        weights.push_back(static_cast<float>(std::exp(-k * k / (2 * sigma_px * sigma_px))));
    const int last = static_cast<int>(line.size()) - 1;
    std::vector<float> out(line.size());
    for (int x = 0; x <= last; ++x) {
        float sum = 0, weight = 0;
        for (int k = -radius; k <= radius; ++k) {
            const float w = weights[static_cast<std::size_t>(k) + static_cast<std::size_t>(radius)];
            sum += w * line[static_cast<std::size_t>(std::clamp(x + k, 0, last))];
            weight += w;
        }
        out[static_cast<std::size_t>(x)] = sum / weight;
    }
    return out;
}

/// Half way between the darkest and the lightest around each place.
std::vector<float> halves(const std::vector<float>& line, int reach_px) {
    const int last = static_cast<int>(line.size()) - 1;
    std::vector<float> out(line.size());
    for (int x = 0; x <= last; ++x) {
        const auto from = line.begin() + std::max(x - reach_px, 0);
        const auto to = line.begin() + std::min(x + reach_px, last) + 1;
        const auto [low, high] = std::minmax_element(from, to);
        out[static_cast<std::size_t>(x)] = (*low + *high) / 2;
    }
    return softened(out, reach_px / 3.0);
}

}  // namespace

View banded(const View& upright, double sigma_px, double strength) {
    constexpr int bands = 9;
    constexpr int finer = 2;  // thin bars need more than two pixels
    const auto& source = upright.picture;
    const auto width = static_cast<std::size_t>(source.width);
    Grey out(source.width * finer, bands, 255);
    for (int band = 0; band < bands; ++band) {
        const int top = source.height * (2 * band + 2) / (2 * bands + 4);
        const int bottom = std::max(source.height * (2 * band + 5) / (2 * bands + 4), top + 1);
        std::vector<float> line(width, 0);
        for (int y = top; y < std::min(bottom, source.height); ++y) {
            for (std::size_t x = 0; x < width; ++x) line[x] += static_cast<float>(source.row(y)[x]);
        }
        for (auto& tone : line) tone /= static_cast<float>(bottom - top);
        const auto soft = softened(line, sigma_px);
        for (std::size_t x = 0; x < width; ++x) line[x] += static_cast<float>(strength) * (line[x] - soft[x]);
        const auto half = halves(line, 24);
        for (int x = 0; x < out.width; ++x) {
            const double at = std::clamp((x + 0.5) / finer - 0.5, 0.0, source.width - 1.0);
            const auto left = static_cast<std::size_t>(at);
            const auto right = std::min(left + 1, width - 1);
            const float part = static_cast<float>(at - static_cast<double>(left));
            const float tone = line[left] + (line[right] - line[left]) * part;
            const float middle = half[left] + (half[right] - half[left]) * part;
            out.row(band)[x] = tone < middle - 2 ? std::uint8_t{0} : std::uint8_t{255};
        }
    }
    const double down = static_cast<double>(source.height) / (bands + 2);
    return {std::move(out), upright.to_original.after({1.0 / finer, 0, 0.5 / finer - 0.5, 0, down, 1.5 * down})};
}

std::vector<View> upright_bars(const View& picture, std::size_t most) {
    auto cells = cells_of(picture.picture);
    std::vector<Patch> patches;
    for (int y = 0; y < cells.rows; ++y) {
        for (int x = 0; x < cells.columns; ++x) {
            if (!may_be_bars(cells.at(x, y))) continue;
            if (auto patch = grow(cells, x, y); patch.cells.size() >= fewest_cells) patches.push_back(std::move(patch));
        }
    }
    const auto promise = [](const Patch& patch) { return static_cast<double>(patch.cells.size()) * patch.sum.coherence(); };
    std::sort(patches.begin(), patches.end(), [&](const Patch& a, const Patch& b) { return promise(a) > promise(b); });
    std::vector<View> out;
    for (std::size_t i = 0; i < std::min(most, patches.size()); ++i) out.push_back(straightened(picture, patches[i]));
    return out;
}

}  // namespace kiosk::scan
