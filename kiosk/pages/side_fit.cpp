#include "kiosk/pages/side_fit.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/pages/edge_lines.hpp"

namespace kiosk::pages {
namespace {

constexpr int samples_a_side = 80;
constexpr double reach_px = 4;  ///< how far a side may be wrong before
constexpr double step_px = 0.5;
constexpr double trusted_px = 1.0;

double smooth_tone(const Grey& p, double x, double y) {
    const double cx = std::clamp(x, 0.0, p.width - 1.001);
    const double cy = std::clamp(y, 0.0, p.height - 1.001);
    const int ix = static_cast<int>(cx);
    const int iy = static_cast<int>(cy);
    const double fx = cx - ix;
    const double fy = cy - iy;
    const auto* a = p.row(iy) + ix;
    const auto* b = p.row(iy + 1) + ix;
    return (a[0] * (1 - fx) + a[1] * fx) * (1 - fy) + (b[0] * (1 - fx) + b[1] * fx) * fy;
}

struct Place {
    Spot at;
    double weight = 0;
};

/// Where along the normal the tone changes most, `sign` times towards the inside.
Place steepest(const Grey& p, Spot at, Spot inward, double sign) {
    double best = 0;
    double where = 0;
    std::array<double, static_cast<std::size_t>(2 * reach_px / step_px) + 1> slopes{};
    for (std::size_t i = 0; i < slopes.size(); ++i) {
        const double by = static_cast<double>(i) * step_px - reach_px;
        const double x = at.x + by * inward.x;
        const double y = at.y + by * inward.y;
        slopes.at(i) = sign * (smooth_tone(p, x + inward.x, y + inward.y) - smooth_tone(p, x - inward.x, y - inward.y));
    }
    for (std::size_t i = 1; i + 1 < slopes.size(); ++i) {
        // Nearer is likelier: text or a pattern may be steeper than the edge of the sheet.
        const double by = static_cast<double>(i) * step_px - reach_px;
        const double value = slopes.at(i) * (1 - 0.08 * std::abs(by));
        if (value <= best) continue;
        const double a = slopes.at(i - 1);
        const double b = slopes.at(i);
        const double c = slopes.at(i + 1);
        const double bend = a - 2 * b + c;
        best = value;
        where = by + (bend < 0 ? 0.5 * (a - c) / bend * step_px : 0);
    }
    return {{at.x + where * inward.x, at.y + where * inward.y}, best};
}

/// Total least squares, places far from the line before counting less and less.
Line through(const std::vector<Place>& places, const Line& first) {
    Line line = first;
    for (int round = 0; round < 4; ++round) {
        const double trusted = round == 0 ? 2.5 : trusted_px;
        double w = 0, mx = 0, my = 0;
        std::vector<double> weights(places.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            const double far = line.across(places[i].at) / trusted;
            weights[i] = std::min(places[i].weight, 40.0) / (1 + far * far * far * far);
            w += weights[i];
            mx += weights[i] * places[i].at.x;
            my += weights[i] * places[i].at.y;
        }
        if (w <= 0) return first;
        mx /= w;
        my /= w;
        double xx = 0, xy = 0, yy = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const double x = places[i].at.x - mx;
            const double y = places[i].at.y - my;
            xx += weights[i] * x * x;
            xy += weights[i] * x * y;
            yy += weights[i] * y * y;
        }
        const double angle = 0.5 * std::atan2(2 * xy, xx - yy);  // of the line itself
        Line next{-std::sin(angle), std::cos(angle), 0};
        if (next.cosine * first.cosine + next.sine * first.sine < 0) next = {-next.cosine, -next.sine, 0};
        next.offset = mx * next.cosine + my * next.sine;
        line = next;
    }
    return line;
}

Line line_between(Spot a, Spot b) {
    const double length = std::max(1e-9, distance(a, b));
    Line out{-(b.y - a.y) / length, (b.x - a.x) / length, 0};  // corners go clockwise: inside is where the normal points
    out.offset = a.x * out.cosine + a.y * out.sine;
    return out;
}

Line side_of(const Grey& p, Spot a, Spot b) {
    const Line first = line_between(a, b);
    const Spot inward{first.cosine, first.sine};
    const auto gathered = [&](double sign) {
        std::vector<Place> out;
        for (int i = 0; i < samples_a_side; ++i) {
            const double t = 0.04 + 0.92 * (i + 0.5) / samples_a_side;
            const Spot at{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
            if (at.x < 1 || at.y < 1 || at.x > p.width - 2 || at.y > p.height - 2) continue;
            const auto place = steepest(p, at, inward, sign);
            if (place.weight > 1.5) out.push_back(place);
        }
        return out;
    };
    auto places = gathered(1);
    if (auto darker = gathered(-1); darker.size() > 2 * places.size()) places = std::move(darker);
    if (places.size() < samples_a_side / 5) return first;
    return through(places, first);
}

}  // namespace

Quad fitted(const Grey& picture, const Quad& corners, const std::array<bool, 4>& fixed) {
    Quad out = corners;
    for (int round = 0; round < 2; ++round) {
        std::array<Line, 4> sides;
        for (std::size_t i = 0; i < 4; ++i) {
            const Spot a = out.at(i);
            const Spot b = out.at((i + 1) % 4);
            sides.at(i) = fixed.at(i) ? line_between(a, b) : side_of(picture, a, b);
        }
        Quad next;
        for (std::size_t i = 0; i < 4; ++i) next.at(i) = meeting(sides.at((i + 3) % 4), sides.at(i));
        for (std::size_t i = 0; i < 4; ++i) {
            if (distance(next.at(i), corners.at(i)) > 12) return out;  // two sides that hardly meet: left as they were
        }
        out = next;
    }
    return out;
}

}  // namespace kiosk::pages
