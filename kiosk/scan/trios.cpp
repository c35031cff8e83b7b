#include "kiosk/scan/trios.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/scan/qr_plane.hpp"

namespace kiosk::scan {
namespace {

constexpr double least_parallel = 0.85;  ///< cosine of what a row may turn between two squares, blur and curl included

/// Real ones have less; what noise and print put together seldom has.
constexpr double most_doubt = -1.8;

double length(Spot v) { return std::hypot(v.x, v.y); }
Spot between(Spot from, Spot to) { return {to.x - from.x, to.y - from.y}; }
double dot(Spot a, Spot b) { return a.x * b.x + a.y * b.y; }
double cross(Spot a, Spot b) { return a.x * b.y - a.y * b.x; }
double cosine(Spot a, Spot b) { return dot(a, b) / std::max(length(a) * length(b), 1e-9); }

/// The square turned by quarters until its `along` points that way, and its `down` to that hand.
Square turned_to(const Square& square, Spot way, double hand) {
    Square best = square;
    double most = -2;
    for (const auto& [a, d] : {std::pair(square.along, square.down), std::pair(square.down, square.along)}) {
        for (const double sign : {1.0, -1.0}) {
            const Spot along{a.x * sign, a.y * sign};
            if (cosine(along, way) <= most) continue;
            most = cosine(along, way);
            const double side = cross(along, d) * hand > 0 ? 1 : -1;
            best.along = along;
            best.down = {d.x * side, d.y * side};
        }
    }
    return best;
}

/// Modules between the middles of two squares in a row, by a module at either of them.
double modules_between(Spot from, Spot to, Spot module_from, Spot module_to) {
    return length(between(from, to)) / std::max(std::sqrt(length(module_from) * length(module_to)), 1e-9);
}

std::optional<Trio> trio_of(const Square& corner, const Square& one, const Square& other) {
    const bool swapped = cross(between(corner.middle, one.middle), between(corner.middle, other.middle)) < 0;
    const auto& right = swapped ? other : one;
    const auto& below = swapped ? one : other;
    const Spot row = between(corner.middle, right.middle), column = between(corner.middle, below.middle);
    Trio out;
    out.squares = {turned_to(corner, row, 1), turned_to(right, row, 1), turned_to(below, column, -1)};
    std::swap(out.squares[2].along, out.squares[2].down);
    const auto& [c, r, b] = out.squares;
    const double parallel =
        std::min({cosine(c.along, row), cosine(r.along, row), cosine(c.down, column), cosine(b.down, column)});
    if (parallel < least_parallel) return std::nullopt;
    const double across = modules_between(c.middle, r.middle, c.along, r.along) + 7;
    const double high = modules_between(c.middle, b.middle, c.down, b.down) + 7;
    out.side = (across + high) / 2;
    if (out.side < 18 || out.side > 190 || std::max(across, high) > 1.4 * std::min(across, high)) return std::nullopt;
    out.doubt = 2 * std::abs(across - high) / out.side + 4 * (1 - parallel) + out.side / 400 -
                0.5 * (static_cast<double>(c.like) + static_cast<double>(r.like) + static_cast<double>(b.like));
    return out;
}

/// Two squares told apart from all else, and where on the code's net of modules they are: the first at (0, 0), the other at (n, 0) or,
/// across from it, at (n, n).
struct Base {
    Square first, other;
    double modules = 0;
    bool across = false;
};

std::optional<Base> base_of(const Square& a, const Square& b) {
    const Spot way = between(a.middle, b.middle);
    const auto beside = turned_to(a, way, 1), beyond = turned_to(b, way, 1);
    if (std::min(cosine(beside.along, way), cosine(beyond.along, way)) > least_parallel)
        return Base{beside, beyond, modules_between(a.middle, b.middle, beside.along, beyond.along), false};
    // Half a right angle to the left of the way from one to the other is the row.
    const double half = std::sqrt(0.5);
    const Spot row{(way.x + way.y) * half, (way.y - way.x) * half};
    const auto near = turned_to(a, row, 1), far = turned_to(b, row, 1);
    const auto diagonal = [](const Square& square) {
        return Spot{square.along.x + square.down.x, square.along.y + square.down.y};
    };
    if (std::min(cosine(diagonal(near), way), cosine(diagonal(far), way)) < least_parallel) return std::nullopt;
    return Base{near, far, modules_between(a.middle, b.middle, diagonal(near), diagonal(far)), true};
}

void add_pairs(const Square& square, double x, double y, std::vector<Pair>& pairs) {
    for (const double dy : {-3.5, 0.0, 3.5}) {
        for (const double dx : {-3.5, 0.0, 3.5})
            pairs.push_back({{x + dx, y + dy}, square.at(dx, dy), dx == 0 && dy == 0 ? 4.0 : 1.0});
    }
}

/// The likest square within a part of a side of where it should be; nearer is likelier.
Square likest_near(const Tones& tones, const Square& expected, double side_modules) {
    const int reach = std::clamp(static_cast<int>(side_modules / 5), 3, 10);
    Square best = expected;
    float most = -9;
    for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
            Square at = expected;
            at.middle = expected.at(x, y);
            const float like = likeness(tones, at) - 0.3F * static_cast<float>(std::hypot(x, y)) / static_cast<float>(reach);
            if (like <= most) continue;
            most = like;
            best = at;
        }
    }
    const auto sharp = fit_square(tones, best);
    if (sharp.like >= least_like) return sharp;
    auto unseen = expected;
    unseen.like = likeness(tones, expected);
    return unseen;
}

/// The third square of a code of which two are known. How a row grows from one to the other is well known from them, how a column does
/// hardly: where a camera would see it by both, and where it were if columns did not grow.
std::optional<Square> third_at(const Tones& tones, const Base& base, const Plane& plane, Spot corner) {
    const auto& [first, other, n, across] = base;
    const Spot middle = plane(corner.x, corner.y);
    const Square seen{middle, between(middle, plane(corner.x + 1, corner.y)), between(middle, plane(corner.x, corner.y + 1)),
                      0};
    const auto mean = [](Spot a, Spot b) { return Spot{(a.x + b.x) / 2, (a.y + b.y) / 2}; };
    Square even{{}, mean(first.along, other.along), mean(first.down, other.down), 0};
    const Spot half = across ? Spot{n / 2, n / 2} : Spot{n / 2, 0};
    even.middle = mean(first.middle, other.middle);
    even.middle = even.at(corner.x - half.x, corner.y - half.y);
    const double usual = std::max(length(first.along), length(other.along));
    std::optional<Square> out;
    for (const auto& expected : {seen, even}) {
        const double module = std::max(length(expected.along), length(expected.down));
        if (!(module < 4 * usual) || module < usual / 5) continue;
        const auto found = likest_near(tones, expected, n + 7);
        if (!out || found.like > out->like) out = found;
    }
    return out;
}

}  // namespace

std::vector<Trio> trios_of(const std::vector<Square>& squares, std::size_t most) {
    std::vector<Trio> out;
    const std::size_t count = squares.size();
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = i + 1; j < count; ++j) {
            for (std::size_t k = j + 1; k < count; ++k) {
                // The corner need not lie across from the longest side when the camera looks aslant: whichever fits best.
                std::optional<Trio> best;
                for (const auto& [c, a, b] : {std::array{i, j, k}, std::array{j, i, k}, std::array{k, i, j}}) {
                    auto trio = trio_of(squares[c], squares[a], squares[b]);
                    if (trio && (!best || trio->doubt < best->doubt)) best = trio;
                }
                if (best && best->doubt < most_doubt) out.push_back(*best);
            }
        }
    }
    std::sort(out.begin(), out.end(), [](const Trio& a, const Trio& b) { return a.doubt < b.doubt; });
    if (out.size() > most) out.resize(most);
    return out;
}

std::vector<Trio> completed_trios(const Tones& tones, const std::vector<Square>& squares, std::size_t most) {
    std::vector<Trio> out;
    for (std::size_t i = 0; i < squares.size(); ++i) {
        for (std::size_t k = i + 1; k < squares.size(); ++k) {
            const auto base = base_of(squares[i], squares[k]);
            if (!base || base->modules < 11 || base->modules > 180) continue;
            std::vector<Pair> pairs;
            const double n = base->modules;
            add_pairs(base->first, 0, 0, pairs);
            add_pairs(base->other, n, base->across ? n : 0, pairs);
            const auto plane = plane_through(pairs, n);
            if (!plane) continue;
            const auto corners =
                base->across ? std::vector<Spot>{{n, 0}, {0, n}} : std::vector<Spot>{{0, n}, {n, n}, {0, -n}, {n, -n}};
            for (const auto& corner : corners) {
                const auto third = third_at(tones, *base, *plane, corner);
                if (!third) continue;
                std::optional<Trio> best;
                for (const auto& [c, a, b] :
                     {std::array{&squares[i], &squares[k], &*third}, std::array{&squares[k], &squares[i], &*third},
                      std::array{&*third, &squares[i], &squares[k]}}) {
                    auto trio = trio_of(*c, *a, *b);
                    if (trio && (!best || trio->doubt < best->doubt)) best = trio;
                }
                if (best) out.push_back(*best);
            }
        }
    }
    std::sort(out.begin(), out.end(), [](const Trio& a, const Trio& b) { return a.doubt < b.doubt; });
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace kiosk::scan
