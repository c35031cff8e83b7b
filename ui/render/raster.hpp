#pragma once
/// Draws ImGui's triangles into memory without a GPU, and only where something changed. Whole-number arithmetic throughout:
/// the same list gives the same pixels at every optimisation level. UI thread; a whole 1080x1920 page takes 10 to 20 ms.

#include <cstdint>
#include <vector>

#include "ui/render/damage.hpp"
#include "ui/render/primitive.hpp"
#include "ui/render/renderer.hpp"

namespace kiosk::ui {

class Raster final : public Renderer {
public:
    Raster(int width, int height);

    std::vector<Rect> draw(const ImDrawList& list) override;
    void resize(int width, int height) override;
    [[nodiscard]] Picture picture() const override { return {width_, height_, pixels_}; }
    [[nodiscard]] std::string picture_hash() const override { return hash_of(width_, height_, pixels_); }  // no copy
    [[nodiscard]] int width() const override { return width_; }
    [[nodiscard]] int height() const override { return height_; }
    /// Rows of 0xFFRRGGBB without gaps.
    [[nodiscard]] const std::vector<std::uint32_t>& pixels() const { return pixels_; }

private:
    int width_;
    int height_;
    std::vector<std::uint32_t> pixels_;
    std::vector<Primitive> primitives_;
    Damage damage_;
};

}  // namespace kiosk::ui
