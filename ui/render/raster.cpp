#include "ui/render/raster.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>

#include "kiosk/base/renew.hpp"
#include "ui/render/blend.hpp"

namespace kiosk::ui {
namespace {

/// The rows to draw into.
struct Target {
    std::uint32_t* pixels;
    int width;
    [[nodiscard]] std::uint32_t* row(int y) const { return pixels + static_cast<std::ptrdiff_t>(y) * width; }
};

void fill_span(std::uint32_t* from, std::uint32_t* to, std::uint32_t colour) {
    const std::uint32_t alpha = colour >> 24;
    if (alpha == 255) {
        std::fill(from, to, colour);
    } else if (alpha != 0) {
        for (; from != to; ++from) *from = blended(*from, colour, alpha);
    }
}

// ---- Textures ---------------------------------------------------------------------------------------------------------------

std::uint32_t mix_16(std::uint32_t a, std::uint32_t b, std::uint32_t part) {
    return (a * (65536 - part) + b * part + 32768) >> 16;
}

/// Between four texels; `u` and `v` point at texel centres, in 1/65536.
std::uint32_t smooth_alpha(const Texture& texture, std::int32_t u, std::int32_t v) {
    const int x = u >> 16;
    const int y = v >> 16;
    const auto part_x = static_cast<std::uint32_t>(u & 0xFFFF);
    const auto part_y = static_cast<std::uint32_t>(v & 0xFFFF);
    const auto upper = mix_16(texture.alpha_at(x, y), texture.alpha_at(x + 1, y), part_x);
    if (part_y == 0) return upper;
    return mix_16(upper, mix_16(texture.alpha_at(x, y + 1), texture.alpha_at(x + 1, y + 1), part_x), part_y);
}

std::uint32_t smooth_colour(const Texture& texture, std::int32_t u, std::int32_t v) {
    const int x = u >> 16;
    const int y = v >> 16;
    const auto part_x = static_cast<std::uint32_t>(u & 0xFFFF);
    const auto part_y = static_cast<std::uint32_t>(v & 0xFFFF);
    const std::array<std::uint32_t, 4> texels{texture.colour_at(x, y), texture.colour_at(x + 1, y),
                                              texture.colour_at(x, y + 1), texture.colour_at(x + 1, y + 1)};
    std::uint32_t out = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        const auto channel = [&](std::size_t i) { return texels[i] >> shift & 0xFFU; };
        out |= mix_16(mix_16(channel(0), channel(1), part_x), mix_16(channel(2), channel(3), part_x), part_y) << shift;
    }
    return out;
}

void put_texel(std::uint32_t& pixel, const Texture& texture, std::int32_t u, std::int32_t v, std::uint32_t colour) {
    if (texture.format == Texture::Format::alpha) {
        const auto alpha = smooth_alpha(texture, u, v);
        if (alpha != 0) pixel = blended(pixel, colour, over_255(alpha * (colour >> 24)));
    } else {
        pixel = over(pixel, faded(smooth_colour(texture, u, v), colour >> 24));
    }
}

constexpr std::int32_t texel = 65536;
constexpr std::int32_t half_texel = 32768;

/// Texels stand exactly on pixels: glyphs, shadows' corners, pictures.
void copy_span(std::uint32_t* row, int count, const Texture& texture, int x, int y, std::uint32_t colour) {
    const int skip = std::max(0, -x);
    const int stop = std::min(count, texture.width - x);
    if (y < 0 || y >= texture.height) return;
    const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(texture.width);
    const std::uint32_t strength = colour >> 24;
    if (texture.format == Texture::Format::colour) {
        for (int i = skip; i < stop; ++i)
            row[i] = over(row[i], faded(texture.colour[at + static_cast<std::size_t>(x + i)], strength));
        return;
    }
    for (int i = skip; i < stop; ++i) {
        const std::uint32_t alpha = texture.alpha[at + static_cast<std::size_t>(x + i)];
        if (alpha == 0) continue;
        const auto part = strength == 255 ? alpha : over_255(alpha * strength);
        row[i] = part == 255 ? colour | 0xFF000000U : blended(row[i], colour, part);
    }
}

/// A row of texels between two pixels each, as most letters stand: every texel is read once.
void soft_span(std::uint32_t* row, int count, const Texture& texture, int x, int y, std::uint32_t part_x,
               std::uint32_t colour) {
    const std::uint32_t strength = colour >> 24;
    auto left = texture.alpha_at(x, y);
    for (int i = 0; i < count; ++i) {
        const auto right = texture.alpha_at(x + i + 1, y);
        const auto alpha = left == right ? left : mix_16(left, right, part_x);
        left = right;
        if (alpha != 0) row[i] = blended(row[i], colour, over_255(alpha * strength));
    }
}

void draw_textured_rectangle(const Target& target, const Primitive& it, const Rect& area) {
    const auto& [a, c, unused] = it.corners;
    const std::int64_t width = c.x - a.x;
    const std::int64_t height = c.y - a.y;
    if (width <= 0 || height <= 0) return;
    const auto step_u = static_cast<std::int32_t>(static_cast<std::int64_t>(c.u - a.u) * subpixels / width);
    const auto along = [](std::int32_t from, std::int32_t to, std::int64_t part, std::int64_t whole) {
        return static_cast<std::int32_t>(from + static_cast<std::int64_t>(to - from) * part / whole);
    };
    for (int y = area.top; y < area.bottom; ++y) {
        const auto v = along(a.v, c.v, y * subpixels + subpixels / 2 - a.y, height) - half_texel;
        auto u = along(a.u, c.u, area.left * subpixels + subpixels / 2 - a.x, width) - half_texel;
        auto* row = target.row(y) + area.left;
        if (step_u == texel && (u & 0xFFFF) == 0 && (v & 0xFFFF) == 0) {
            copy_span(row, area.width(), *it.texture, u >> 16, v >> 16, a.colour);
            continue;
        }
        if (step_u == texel && (v & 0xFFFF) == 0 && it.texture->format == Texture::Format::alpha) {
            soft_span(row, area.width(), *it.texture, u >> 16, v >> 16, static_cast<std::uint32_t>(u & 0xFFFF), a.colour);
            continue;
        }
        if (step_u == 0 && it.texture->format == Texture::Format::alpha) {  // the edge of a shadow: one value a row
            const auto alpha = over_255(smooth_alpha(*it.texture, u, v) * (a.colour >> 24));
            fill_span(row, row + area.width(), (a.colour & 0x00FFFFFFU) | alpha << 24);
            continue;
        }
        for (int i = 0; i < area.width(); ++i, u += step_u) put_texel(row[i], *it.texture, u, v, a.colour);
    }
}

/// Pixels whose centre lies inside.
Rect covered(const Primitive& it) {
    const auto first = [](std::int32_t edge) { return (edge + subpixels / 2 - 1) >> 6; };
    return {first(it.corners[0].x), first(it.corners[0].y), first(it.corners[1].x), first(it.corners[1].y)};
}

void draw_rectangle(const Target& target, const Primitive& it, const Rect& clip) {
    const Rect area = covered(it).within(clip);
    if (area.empty()) return;
    if (it.texture != nullptr) {
        draw_textured_rectangle(target, it, area);
        return;
    }
    for (int y = area.top; y < area.bottom; ++y) {
        fill_span(target.row(y) + area.left, target.row(y) + area.right, it.corners[0].colour);
    }
}

// ---- Triangles --------------------------------------------------------------------------------------------------------------

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

/// How far a point is on the inner side of the line between two corners: a*x + b*y + c, positions in 1/64 px.
struct Side {
    std::int64_t a = 0;
    std::int64_t b = 0;
    std::int64_t c = 0;
    std::int64_t least = 0;  // 0 when points on the line belong to this triangle, 1 when to its neighbour

    Side(const Vertex& from, const Vertex& to)
        : a(static_cast<std::int64_t>(from.y) - to.y),
          b(static_cast<std::int64_t>(to.x) - from.x),
          c(-a * from.x - b * from.y),
          least(a > 0 || (a == 0 && b > 0) ? 0 : 1) {}

    [[nodiscard]] std::int64_t at(std::int64_t x, std::int64_t y) const { return a * x + b * y + c; }
    /// Narrows the pixels [from, to) of the row with this centre to those inside.
    void narrow(std::int64_t y, int& from, int& to) const {
        const std::int64_t rest = at(subpixels / 2, y) - least;  // at the centre of pixel 0
        const std::int64_t step = a * subpixels;
        if (step > 0) {
            from = static_cast<int>(std::max<std::int64_t>(from, -floor_div(rest, step)));
        } else if (step < 0) {
            to = static_cast<int>(std::min<std::int64_t>(to, floor_div(rest, -step) + 1));
        } else if (rest < 0) {
            to = from;
        }
    }
};

/// A value given at the corners, in between; 16 bits behind the point.
struct Slope {
    std::int64_t step_x = 0;
    std::int64_t value = 0;
};

struct Triangle {
    std::array<Vertex, 3> corners;
    std::array<Side, 3> sides;  // side i lies opposite corner i
    std::int64_t area;          // twice, in 1/4096 px²

    static std::array<Vertex, 3> turned(std::array<Vertex, 3> v) {
        const auto cross = (static_cast<std::int64_t>(v[1].x) - v[0].x) * (static_cast<std::int64_t>(v[2].y) - v[0].y) -
                           (static_cast<std::int64_t>(v[1].y) - v[0].y) * (static_cast<std::int64_t>(v[2].x) - v[0].x);
        if (cross < 0) std::swap(v[1], v[2]);
        return v;
    }
    explicit Triangle(const std::array<Vertex, 3>& v)
        : corners(turned(v)),
          sides{Side{corners[1], corners[2]}, Side{corners[2], corners[0]}, Side{corners[0], corners[1]}},
          area(sides[0].at(corners[0].x, corners[0].y)) {}

    [[nodiscard]] Slope slope(const std::array<std::int64_t, 3>& values, int x, int y) const {
        if (values[0] == values[1] && values[1] == values[2]) return {0, values[0] * 65536};  // no division: most edges
        Slope out;
        std::int64_t here = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            here += values[i] * sides[i].at(static_cast<std::int64_t>(x) * subpixels + subpixels / 2,
                                            static_cast<std::int64_t>(y) * subpixels + subpixels / 2);
            out.step_x += values[i] * sides[i].a;
        }
        out.value = here * 65536 / area;
        out.step_x = out.step_x * subpixels * 65536 / area;
        return out;
    }
    [[nodiscard]] std::array<std::int64_t, 3> channel(unsigned shift) const {
        return {corners[0].colour >> shift & 0xFFU, corners[1].colour >> shift & 0xFFU, corners[2].colour >> shift & 0xFFU};
    }
};

std::uint32_t channel_of(std::int64_t value) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>((value + 32768) >> 16, 0, 255));
}

/// Colours that differ from corner to corner: gradients, and the soft edge of round shapes.
void shade_span(const Triangle& triangle, std::uint32_t* row, int from, int to, int y) {
    std::array<Slope, 4> slopes;
    bool level = true;
    for (unsigned i = 0; i < 4; ++i) {
        slopes[i] = triangle.slope(triangle.channel(8 * i), from, y);
        level = level && slopes[i].step_x == 0;
    }
    const auto colour = [&] {
        return channel_of(slopes[0].value) | channel_of(slopes[1].value) << 8 | channel_of(slopes[2].value) << 16 |
               channel_of(slopes[3].value) << 24;
    };
    if (level) {
        fill_span(row + from, row + to, colour());
        return;
    }
    for (int x = from; x < to; ++x) {
        const auto here = colour();
        row[x] = blended(row[x], here, here >> 24);
        for (auto& slope : slopes) slope.value += slope.step_x;
    }
}

void texture_span(const Triangle& triangle, const Texture& texture, std::uint32_t* row, int from, int to, int y) {
    const auto& v = triangle.corners;
    // Texels in 1/256 here, 16 more bits in the slope: a 4096-texel atlas still fits 64 bits.
    auto u_slope = triangle.slope({v[0].u >> 8, v[1].u >> 8, v[2].u >> 8}, from, y);
    auto v_slope = triangle.slope({v[0].v >> 8, v[1].v >> 8, v[2].v >> 8}, from, y);
    for (int x = from; x < to; ++x) {
        put_texel(row[x], texture, static_cast<std::int32_t>(u_slope.value >> 8) - half_texel,
                  static_cast<std::int32_t>(v_slope.value >> 8) - half_texel, v[0].colour);
        u_slope.value += u_slope.step_x;
        v_slope.value += v_slope.step_x;
    }
}

void draw_triangle(const Target& target, const Primitive& it, const Rect& clip) {
    const Triangle triangle{it.corners};
    if (triangle.area == 0) return;
    const auto& v = triangle.corners;
    const bool flat = v[0].colour == v[1].colour && v[1].colour == v[2].colour;
    for (int y = clip.top; y < clip.bottom; ++y) {
        int from = clip.left;
        int to = clip.right;
        for (const auto& side : triangle.sides)
            side.narrow(static_cast<std::int64_t>(y) * subpixels + subpixels / 2, from, to);
        if (from >= to) continue;
        auto* row = target.row(y);
        if (it.texture != nullptr) {
            texture_span(triangle, *it.texture, row, from, to, y);
        } else if (flat) {
            fill_span(row + from, row + to, v[0].colour);
        } else {
            shade_span(triangle, row, from, to, y);
        }
    }
}

}  // namespace

Raster::Raster(int width, int height)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0xFF000000U),
      damage_(width, height) {}

void Raster::resize(int width, int height) {
    std::ranges::fill(pixels_, 0xFF000000U);  // before the memory goes back: it may show a name
    width_ = width;
    height_ = height;
    pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0xFF000000U);
    damage_ = Damage{width, height};
    renew(primitives_);  // where each letter stood
}

std::vector<Rect> Raster::draw(const ImDrawList& list) {
    primitives_.clear();
    take_apart(list, {0, 0, width_, height_}, primitives_);
    auto areas = damage_.changed(primitives_);
    const Target target{pixels_.data(), width_};
    for (const auto& area : areas) {
        for (const auto& it : primitives_) {
            const Rect clip = it.bounds.within(area);
            if (clip.empty()) continue;
            if (it.shape == Primitive::Shape::rectangle) {
                draw_rectangle(target, it, clip);
            } else {
                draw_triangle(target, it, clip);
            }
        }
    }
    return areas;
}

}  // namespace kiosk::ui
