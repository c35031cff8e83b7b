#include "kiosk/scan/regions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>

namespace kiosk::scan {
namespace {

constexpr std::size_t fewest_cells = 6;
constexpr double parallel_enough = 0.55;
/// Mean gradients in tones; evened pictures have a spread of 60.
constexpr double strong_when_evened = 18.0;
constexpr double strong_in_a_frame = 7.0;
constexpr double same_direction = 12 * std::numbers::pi / 180;
constexpr double most_leaning =
    35 * std::numbers::pi / 180;  ///< from one end of a code that is seen at an angle to the other

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
    int cell_px = 16;
    double strong_enough = 0;
    std::vector<Cell> all;
    [[nodiscard]] Cell& at(int x, int y) {
        return all[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x)];
    }
};

Cells cells_of(const Grey& even, int cell_px, double strong_enough) {
    Cells out{even.width / cell_px, even.height / cell_px, cell_px, strong_enough, {}};
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
    std::vector<Spot> cells;         ///< middles, in pixels
    std::vector<double> directions;  ///< across the bars of each
    Cell sum;
};

double angle_between(double a, double b) {
    const double gap = std::abs(a - b);
    return std::min(gap, std::numbers::pi - gap);
}

bool may_be_bars(const Cells& cells, const Cell& cell) {
    const double least = cells.strong_enough * cells.cell_px;
    return !cell.taken && cell.strength() > least * least && cell.coherence() > parallel_enough;
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
        const auto cell = cells.at(x, y);
        out.cells.push_back({(x + 0.5) * cells.cell_px, (y + 0.5) * cells.cell_px});
        out.directions.push_back(cell.direction());
        out.sum.xx += cell.xx;
        out.sum.yy += cell.yy;
        out.sum.xy += cell.xy;
        for (int ny = std::max(y - 1, 0); ny <= std::min(y + 1, cells.rows - 1); ++ny) {
            for (int nx = std::max(x - 1, 0); nx <= std::min(x + 1, cells.columns - 1); ++nx) {
                auto& next = cells.at(nx, ny);
                if (!may_be_bars(cells, next) || angle_between(next.direction(), cell.direction()) > same_direction ||
                    angle_between(next.direction(), direction) > most_leaning)
                    continue;
                next.taken = true;
                open.emplace_back(nx, ny);
            }
        }
    }
    return out;
}

/// From where to where a patch reaches along a direction.
struct Reach {
    double from = 1e9, to = -1e9;
};
Reach reach_of(const Patch& patch, Spot along) {
    Reach out;
    for (const auto& cell : patch.cells) {
        const double at = cell.x * along.x + cell.y * along.y;
        out.from = std::min(out.from, at);
        out.to = std::max(out.to, at);
    }
    return out;
}

/// Two patches of the same bars, with a stain, a fold or a reflection between them.
std::optional<Patch> joined(const Patch& a, const Patch& b, int cell_px) {
    if (angle_between(a.sum.direction(), b.sum.direction()) > same_direction) return std::nullopt;
    Patch out = a;
    out.cells.insert(out.cells.end(), b.cells.begin(), b.cells.end());
    out.directions.insert(out.directions.end(), b.directions.begin(), b.directions.end());
    out.sum.xx += b.sum.xx;
    out.sum.yy += b.sum.yy;
    out.sum.xy += b.sum.xy;
    const double direction = out.sum.direction();
    const Spot along{std::cos(direction), std::sin(direction)}, upright{-along.y, along.x};
    const auto [a_from, a_to] = reach_of(a, along);
    const auto [b_from, b_to] = reach_of(b, along);
    const auto [a_low, a_high] = reach_of(a, upright);
    const auto [b_low, b_high] = reach_of(b, upright);
    const double lower = std::min(a_high - a_low, b_high - b_low);
    const double beside = std::min(a_high, b_high) - std::max(a_low, b_low);
    const double gap = std::max(a_from, b_from) - std::min(a_to, b_to);
    if (beside < 0.6 * lower || beside < 0.4 * std::max(a_high - a_low, b_high - b_low)) return std::nullopt;
    if (gap > std::max(4.0 * cell_px, 1.2 * lower)) return std::nullopt;
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

/// Signed, the nearer way round: -90..90 degrees.
double turn_from(double a, double b) { return std::remainder(b - a, std::numbers::pi); }

/// How the bars' direction changes along the patch, by least squares, in radians a pixel.
double lean_of(const Patch& patch, Spot middle, Spot along, double usual) {
    double xx = 0, xy = 0;
    for (std::size_t i = 0; i < patch.cells.size(); ++i) {
        const double x = (patch.cells[i].x - middle.x) * along.x + (patch.cells[i].y - middle.y) * along.y;
        xx += x * x;
        xy += x * turn_from(usual, patch.directions[i]);
    }
    return xx <= 0 ? 0 : xy / xx;
}

Slab slab_of(const View& picture, const Patch& patch, int cell_px) {
    const auto middle = middle_of(patch);
    const double level = length_direction(patch);
    const double upright = patch.sum.direction() + std::numbers::pi / 2;
    const double scale = std::hypot(picture.to_original.a, picture.to_original.d);
    Slab out{picture.to_original(middle), {std::cos(level), std::sin(level)}, {std::cos(upright), std::sin(upright)}};
    const auto& u = out.along;
    const auto& v = out.upright;
    const double base = u.x * v.y - u.y * v.x;
    for (const auto& cell : patch.cells) {
        const double x = cell.x - middle.x;
        const double y = cell.y - middle.y;
        out.half_along = std::max(out.half_along, std::abs((x * v.y - y * v.x) / base));
        out.half_upright = std::max(out.half_upright, std::abs((y * u.x - x * u.y) / base));
    }
    out.half_bars = out.half_along * scale;
    out.half_along = (1.15 * out.half_along + 3 * cell_px) * scale;  // the quiet zone
    out.half_upright = (out.half_upright + cell_px) * scale;
    out.lean = -lean_of(patch, middle, u, patch.sum.direction()) / scale / base;
    return out;
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

std::vector<Slab> bar_slabs(const View& picture, std::size_t most, Search search) {
    auto cells = search == Search::careful ? cells_of(evened(picture.picture, 24), 16, strong_when_evened)
                                           : cells_of(picture.picture, 8, strong_in_a_frame);
    std::vector<Patch> patches;
    for (int y = 0; y < cells.rows; ++y) {
        for (int x = 0; x < cells.columns; ++x) {
            if (!may_be_bars(cells, cells.at(x, y))) continue;
            if (auto patch = grow(cells, x, y); patch.cells.size() >= fewest_cells) patches.push_back(std::move(patch));
        }
    }
    const auto promise = [](const Patch& patch) { return static_cast<double>(patch.cells.size()) * patch.sum.coherence(); };
    const auto by_promise = [&](const Patch& a, const Patch& b) { return promise(a) > promise(b); };
    std::sort(patches.begin(), patches.end(), by_promise);
    if (search == Search::careful) {
        const auto likely = std::min(most, patches.size());
        for (std::size_t i = 0; i < likely; ++i) {
            for (std::size_t k = i + 1; k < likely; ++k) {
                if (auto both = joined(patches[i], patches[k], cells.cell_px)) patches.push_back(std::move(*both));
            }
        }
        std::sort(patches.begin(), patches.end(), by_promise);
    }
    std::vector<Slab> out;
    for (std::size_t i = 0; i < std::min(most, patches.size()); ++i)
        out.push_back(slab_of(picture, patches[i], cells.cell_px));
    return out;
}

View straightened(const View& original, const Slab& slab) {
    const auto& source = original.picture;
    // zxing follows bars that lean by itself.
    const auto& middle = slab.middle;
    const auto& u = slab.along;
    const auto& v = slab.upright;
    const double reach_u = slab.half_along, reach_v = slab.half_upright;
    const double step = reach_u < 600 ? 0.5 : 1.0;
    Grey out(static_cast<int>(2 * reach_u / step), static_cast<int>(2 * reach_v / step), 255);
    const Affine back{step * u.x, step * v.x, middle.x - reach_u * u.x - reach_v * v.x,
                      step * u.y, step * v.y, middle.y - reach_u * u.y - reach_v * v.y};
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            const auto at = back({static_cast<double>(x), static_cast<double>(y)});
            out.row(y)[x] = static_cast<std::uint8_t>(tone_at(source, at.x, at.y));
        }
    }
    return {std::move(out), original.to_original.after(back)};
}

}  // namespace kiosk::scan
