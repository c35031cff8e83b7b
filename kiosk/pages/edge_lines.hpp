#pragma once
/// Straight edges of a small picture: where they run, and what lies to either side of every stretch of them. Pure; any thread.

#include <vector>

#include "kiosk/pages/geometry.hpp"

namespace kiosk::pages {

/// x cos + y sin = offset. Its own direction is (-sin, cos).
struct Line {
    double cosine = 1;
    double sine = 0;
    double offset = 0;
    [[nodiscard]] Spot at(double along) const { return {offset * cosine - along * sine, offset * sine + along * cosine}; }
    [[nodiscard]] double along(Spot spot) const { return spot.y * cosine - spot.x * sine; }
    [[nodiscard]] double across(Spot spot) const { return spot.x * cosine + spot.y * sine - offset; }
};

/// Where two lines meet; far away when they hardly do.
[[nodiscard]] Spot meeting(const Line& a, const Line& b);

/// The strongest straight edges, strongest first.
[[nodiscard]] std::vector<Line> straight_edges(const Grey& picture, std::size_t most);

/// What a stretch of a line looks like. `side` +1 is where the line's normal points.
struct Stretch {
    double inside = 0;  ///< share of it, 0..1, that lies within the picture
    double step = 0;    ///< 0..1: how steadily the asked side is lighter than the other
    double light = 0;   ///< mean tone on the asked side, 0..255
    double beyond = 0;  ///< and on the other
    double uneven = 0;  ///< mean change of tone along the asked side
};

/// Sums along a line, so that any stretch of it costs the same.
class LineSums {
public:
    LineSums(const Grey& picture, const Line& line);
    [[nodiscard]] const Line& line() const { return line_; }
    /// How many of its pixels part light from dark with the light on one and the same side: a thin line on a sheet parts nothing.
    [[nodiscard]] double steps() const;
    [[nodiscard]] Stretch between(Spot from, Spot to, int side) const;

private:
    struct Sum {
        float count = 0, above = 0, below = 0, light_above = 0, light_below = 0, uneven_above = 0, uneven_below = 0;
    };
    [[nodiscard]] std::size_t index(double along) const;

    Line line_;
    double reach_;
    std::vector<Sum> sums_;
};

}  // namespace kiosk::pages
