#include "kiosk/scan/square.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kiosk::scan {
namespace {

/// A few places of a square and its light margin, in modules from its middle.
struct Place {
    float x, y;
    bool dark;
};
constexpr std::array<Place, 33> places{
    {{0, 0, true},   {1, 0, true},   {-1, 0, true},   {0, 1, true},    {0, -1, true},  {1, 1, true},   {-1, 1, true},
     {1, -1, true},  {-1, -1, true}, {3, 0, true},    {-3, 0, true},   {0, 3, true},   {0, -3, true},  {3, 3, true},
     {-3, 3, true},  {3, -3, true},  {-3, -3, true},  {2, 0, false},   {-2, 0, false}, {0, 2, false},  {0, -2, false},
     {2, 2, false},  {-2, 2, false}, {2, -2, false},  {-2, -2, false}, {4, 0, false},  {-4, 0, false}, {0, 4, false},
     {0, -4, false}, {4, 2, false},  {-4, -2, false}, {-2, 4, false},  {2, -4, false}}};

bool may_be(const Square& square, double module_px) {
    const double a = std::hypot(square.along.x, square.along.y), d = std::hypot(square.down.x, square.down.y);
    const double area = std::abs(square.along.x * square.down.y - square.along.y * square.down.x);
    return std::min(a, d) > 0.4 * module_px && std::max(a, d) < 2.2 * module_px && area > 0.35 * a * d;
}

/// The ways a square may lie otherwise than thought: its edges move by about so many modules.
constexpr int ways_to_move = 14;
Square moved_by(Square square, int way, double modules) {
    constexpr double edge = 3;
    const double part = modules / edge;
    const Spot along = square.along, down = square.down;
    const auto add = [](Spot& to, Spot what, double times) { to = {to.x + what.x * times, to.y + what.y * times}; };
    switch (way) {
        case 0: add(square.middle, along, modules); break;
        case 1: add(square.middle, down, modules); break;
        case 2:  // larger
            add(square.along, along, part);
            add(square.down, down, part);
            break;
        case 3:  // turned
            add(square.along, down, part);
            add(square.down, along, -part);
            break;
        case 4: add(square.along, along, part); break;
        case 5: add(square.down, down, part); break;
        default: add(square.along, down, part); break;  // sheared
    }
    return square;
}

}  // namespace

float likeness(const Tones& tones, const Square& square) {
    constexpr auto dark_places =
        static_cast<float>(std::count_if(places.begin(), places.end(), [](const Place& place) { return place.dark; }));
    constexpr auto all = static_cast<float>(places.size());
    constexpr float least_spread = 5;
    float dark = 0, light = 0, squares = 0;
    for (const auto& place : places) {
        const float tone = tones.at(square.at(place.x, place.y));
        (place.dark ? dark : light) += tone;
        squares += tone * tone;
    }
    const float mean = (dark + light) / all;
    const float spread = std::sqrt(std::max(squares / all - mean * mean, least_spread * least_spread));
    return (light / (all - dark_places) - dark / dark_places) / spread;
}

Square fit_square(const Tones& tones, Square square) {
    const double module = (std::hypot(square.along.x, square.along.y) + std::hypot(square.down.x, square.down.y)) / 2;
    square.like = likeness(tones, square);
    constexpr int most_rounds = 4;
    for (const double step : {0.6, 0.3, 0.15, 0.06}) {
        for (int round = 0; round < most_rounds; ++round) {
            bool better = false;
            for (int way = 0; way < ways_to_move; ++way) {
                auto moved = moved_by(square, way / 2, way % 2 == 0 ? step : -step);
                if (!may_be(moved, module)) continue;
                moved.like = likeness(tones, moved);
                if (moved.like <= square.like) continue;
                square = moved;
                better = true;
            }
            if (!better) break;
        }
    }
    return square;
}

Square square_at(const Tones& tones, Spot middle, double module_px) {
    std::array<Square, 2> best{};  // the likelier first
    for (auto& square : best) square.like = -9;
    constexpr int turns = 6;
    for (int turn = 0; turn < turns; ++turn) {
        const double angle = std::numbers::pi / 2 * turn / turns;
        const double c = std::cos(angle), s = std::sin(angle);
        const double module = module_px * std::max(c, s);  // what a row through it is longer by
        for (const auto& [a, d] : {std::pair(1.0, 1.0), std::pair(0.75, 1.05), std::pair(1.05, 0.75)}) {
            Square square{middle, {module * a * c, module * a * s}, {-module * d * s, module * d * c}, 0};
            square.like = likeness(tones, square);
            if (square.like <= best[1].like) continue;
            best[1] = square;
            if (best[1].like > best[0].like) std::swap(best[0], best[1]);
        }
    }
    constexpr float hopeless = 0.9F, perfect = 1.9F;
    if (best[0].like < hopeless) return best[0];
    const auto one = fit_square(tones, best[0]);
    if (one.like > perfect) return one;
    const auto other = fit_square(tones, best[1]);
    return one.like >= other.like ? one : other;
}

}  // namespace kiosk::scan
