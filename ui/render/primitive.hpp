#pragma once
/// A draw list taken apart into what the rasteriser knows: triangles, and rectangles that stand upright. Coordinates are
/// whole numbers from here on, so every machine computes the same pixels. UI thread.

#include <array>
#include <cstdint>
#include <vector>

#include "ui/geometry.hpp"
#include "ui/render/texture.hpp"

struct ImDrawList;

namespace kiosk::ui {

constexpr int subpixels = 64;  ///< positions are counted in 64ths of a pixel

struct Vertex {
    std::int32_t x = 0;  ///< 1/64 px
    std::int32_t y = 0;
    std::int32_t u = 0;  ///< 1/65536 texel
    std::int32_t v = 0;
    std::uint32_t colour = 0;  ///< 0xAARRGGBB
    bool operator==(const Vertex&) const = default;
};

struct Primitive {
    enum class Shape { triangle, rectangle };
    Shape shape = Shape::triangle;
    /// A rectangle has its upper left and lower right corner in the first two; one colour.
    std::array<Vertex, 3> corners{};
    const Texture* texture = nullptr;  ///< null: plain colour
    Rect clip;
    Rect bounds;             ///< pixels it may touch, within the clip
    std::uint64_t hash = 0;  ///< over everything above
};

/// In drawing order; what lies outside `area` is left out.
void take_apart(const ImDrawList& list, const Rect& area, std::vector<Primitive>& out);

}  // namespace kiosk::ui
