#pragma once
/// Pixels that draw lists refer to: an ImGui texture id is a pointer to one of these. Immutable; must outlive the lists.

#include <cstdint>
#include <vector>

namespace kiosk::ui {

struct Texture {
    enum class Format { alpha, colour };

    Format format = Format::alpha;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> alpha;    ///< format alpha: how much of the vertex colour shows
    std::vector<std::uint32_t> colour;  ///< format colour: 0xAARRGGBB, premultiplied
    std::uint64_t id = 0;               ///< another content has another id

    [[nodiscard]] std::uint8_t alpha_at(int x, int y) const {
        if (x < 0 || y < 0 || x >= width || y >= height) return 0;
        return alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
    [[nodiscard]] std::uint32_t colour_at(int x, int y) const {
        if (x < 0 || y < 0 || x >= width || y >= height) return 0;
        return colour[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
};

/// A number no other texture has.
[[nodiscard]] std::uint64_t next_texture_id();

}  // namespace kiosk::ui
