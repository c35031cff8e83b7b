#pragma once
/// Draws ImGui's triangles into memory without a GPU, and only where something changed. Whole-number arithmetic throughout:
/// the same list gives the same pixels at every optimisation level. UI thread; a whole 1080x1920 page takes 10 to 20 ms.

#include <cstdint>
#include <vector>

#include "ui/geometry.hpp"
#include "ui/render/damage.hpp"
#include "ui/render/picture.hpp"
#include "ui/render/primitive.hpp"

struct ImDrawList;

namespace kiosk::ui {

class Raster {
public:
    Raster(int width, int height);

    /// Brings the pixels up to date and says which of them changed.
    std::vector<Rect> draw(const ImDrawList& list);
    /// The next `draw` draws everything.
    void forget() { damage_.forget(); }

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    /// Rows of 0xFFRRGGBB without gaps.
    [[nodiscard]] const std::vector<std::uint32_t>& pixels() const { return pixels_; }
    [[nodiscard]] Picture picture() const { return {width_, height_, pixels_}; }

private:
    int width_;
    int height_;
    std::vector<std::uint32_t> pixels_;
    std::vector<Primitive> primitives_;
    Damage damage_;
};

}  // namespace kiosk::ui
