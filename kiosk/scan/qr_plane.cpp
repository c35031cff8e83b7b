#include "kiosk/scan/qr_plane.hpp"

#include <cmath>

namespace kiosk::scan {
namespace {

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
void add_corners(const Tones& tones, Spot middle, Spot along, Spot down, Spot place, double weight,
                 std::vector<Pair>& pairs) {
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
        pairs.push_back({{place.x + offset.x, place.y + offset.y}, *spot, weight});
    }
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

}  // namespace

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

std::vector<Pair> pairs_of(const Tones& tones, const Trio& trio, int side) {
    const double last = side - 3.5;
    static constexpr std::array<Spot, 4> corner_places{Spot{-3.5, -3.5}, {3.5, -3.5}, {-3.5, 3.5}, {3.5, 3.5}};
    constexpr double by_frame = 0.2, by_edges = 1, hidden = 0.05;
    std::vector<Pair> out;
    const std::array<Spot, 3> places{Spot{3.5, 3.5}, {last, 3.5}, {3.5, last}};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& square = trio.squares.at(i);
        const Spot place = places.at(i);
        const bool seen = square.like >= least_like;
        out.push_back({place, square.middle, seen ? 2 : hidden});
        for (const auto& corner : corner_places)
            out.push_back(
                {{place.x + corner.x, place.y + corner.y}, square.at(corner.x, corner.y), seen ? by_frame : hidden});
        if (seen) add_corners(tones, square.middle, square.along, square.down, place, by_edges, out);
    }
    return out;
}

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

}  // namespace kiosk::scan
