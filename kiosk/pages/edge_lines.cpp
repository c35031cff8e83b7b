#include "kiosk/pages/edge_lines.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace kiosk::pages {
namespace {

constexpr int directions = 180;      ///< of a normal, a degree each
constexpr int spread_degrees = 3;    ///< how far an edge pixel's own direction may be wrong
constexpr double offset_px = 1.5;    ///< width of a bin of offsets
constexpr int weakest_edge = 10;     ///< Sobel's sum: a step of 2 or 3 tones
constexpr int strongest_edge = 120;  ///< more counts no more: a black bar is no better an edge than a sheet on wood
constexpr int near_degrees = 4;      ///< lines nearer than this in both are the same one
constexpr double near_px = 5;
constexpr double step_offset_px = 3;  ///< sides are compared this far from a line, which may be two pixels wrong itself
constexpr double strip_offset_px = 5;

struct Votes {
    int offsets;
    double furthest;
    std::vector<float> weight;
    Votes(int width, int height)
        : offsets(static_cast<int>(2 * std::hypot(width, height) / offset_px) + 3),
          furthest(std::hypot(width, height)),
          weight(static_cast<std::size_t>(offsets) * directions) {}
    [[nodiscard]] float& at(int direction, int offset) {
        return weight[static_cast<std::size_t>(direction) * static_cast<std::size_t>(offsets) +
                      static_cast<std::size_t>(offset)];
    }
};

struct Trigonometry {
    std::array<double, directions> cosine{};
    std::array<double, directions> sine{};
    Trigonometry() {
        for (std::size_t i = 0; i < directions; ++i) {
            cosine.at(i) = std::cos(static_cast<double>(i) * std::numbers::pi / directions);
            sine.at(i) = std::sin(static_cast<double>(i) * std::numbers::pi / directions);
        }
    }
};

const Trigonometry& trigonometry() {
    static const Trigonometry out;
    return out;
}

struct Slope {
    int x = 0;
    int y = 0;
    [[nodiscard]] int strength() const { return std::abs(x) + std::abs(y); }
};

Slope slope_at(const Grey& p, int x, int y) {
    const auto* a = p.row(y - 1) + x;
    const auto* b = p.row(y) + x;
    const auto* c = p.row(y + 1) + x;
    return {a[1] + 2 * b[1] + c[1] - a[-1] - 2 * b[-1] - c[-1], c[-1] + 2 * c[0] + c[1] - a[-1] - 2 * a[0] - a[1]};
}

/// Slopes of the whole picture, kept in two rows-by-rows arrays: each is looked at three times.
struct Slopes {
    int width = 0;
    std::vector<std::int16_t> x, y;
    std::vector<std::int16_t> strength;
    explicit Slopes(const Grey& p) : width(p.width), x(p.pixels.size()), y(p.pixels.size()), strength(p.pixels.size()) {
        for (int v = 1; v + 1 < p.height; ++v) {
            auto i = static_cast<std::size_t>(v) * static_cast<std::size_t>(width) + 1;
            for (int u = 1; u + 1 < width; ++u, ++i) {
                const auto slope = slope_at(p, u, v);
                x[i] = static_cast<std::int16_t>(slope.x);
                y[i] = static_cast<std::int16_t>(slope.y);
                strength[i] = static_cast<std::int16_t>(slope.strength());
            }
        }
    }
    /// The strongest pixel across the edge.
    [[nodiscard]] bool is_ridge(std::size_t i) const {
        const std::size_t step = std::abs(x[i]) > 2 * std::abs(y[i])   ? 1
                                 : std::abs(y[i]) > 2 * std::abs(x[i]) ? static_cast<std::size_t>(width)
                                 : (x[i] > 0) == (y[i] > 0)            ? static_cast<std::size_t>(width) + 1
                                                                       : static_cast<std::size_t>(width) - 1;
        return strength[i] >= strength[i - step] && strength[i] > strength[i + step];
    }
};

/// A pixel of an edge, and which way its tones climb.
struct EdgePixel {
    float x, y;
    float climb_x, climb_y;  ///< of length 1
    float weight;
};

std::vector<EdgePixel> vote(const Grey& p, Votes& votes) {
    const Slopes slopes(p);
    const auto& angles = trigonometry();
    std::vector<EdgePixel> out;
    for (int v = 2; v + 2 < p.height; ++v) {
        for (int u = 2; u + 2 < p.width; ++u) {
            const auto i = static_cast<std::size_t>(v) * static_cast<std::size_t>(p.width) + static_cast<std::size_t>(u);
            if (slopes.strength[i] < weakest_edge || !slopes.is_ridge(i)) continue;
            const double angle = std::atan2(slopes.y[i], slopes.x[i]) * directions / std::numbers::pi;
            const int own = static_cast<int>(std::lround(angle)) + directions;
            // The root: many weak pixels in a row are more of a line than a few strong ones.
            const float weight = std::sqrt(static_cast<float>(std::min<int>(slopes.strength[i], strongest_edge)));
            for (int k = -spread_degrees; k <= spread_degrees; ++k) {
                const int direction = (own + k + directions) % directions;
                const auto d = static_cast<std::size_t>(direction);
                const double offset = u * angles.cosine.at(d) + v * angles.sine.at(d);
                const int bin = nearest((offset + votes.furthest) / offset_px);
                votes.at(direction, bin) += weight;
            }
            const float climb = std::hypot(static_cast<float>(slopes.x[i]), static_cast<float>(slopes.y[i]));
            out.push_back({static_cast<float>(u), static_cast<float>(v), static_cast<float>(slopes.x[i]) / climb,
                           static_cast<float>(slopes.y[i]) / climb, weight});
        }
    }
    return out;
}

/// Laid once more through the edge pixels near it: a degree is many pixels at the end of a long side.
Line settled(const std::vector<EdgePixel>& pixels, Line line) {
    for (const double near : {5.0, 2.5}) {
        double w = 0, mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
        for (const auto& p : pixels) {
            if (std::abs(line.across({p.x, p.y})) > near) continue;
            if (std::abs(p.climb_x * line.cosine + p.climb_y * line.sine) < 0.98) continue;
            w += p.weight;
            mx += p.weight * p.x;
            my += p.weight * p.y;
            xx += p.weight * p.x * p.x;
            xy += p.weight * p.x * p.y;
            yy += p.weight * p.y * p.y;
        }
        if (w <= 0) return line;
        mx /= w;
        my /= w;
        const double angle = 0.5 * std::atan2(2 * (xy / w - mx * my), (xx / w - mx * mx) - (yy / w - my * my));
        Line next{-std::sin(angle), std::cos(angle), 0};
        if (next.cosine * line.cosine + next.sine * line.sine < 0) next = {-next.cosine, -next.sine, 0};
        if (next.cosine * line.cosine + next.sine * line.sine < std::cos(2 * std::numbers::pi / 180)) return line;
        next.offset = mx * next.cosine + my * next.sine;
        line = next;
    }
    return line;
}

bool same_line(const Line& a, const Line& b, double width, double height) {
    const double cosine = std::abs(a.cosine * b.cosine + a.sine * b.sine);
    if (cosine < std::cos(near_degrees * std::numbers::pi / 180)) return false;
    const Spot centre{width / 2, height / 2};
    const double sign = a.cosine * b.cosine + a.sine * b.sine > 0 ? 1 : -1;
    return std::abs(a.across(centre) - sign * b.across(centre)) < near_px;
}

std::uint8_t tone(const Grey& p, Spot at) {
    const int x = std::clamp(nearest(at.x), 0, p.width - 1);
    const int y = std::clamp(nearest(at.y), 0, p.height - 1);
    return p.row(y)[x];
}

}  // namespace

Spot meeting(const Line& a, const Line& b) {
    const double below = a.cosine * b.sine - a.sine * b.cosine;
    if (std::abs(below) < 1e-6) return {1e9, 1e9};
    return {(a.offset * b.sine - b.offset * a.sine) / below, (a.cosine * b.offset - b.cosine * a.offset) / below};
}

std::vector<Line> straight_edges(const Grey& picture, std::size_t most) {
    std::vector<Line> out;
    if (picture.width < 16 || picture.height < 16) return out;
    Votes votes(picture.width, picture.height);
    const auto pixels = vote(picture, votes);
    struct Peak {
        float weight;
        int direction;
        int offset;
    };
    std::vector<Peak> peaks;
    const float least = 0.06F * static_cast<float>(std::min(picture.width, picture.height)) * std::sqrt(15.0F);
    for (int d = 0; d < directions; ++d) {
        for (int o = 1; o + 1 < votes.offsets; ++o) {
            const float here = votes.at(d, o);
            if (here < least || here < votes.at(d, o - 1) || here <= votes.at(d, o + 1)) continue;
            peaks.push_back({here, d, o});
        }
    }
    std::sort(peaks.begin(), peaks.end(), [](const Peak& a, const Peak& b) { return a.weight > b.weight; });
    for (const auto& peak : peaks) {
        const auto d = static_cast<std::size_t>(peak.direction);
        const Line rough{trigonometry().cosine.at(d), trigonometry().sine.at(d), peak.offset * offset_px - votes.furthest};
        const auto here = [&](const Line& l) { return same_line(l, rough, picture.width, picture.height); };
        if (std::any_of(out.begin(), out.end(), here)) continue;
        const Line line = settled(pixels, rough);
        const bool known = std::any_of(out.begin(), out.end(),
                                       [&](const Line& l) { return same_line(l, line, picture.width, picture.height); });
        if (!known) out.push_back(line);
        if (out.size() >= most) break;
    }
    return out;
}

LineSums::LineSums(const Grey& picture, const Line& line)
    : line_(line), reach_(std::hypot(picture.width, picture.height)), sums_(static_cast<std::size_t>(2 * reach_) + 3) {
    std::array<std::uint8_t, 4> before_above{};
    std::array<std::uint8_t, 4> before_below{};
    for (std::size_t i = 1; i < sums_.size(); ++i) {
        auto sum = sums_[i - 1];
        const Spot at = line.at(static_cast<double>(i) - 1 - reach_);
        const bool within = at.x >= 1 && at.y >= 1 && at.x <= picture.width - 2 && at.y <= picture.height - 2;
        if (within) {
            const auto beside = [&](double by) { return tone(picture, {at.x + by * line.cosine, at.y + by * line.sine}); };
            const int step = beside(step_offset_px) - beside(-step_offset_px);
            const auto steady = static_cast<float>(std::clamp((std::abs(step) - 3) / 12.0, 0.0, 1.0));
            (step > 0 ? sum.above : sum.below) += steady;
            const auto above = beside(strip_offset_px);
            const auto below = beside(-strip_offset_px);
            sum.light_above += static_cast<float>(above);
            sum.light_below += static_cast<float>(below);
            sum.uneven_above += static_cast<float>(std::min(30, std::abs(above - before_above.at(i % 4))));
            sum.uneven_below += static_cast<float>(std::min(30, std::abs(below - before_below.at(i % 4))));
            before_above.at(i % 4) = above;
            before_below.at(i % 4) = below;
            sum.count += 1;
        }
        sums_[i] = sum;
    }
}

double LineSums::steps() const { return std::max(sums_.back().above, sums_.back().below); }

std::size_t LineSums::index(double along) const {
    return static_cast<std::size_t>(std::clamp(along + reach_ + 1, 0.0, static_cast<double>(sums_.size() - 1)));
}

Stretch LineSums::between(Spot from, Spot to, int side) const {
    const double a = line_.along(from);
    const double b = line_.along(to);
    const auto& low = sums_[index(std::min(a, b))];
    const auto& high = sums_[index(std::max(a, b))];
    const double length = std::abs(b - a);
    const double count = high.count - low.count;
    Stretch out;
    if (count < 1 || length < 1) return out;
    out.inside = std::min(1.0, count / length);
    const bool up = side > 0;
    out.step = (up ? high.above - low.above : high.below - low.below) / count;
    out.light = (up ? high.light_above - low.light_above : high.light_below - low.light_below) / count;
    out.beyond = (up ? high.light_below - low.light_below : high.light_above - low.light_above) / count;
    out.uneven = (up ? high.uneven_above - low.uneven_above : high.uneven_below - low.uneven_below) / count;
    return out;
}

}  // namespace kiosk::pages
