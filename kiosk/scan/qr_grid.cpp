#include "kiosk/scan/qr_grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kiosk/scan/qr_words.hpp"

namespace kiosk::scan {
namespace {

/// Tones of the picture, dark being less; inverted codes are turned round here.
class Tones {
public:
    Tones(const Grey& picture, bool inverted) : picture_(picture), inverted_(inverted) {}
    [[nodiscard]] float at(double x, double y) const {
        const double fx = std::clamp(x, 0.0, picture_.width - 1.0);
        const double fy = std::clamp(y, 0.0, picture_.height - 1.0);
        const int left = std::min(static_cast<int>(fx), std::max(picture_.width - 2, 0));
        const int top = std::min(static_cast<int>(fy), std::max(picture_.height - 2, 0));
        const auto* one = picture_.row(top) + left;
        const auto* two = picture_.row(std::min(top + 1, picture_.height - 1)) + left;
        const int next = picture_.width > 1 ? 1 : 0;
        const auto u = static_cast<float>(fx - left);
        const auto v = static_cast<float>(fy - top);
        const float upper = static_cast<float>(one[0]) + static_cast<float>(one[next] - one[0]) * u;
        const float lower = static_cast<float>(two[0]) + static_cast<float>(two[next] - two[0]) * u;
        const float tone = upper + (lower - upper) * v;
        return inverted_ ? 255 - tone : tone;
    }
    [[nodiscard]] float at(Spot spot) const { return at(spot.x, spot.y); }

private:
    const Grey& picture_;
    bool inverted_;
};

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

/// Least squares over all pairs, eight unknowns.
std::optional<Plane> plane_through(const std::vector<Pair>& pairs, double side) {
    std::array<std::array<double, 9>, 8> sums{};
    const Spot origin = pairs.front().pixel;
    const double scale = side;  // everything near one, so that squares do not lose digits
    for (const auto& pair : pairs) {
        const double x = pair.module.x / scale, y = pair.module.y / scale;
        const double u = (pair.pixel.x - origin.x) / 100, v = (pair.pixel.y - origin.y) / 100;
        const std::array<std::array<double, 9>, 2> rows{
            {{x, y, 1, 0, 0, 0, -u * x, -u * y, u}, {0, 0, 0, x, y, 1, -v * x, -v * y, v}}};
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < 8; ++i) {
                for (std::size_t k = 0; k < 9; ++k) sums.at(i).at(k) += pair.weight * row.at(i) * row.at(k);
            }
        }
    }
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t best = i;
        for (std::size_t r = i + 1; r < 8; ++r) {
            if (std::abs(sums.at(r).at(i)) > std::abs(sums.at(best).at(i))) best = r;
        }
        std::swap(sums.at(i), sums.at(best));
        if (std::abs(sums.at(i).at(i)) < 1e-12) return std::nullopt;
        for (std::size_t r = 0; r < 8; ++r) {
            if (r == i) continue;
            const double factor = sums.at(r).at(i) / sums.at(i).at(i);
            for (std::size_t k = i; k < 9; ++k) sums.at(r).at(k) -= factor * sums.at(i).at(k);
        }
    }
    std::array<double, 8> h{};
    for (std::size_t i = 0; i < 8; ++i) h.at(i) = sums.at(i).at(8) / sums.at(i).at(i);
    // Back from the scaled coordinates: u = 100 H + origin.
    Plane out;
    out.m[6] = h[6] / scale;
    out.m[7] = h[7] / scale;
    out.m[8] = 1;
    out.m[0] = (100 * h[0] + origin.x * h[6]) / scale;
    out.m[1] = (100 * h[1] + origin.x * h[7]) / scale;
    out.m[2] = 100 * h[2] + origin.x;
    out.m[3] = (100 * h[3] + origin.y * h[6]) / scale;
    out.m[4] = (100 * h[4] + origin.y * h[7]) / scale;
    out.m[5] = 100 * h[5] + origin.y;
    return out;
}

struct Line {
    double a = 0, b = 0, c = 0;  ///< a x + b y = c
};

std::optional<Line> line_through(const std::vector<Spot>& spots) {
    if (spots.size() < 3) return std::nullopt;
    double mx = 0, my = 0;
    for (const auto& spot : spots) {
        mx += spot.x / static_cast<double>(spots.size());
        my += spot.y / static_cast<double>(spots.size());
    }
    double xx = 0, xy = 0, yy = 0;
    for (const auto& spot : spots) {
        xx += (spot.x - mx) * (spot.x - mx);
        xy += (spot.x - mx) * (spot.y - my);
        yy += (spot.y - my) * (spot.y - my);
    }
    const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
    const double a = -std::sin(angle), b = std::cos(angle);
    return Line{a, b, a * mx + b * my};
}

std::optional<Spot> meet(const Line& one, const Line& two) {
    const double base = one.a * two.b - two.a * one.b;
    if (std::abs(base) < 0.2) return std::nullopt;
    return Spot{(one.c * two.b - two.c * one.b) / base, (one.a * two.c - two.a * one.c) / base};
}

/// Where the dark ring of a finder ends, on the way out from `middle`: `out` is one module long.
std::optional<Spot> edge_of(const Tones& tones, Spot middle, Spot out) {
    std::array<float, 24> profile{};
    for (std::size_t i = 0; i < profile.size(); ++i) {
        const double r = 2.4 + 0.1 * static_cast<double>(i);
        profile.at(i) = tones.at(middle.x + out.x * r, middle.y + out.y * r);
    }
    // The ring lies at 3, paper from 3.5 on.
    const auto darkest_at = std::min_element(profile.begin(), profile.begin() + 12);
    const auto lightest_at = std::max_element(darkest_at, profile.end());
    if (*lightest_at - *darkest_at < 12) return std::nullopt;
    const float half = (*lightest_at + *darkest_at) / 2;
    for (auto at = darkest_at; at != lightest_at; ++at) {
        if (*(at + 1) < half) continue;
        const double part = *(at + 1) == *at ? 0 : (half - *at) / (*(at + 1) - *at);
        const double r = 2.4 + 0.1 * (static_cast<double>(at - profile.begin()) + part);
        return Spot{middle.x + out.x * r, middle.y + out.y * r};
    }
    return std::nullopt;
}

/// The four corners of a finder's square, as far as they can be seen.
void add_corners(const Tones& tones, Spot middle, Spot along, Spot down, Spot place, std::vector<Pair>& pairs) {
    std::array<std::optional<Line>, 4> sides;  // right, below, left, above
    const std::array<Spot, 4> outs{along, down, Spot{-along.x, -along.y}, Spot{-down.x, -down.y}};
    for (std::size_t i = 0; i < 4; ++i) {
        const Spot out = outs.at(i);
        const Spot beside = outs.at((i + 1) % 4);
        std::vector<Spot> spots;
        for (const double t : {-2.6, -1.7, -0.8, 0.0, 0.8, 1.7, 2.6}) {
            if (auto edge = edge_of(tones, {middle.x + beside.x * t, middle.y + beside.y * t}, out)) spots.push_back(*edge);
        }
        if (spots.size() >= 4) sides.at(i) = line_through(spots);
    }
    static constexpr std::array<Spot, 4> corner_places{Spot{3.5, 3.5}, {-3.5, 3.5}, {-3.5, -3.5}, {3.5, -3.5}};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& one = sides.at(i);
        const auto& two = sides.at((i + 1) % 4);
        if (!one || !two) continue;
        const auto spot = meet(*one, *two);
        if (!spot) continue;
        const Spot offset = corner_places.at(i);
        const Spot expected{middle.x + along.x * offset.x + down.x * offset.y,
                            middle.y + along.y * offset.x + down.y * offset.y};
        const double module = std::max(std::hypot(along.x, along.y), std::hypot(down.x, down.y));
        if (std::hypot(spot->x - expected.x, spot->y - expected.y) > 1.6 * module) continue;
        pairs.push_back({{place.x + offset.x, place.y + offset.y}, *spot, 1});
    }
}

Spot scaled(Spot from, Spot to, double length) {
    const double far = std::max(std::hypot(to.x - from.x, to.y - from.y), 1e-6);
    return {(to.x - from.x) / far * length, (to.y - from.y) / far * length};
}

std::vector<Pair> pairs_of(const Tones& tones, const Trio& trio, int side) {
    const double last = side - 3.5;
    std::vector<Pair> out{{{3.5, 3.5}, trio.corner, 2}, {{last, 3.5}, trio.right, 2}, {{3.5, last}, trio.below, 2}};
    const std::array<Spot, 3> middles{trio.corner, trio.right, trio.below};
    for (std::size_t i = 0; i < 3; ++i) {
        const Spot along = scaled(trio.corner, trio.right, trio.module_px.at(i).x);
        const Spot down = scaled(trio.corner, trio.below, trio.module_px.at(i).y);
        add_corners(tones, middles.at(i), along, down, out[i].module, out);
    }
    if (out.size() < 8) {  // too little to see a tilt by: a parallelogram
        out.push_back(
            {{last, last}, {trio.right.x + trio.below.x - trio.corner.x, trio.right.y + trio.below.y - trio.corner.y}, 1});
    }
    return out;
}

/// Light ring less dark ring and dark middle of an alignment pattern whose middle is `at`.
float looks_aligned(const Tones& tones, const Plane& plane, double x, double y) {
    float light = 0, dark = 0;
    for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx) {
            const float tone = tones.at(plane(x + dx, y + dy));
            if (std::max(std::abs(dx), std::abs(dy)) == 1) light += tone / 8;
            else dark += tone / 17;
        }
    }
    return light - dark;
}

/// Looks for the alignment pattern that should have its middle there, in modules.
std::optional<Spot> find_alignment(const Tones& tones, const Plane& plane, double x, double y, double reach) {
    float best = -1000;
    Spot at{x, y};
    for (const double step : {0.5, 0.125}) {
        const double far = step > 0.4 ? reach : 0.5;
        const Spot from = at;
        for (double dy = -far; dy <= far + 1e-9; dy += step) {
            for (double dx = -far; dx <= far + 1e-9; dx += step) {
                const float score = looks_aligned(tones, plane, from.x + dx, from.y + dy) -
                                    0.3F * static_cast<float>(std::hypot(from.x + dx - x, from.y + dy - y));
                if (score <= best) continue;
                best = score;
                at = {from.x + dx, from.y + dy};
            }
        }
    }
    if (best < 10) return std::nullopt;
    return at;
}

/// The net: where the middle of each module is, bent from the plane piece by piece.
class Net {
public:
    Net(const Tones& tones, const Plane& plane, int side)
        : tones_(tones),
          plane_(plane),
          side_(side),
          count_(std::max(3, (side + 3) / 6)),
          bends_(static_cast<std::size_t>(count_ * count_)) {}

    [[nodiscard]] Spot pixel(double x, double y) const {
        const auto bend = bend_at(x, y);
        return plane_(x + bend.x, y + bend.y);
    }

    /// From the finders, whose places are known, towards the far corner.
    void relax() {
        std::vector<int> order;
        for (int i = 0; i < count_ * count_; ++i) order.push_back(i);
        const auto far = [&](int i) {
            const double x = i % count_, y = i / count_, end = count_ - 1;
            return std::min({std::hypot(x, y), std::hypot(x - end, y), std::hypot(x, y - end)});
        };
        std::sort(order.begin(), order.end(), [&](int a, int b) { return far(a) < far(b); });
        std::vector<bool> done(order.size(), false);
        for (const int i : order) {
            Spot before = neighbours_of(i, done);
            bends_[static_cast<std::size_t>(i)] = best_bend(i, before);
            done[static_cast<std::size_t>(i)] = true;
        }
        // What one piece believes alone is likelier noise than a fold.
        const auto raw = bends_;
        for (int i = 0; i < count_ * count_; ++i) {
            const Spot around = neighbours_of(i, done);
            const auto& own = raw[static_cast<std::size_t>(i)];
            bends_[static_cast<std::size_t>(i)] = {0.6 * own.x + 0.4 * around.x, 0.6 * own.y + 0.4 * around.y};
        }
    }

private:
    [[nodiscard]] double node(int i) const { return 3 + (side_ - 6.0) * i / (count_ - 1); }

    [[nodiscard]] Spot bend_at(double x, double y) const {
        const double step = (side_ - 6.0) / (count_ - 1);
        const double gx = std::clamp((x - 3) / step, 0.0, count_ - 1.0);
        const double gy = std::clamp((y - 3) / step, 0.0, count_ - 1.0);
        const int left = std::min(static_cast<int>(gx), count_ - 2);
        const int top = std::min(static_cast<int>(gy), count_ - 2);
        const double u = gx - left, v = gy - top;
        const auto at = [&](int column, int row) { return bends_[static_cast<std::size_t>(row * count_ + column)]; };
        const Spot a = at(left, top), b = at(left + 1, top), c = at(left, top + 1), d = at(left + 1, top + 1);
        return {(a.x * (1 - u) + b.x * u) * (1 - v) + (c.x * (1 - u) + d.x * u) * v,
                (a.y * (1 - u) + b.y * u) * (1 - v) + (c.y * (1 - u) + d.y * u) * v};
    }

    [[nodiscard]] Spot neighbours_of(int i, const std::vector<bool>& done) const {
        Spot sum;
        int count = 0;
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const int x = i % count_ + dx, y = i / count_ + dy;
                if ((dx == 0 && dy == 0) || x < 0 || y < 0 || x >= count_ || y >= count_) continue;
                const auto k = static_cast<std::size_t>(y * count_ + x);
                if (!done[k]) continue;
                sum.x += bends_[k].x;
                sum.y += bends_[k].y;
                ++count;
            }
        }
        return count == 0 ? Spot{} : Spot{sum.x / count, sum.y / count};
    }

    /// Where the modules around this node part best into light and dark.
    [[nodiscard]] Spot best_bend(int i, Spot before) const {
        const int cx = static_cast<int>(node(i % count_)), cy = static_cast<int>(node(i / count_));
        const int left = std::max(cx - 4, 0), right = std::min(cx + 4, side_ - 1);
        const int top = std::max(cy - 4, 0), bottom = std::min(cy + 4, side_ - 1);
        Spot best = before;
        float best_score = -1;
        std::vector<float> seen;
        for (const double dy : {0.0, -0.2, 0.2, -0.4, 0.4}) {
            for (const double dx : {0.0, -0.2, 0.2, -0.4, 0.4}) {
                seen.clear();
                float mean = 0;
                for (int y = top; y <= bottom; ++y) {
                    for (int x = left; x <= right; ++x) {
                        seen.push_back(tones_.at(plane_(x + 0.5 + before.x + dx, y + 0.5 + before.y + dy)));
                        mean += seen.back();
                    }
                }
                mean /= static_cast<float>(seen.size());
                float score = 0;
                for (const float tone : seen) score += std::abs(tone - mean);
                score *= static_cast<float>(1 - 0.06 * (std::abs(dx) + std::abs(dy)));
                if (score <= best_score) continue;
                best_score = score;
                best = {before.x + dx, before.y + dy};
            }
        }
        return best;
    }

    const Tones& tones_;
    Plane plane_;
    int side_;
    int count_;
    std::vector<Spot> bends_;
};

/// The mean tone of each module's middle.
SoftModules tones_of(const Tones& tones, const Net& net, int side) {
    SoftModules out{side, std::vector<float>(static_cast<std::size_t>(side * side))};
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const Spot middle = net.pixel(x + 0.5, y + 0.5);
            const Spot beside = net.pixel(x + 0.75, y + 0.5);
            const Spot below = net.pixel(x + 0.5, y + 0.75);
            const Spot u{beside.x - middle.x, beside.y - middle.y};
            const Spot v{below.x - middle.x, below.y - middle.y};
            float sum = 2 * tones.at(middle);
            for (int k = 0; k < 4; ++k) {
                const double a = k % 2 == 0 ? 1 : -1, b = k < 2 ? 1 : -1;
                sum += tones.at(middle.x + a * u.x + b * v.x, middle.y + a * u.y + b * v.y);
            }
            out.at(x, y) = sum / 6;
        }
    }
    return out;
}

/// What a module took from its neighbours is given back.
SoftModules unblurred(const SoftModules& tones, float strength) {
    SoftModules out = tones;
    const int last = tones.side - 1;
    for (int y = 0; y <= last; ++y) {
        for (int x = 0; x <= last; ++x) {
            const float own = tones.at(x, y);
            const float around = (tones.at(std::max(x - 1, 0), y) + tones.at(std::min(x + 1, last), y) +
                                  tones.at(x, std::max(y - 1, 0)) + tones.at(x, std::min(y + 1, last))) /
                                 4;
            out.at(x, y) = own + strength * (own - around);
        }
    }
    return out;
}

/// Half way between the light and the dark of the neighbourhood, which a shadow or glare shifts together.
SoftModules judged(const SoftModules& tones, int radius) {
    const int side = tones.side;
    const auto window_mean = [&](const auto& value, const auto& weight) {
        SoftModules out{side, std::vector<float>(tones.dark.size())};
        std::vector<double> sums(static_cast<std::size_t>((side + 1) * (side + 1))), weights(sums.size());
        const auto i = [&](int x, int y) { return static_cast<std::size_t>(y * (side + 1) + x); };
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                sums[i(x + 1, y + 1)] = sums[i(x, y + 1)] + sums[i(x + 1, y)] - sums[i(x, y)] + value(x, y) * weight(x, y);
                weights[i(x + 1, y + 1)] = weights[i(x, y + 1)] + weights[i(x + 1, y)] - weights[i(x, y)] + weight(x, y);
            }
        }
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                const int l = std::max(x - radius, 0), t = std::max(y - radius, 0);
                const int r = std::min(x + radius + 1, side), b = std::min(y + radius + 1, side);
                const double w = weights[i(r, b)] - weights[i(l, b)] - weights[i(r, t)] + weights[i(l, t)];
                const double s = sums[i(r, b)] - sums[i(l, b)] - sums[i(r, t)] + sums[i(l, t)];
                out.at(x, y) = static_cast<float>(w > 0 ? s / w : tones.at(x, y));
            }
        }
        return out;
    };
    const auto tone = [&](int x, int y) { return static_cast<double>(tones.at(x, y)); };
    const auto mean = window_mean(tone, [](int, int) { return 1.0; });
    const auto lights = window_mean(tone, [&](int x, int y) { return tones.at(x, y) >= mean.at(x, y) ? 1.0 : 1e-6; });
    const auto darks = window_mean(tone, [&](int x, int y) { return tones.at(x, y) < mean.at(x, y) ? 1.0 : 1e-6; });
    // A module that differs little where others differ much is unsure; so is all of a part without any difference.
    double spread = 0;
    for (std::size_t k = 0; k < lights.dark.size(); ++k) spread += lights.dark[k] - darks.dark[k];
    const auto usual = static_cast<float>(std::max(spread / static_cast<double>(lights.dark.size()), 1.0));
    SoftModules out{side, std::vector<float>(tones.dark.size())};
    for (std::size_t k = 0; k < out.dark.size(); ++k) {
        const float half = (lights.dark[k] + darks.dark[k]) / 2;
        const float reach = std::max((lights.dark[k] - darks.dark[k]) / 2, usual / 8);
        out.dark[k] = std::clamp((half - tones.dark[k]) / reach, -1.5F, 1.5F);
    }
    return out;
}

/// Whether there is a finder, its light margin included, at each of the three: the share of modules that are as they must be.
double finders_share(const Tones& tones, const Trio& trio) {
    const std::array<Spot, 3> middles{trio.corner, trio.right, trio.below};
    int right = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const Spot along = scaled(trio.corner, trio.right, trio.module_px.at(i).x);
        const Spot down = scaled(trio.corner, trio.below, trio.module_px.at(i).y);
        std::array<float, 81> seen{};
        float light = 0, dark = 0;
        const auto is_light = [](int k) {
            const int ring = std::max(std::abs(k % 9 - 4), std::abs(k / 9 - 4));
            return ring == 2 || ring == 4;
        };
        for (int k = 0; k < 81; ++k) {
            const int dx = k % 9 - 4, dy = k / 9 - 4;
            const float tone =
                tones.at(middles.at(i).x + along.x * dx + down.x * dy, middles.at(i).y + along.y * dx + down.y * dy);
            seen.at(static_cast<std::size_t>(k)) = tone;
            if (is_light(k)) light += tone / 48;
            else dark += tone / 33;
        }
        const float half = (light + dark) / 2;
        if (light - dark < 4) return 0;
        for (int k = 0; k < 81; ++k) right += (seen.at(static_cast<std::size_t>(k)) > half) == is_light(k) ? 1 : 0;
    }
    return right / 243.0;
}

struct Fitted {
    Plane plane;
    int side = 0;
    double familiar = 0;
};

std::optional<Fitted> fitted(const Tones& tones, const Trio& trio, int side) {
    auto pairs = pairs_of(tones, trio, side);
    auto plane = plane_through(pairs, side);
    if (!plane) return std::nullopt;
    if (side > 21) {
        const double place = side - 6.5;
        if (const auto found = find_alignment(tones, *plane, place, place, std::clamp(side / 10.0, 2.0, 6.0))) {
            pairs.push_back({{place, place}, (*plane)(found->x, found->y), 4});
            if (auto better = plane_through(pairs, side)) plane = better;
        }
    }
    Net net(tones, *plane, side);
    const auto modules = judged(tones_of(tones, net, side), 4);
    return Fitted{*plane, side, familiar_share(modules)};
}

}  // namespace

bool looks_like_finders(const Grey& original, const Trio& trio) {
    return finders_share(Tones(original, trio.inverted), trio) >= 0.72;
}

std::optional<GridCode> read_grid(const Grey& original, const Trio& trio) {
    const Tones tones(original, trio.inverted);
    const int likely = static_cast<int>(std::lround((trio.side - 17) / 4)) * 4 + 17;
    const int doubtful = likely > 60 ? 8 : 4;
    std::vector<Fitted> fits;
    for (int side = likely - doubtful; side <= likely + doubtful; side += 4) {
        if (!is_qr_side(side)) continue;
        if (auto fit = fitted(tones, trio, side)) fits.push_back(*fit);
    }
    std::sort(fits.begin(), fits.end(), [](const Fitted& a, const Fitted& b) { return a.familiar > b.familiar; });
    if (fits.size() > 2) fits.resize(2);
    for (const auto& fit : fits) {
        if (fit.familiar < 0.7) break;
        Net net(tones, fit.plane, fit.side);
        for (const bool bent : {false, true}) {
            if (bent) net.relax();
            const auto seen = tones_of(tones, net, fit.side);
            for (const float strength : {0.0F, 0.7F, 1.6F}) {
                const auto modules = judged(strength > 0 ? unblurred(seen, strength) : seen, strength > 1 ? 6 : 4);
                if (familiar_share(modules) < 0.8) continue;
                auto whole = corrected(modules);
                if (!whole) continue;
                const double end = fit.side;
                return GridCode{std::move(*whole),
                                {net.pixel(0, 0), net.pixel(end, 0), net.pixel(end, end), net.pixel(0, end)}};
            }
        }
    }
    return std::nullopt;
}

}  // namespace kiosk::scan
