#include "ui/render/damage.hpp"

namespace kiosk::ui {
namespace {

constexpr int tile_width = 64;
constexpr int tile_height = 32;

int tiles(int px, int size) { return (px + size - 1) / size; }

}  // namespace

Damage::Damage(int width, int height)
    : width_(width), height_(height), columns_(tiles(width, tile_width)), rows_(tiles(height, tile_height)) {
    const auto count = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    before_.assign(count, 0);
    now_.assign(count, 0);
}

std::vector<Rect> Damage::changed(std::span<const Primitive> primitives) {
    now_.assign(now_.size(), 0x243F6A8885A308D3ULL);
    for (const auto& it : primitives) {
        const int right = (it.bounds.right - 1) / tile_width;
        const int bottom = (it.bounds.bottom - 1) / tile_height;
        for (int row = it.bounds.top / tile_height; row <= bottom; ++row) {
            for (int column = it.bounds.left / tile_width; column <= right; ++column) {
                auto& hash = now_[tile(row, column)];
                hash = (hash ^ it.hash) * 0x9E3779B97F4A7C15ULL;
                hash ^= hash >> 32;
            }
        }
    }
    std::vector<bool> dirty(now_.size());
    for (std::size_t i = 0; i < now_.size(); ++i) dirty[i] = !known_ || now_[i] != before_[i];
    before_.swap(now_);
    known_ = true;
    return rectangles_of(dirty);
}

/// Runs of dirty tiles in a row, joined with the same run in the row above.
std::vector<Rect> Damage::rectangles_of(const std::vector<bool>& dirty) const {
    std::vector<Rect> out;
    for (int row = 0; row < rows_; ++row) {
        const int top = row * tile_height;
        const int bottom = std::min(top + tile_height, height_);
        for (int column = 0; column < columns_;) {
            if (!dirty[tile(row, column)]) {
                ++column;
                continue;
            }
            const int from = column;
            while (column < columns_ && dirty[tile(row, column)]) ++column;
            const Rect run{from * tile_width, top, std::min(column * tile_width, width_), bottom};
            const auto above = std::ranges::find_if(
                out, [&](const Rect& it) { return it.bottom == run.top && it.left == run.left && it.right == run.right; });
            if (above != out.end()) {
                above->bottom = run.bottom;
            } else {
                out.push_back(run);
            }
        }
    }
    return out;
}

}  // namespace kiosk::ui
