#include "kiosk/pages/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kiosk::pages {
namespace {

double cross(Spot o, Spot a, Spot b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }

using Vector = std::array<double, 3>;
Vector cross(const Vector& a, const Vector& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

double mean_aspect(const Quad& q) {
    const double across = distance(q[0], q[1]) + distance(q[3], q[2]);
    const double down = distance(q[0], q[3]) + distance(q[1], q[2]);
    return down > 0 ? across / down : 1;
}

}  // namespace

double distance(Spot a, Spot b) { return std::hypot(a.x - b.x, a.y - b.y); }

double area(const Quad& q) {
    double out = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& a = q.at(i);
        const auto& b = q.at((i + 1) % 4);
        out += a.x * b.y - b.x * a.y;
    }
    return out / 2;
}

bool is_convex(const Quad& q) {
    for (std::size_t i = 0; i < 4; ++i) {
        if (cross(q.at(i), q.at((i + 1) % 4), q.at((i + 2) % 4)) <= 0) return false;
    }
    return true;
}

bool holds(const Quad& q, Spot at) {
    for (std::size_t i = 0; i < 4; ++i) {
        if (cross(q.at(i), q.at((i + 1) % 4), at) < 0) return false;
    }
    return true;
}

Spot middle(const Quad& q) { return {(q[0].x + q[1].x + q[2].x + q[3].x) / 4, (q[0].y + q[1].y + q[2].y + q[3].y) / 4}; }

Quad from_top_left(const Quad& q) {
    std::size_t first = 0;
    for (std::size_t i = 1; i < 4; ++i) {
        if (q.at(i).x + q.at(i).y < q.at(first).x + q.at(first).y) first = i;
    }
    return {q.at(first), q.at((first + 1) % 4), q.at((first + 2) % 4), q.at((first + 3) % 4)};
}

Quad scaled(const Quad& q, double factor) {
    Quad out;
    // Whole numbers are the middles of pixels, so it is the pixels' edges that scale.
    for (std::size_t i = 0; i < 4; ++i) out.at(i) = {(q.at(i).x + 0.5) * factor - 0.5, (q.at(i).y + 0.5) * factor - 0.5};
    return out;
}

Quad whole(int width, int height) {
    const double right = width - 0.5;
    const double bottom = height - 0.5;
    return {Spot{-0.5, -0.5}, Spot{right, -0.5}, Spot{right, bottom}, Spot{-0.5, bottom}};
}

Spot Projection::operator()(Spot at) const {
    const double w = g * at.x + h * at.y + 1;
    return {(a * at.x + b * at.y + c) / w, (d * at.x + e * at.y + f) / w};
}

Projection projection_to(const Quad& q, double width, double height) {
    // Heckbert, "Fundamentals of texture mapping and image warping", 1989: unit square to quadrilateral.
    const double sx = q[0].x - q[1].x + q[2].x - q[3].x;
    const double sy = q[0].y - q[1].y + q[2].y - q[3].y;
    const double dx1 = q[1].x - q[2].x;
    const double dy1 = q[1].y - q[2].y;
    const double dx2 = q[3].x - q[2].x;
    const double dy2 = q[3].y - q[2].y;
    const double below = dx1 * dy2 - dx2 * dy1;
    const double g = below == 0 ? 0 : (sx * dy2 - dx2 * sy) / below;
    const double h = below == 0 ? 0 : (dx1 * sy - sx * dy1) / below;
    Projection out;
    out.a = (q[1].x - q[0].x + g * q[1].x) / width;
    out.b = (q[3].x - q[0].x + h * q[3].x) / height;
    out.c = q[0].x;
    out.d = (q[1].y - q[0].y + g * q[1].y) / width;
    out.e = (q[3].y - q[0].y + h * q[3].y) / height;
    out.f = q[0].y;
    out.g = g / width;
    out.h = h / height;
    return out;
}

Projection turned(const Projection& from, double degrees, double width, double height) {
    const double angle = degrees * std::numbers::pi / 180;
    const double s = std::sin(angle);
    const double k = std::cos(angle);
    const double mx = width / 2;
    const double my = height / 2;
    // (x, y) -> (k x - s y + px, s x + k y + py)
    const double px = mx - k * mx + s * my;
    const double py = my - s * mx - k * my;
    Projection out;
    const double w = from.g * px + from.h * py + 1;
    out.a = (from.a * k + from.b * s) / w;
    out.b = (-from.a * s + from.b * k) / w;
    out.c = (from.a * px + from.b * py + from.c) / w;
    out.d = (from.d * k + from.e * s) / w;
    out.e = (-from.d * s + from.e * k) / w;
    out.f = (from.d * px + from.e * py + from.f) / w;
    out.g = (from.g * k + from.h * s) / w;
    out.h = (-from.g * s + from.h * k) / w;
    return out;
}

double aspect_of(const Quad& q, int picture_width, int picture_height) {
    const double cx = picture_width / 2.0;
    const double cy = picture_height / 2.0;
    const auto seen = [&](Spot at) { return Vector{at.x - cx, at.y - cy, 1}; };
    const Vector m1 = seen(q[0]);
    const Vector m2 = seen(q[1]);
    const Vector m3 = seen(q[3]);
    const Vector m4 = seen(q[2]);
    const double k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
    const double k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
    const Vector n2{k2 * m2[0] - m1[0], k2 * m2[1] - m1[1], k2 - 1};
    const Vector n3{k3 * m3[0] - m1[0], k3 * m3[1] - m1[1], k3 - 1};
    const double plain = mean_aspect(q);
    // Nearly straight above: the vanishing points are too far away to say anything of the lens.
    if (std::abs(n2[2]) < 0.03 || std::abs(n3[2]) < 0.03) {
        const double longer = std::max(picture_width, picture_height);
        // A usual lens then: what is foreshortened is foreshortened by it.
        const double f2 = longer * longer * 0.85 * 0.85;
        const double across = (n2[0] * n2[0] + n2[1] * n2[1]) / f2 + n2[2] * n2[2];
        const double down = (n3[0] * n3[0] + n3[1] * n3[1]) / f2 + n3[2] * n3[2];
        return down > 0 ? std::sqrt(across / down) : plain;
    }
    const double f2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
    const double longer = std::max(picture_width, picture_height);
    // No lens that photographs papers is outside of this; then a corner is a little off.
    const double believed = std::clamp(f2, longer * longer * 0.36, longer * longer * 2.25);
    const double across = (n2[0] * n2[0] + n2[1] * n2[1]) / believed + n2[2] * n2[2];
    const double down = (n3[0] * n3[0] + n3[1] * n3[1]) / believed + n3[2] * n3[2];
    return down > 0 ? std::sqrt(across / down) : plain;
}

}  // namespace kiosk::pages
