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
    constexpr int most_rounds = 3;
    constexpr double edge = 3;  // the ends of a side move by as much as the middle does
    for (const double step : {0.4, 0.2, 0.08}) {
        for (int round = 0; round < most_rounds; ++round) {
            bool better = false;
            for (int part = 0; part < 12; ++part) {
                Square moved = square;
                auto& spot = part < 4 ? moved.middle : part < 8 ? moved.along : moved.down;
                auto& place = part % 2 == 0 ? spot.x : spot.y;
                place += (part % 4 < 2 ? 1 : -1) * step * module / (part < 4 ? 1 : edge);
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
    Square best;
    best.like = -9;
    constexpr int turns = 5;
    for (int turn = 0; turn < turns; ++turn) {
        const double angle = std::numbers::pi / 2 * turn / turns;
        const double c = std::cos(angle), s = std::sin(angle);
        const double module = module_px * std::max(c, s);  // what a row through it is longer by
        Square square{middle, {module * c, module * s}, {-module * s, module * c}, 0};
        square.like = likeness(tones, square);
        if (square.like > best.like) best = square;
    }
    return fit_square(tones, best);
}

}  // namespace kiosk::scan
