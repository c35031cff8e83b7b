#pragma once
/// Finds what differs from the last frame: every tile keeps a hash over what was drawn into it. UI thread.

#include <cstdint>
#include <span>
#include <vector>

#include "ui/render/primitive.hpp"

namespace kiosk::ui {

class Damage {
public:
    Damage(int width, int height);
    /// The rectangles that must be drawn again, none overlapping another; empty when the frame is the same.
    [[nodiscard]] std::vector<Rect> changed(std::span<const Primitive> primitives);

private:
    [[nodiscard]] std::size_t tile(int row, int column) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }
    [[nodiscard]] std::vector<Rect> rectangles_of(const std::vector<bool>& dirty) const;

    int width_;
    int height_;
    int columns_;
    int rows_;
    std::vector<std::uint64_t> before_;
    std::vector<std::uint64_t> now_;
    bool known_ = false;
};

}  // namespace kiosk::ui
