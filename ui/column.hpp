#pragma once
/// Blocks below one another. UI thread.

#include <memory>
#include <vector>

#include "ui/block.hpp"
#include "ui/brush.hpp"

namespace kiosk::ui {

using Blocks = std::vector<std::unique_ptr<Block>>;

struct Placed {
    const Block* block;
    int top;
    int height;
};

struct Column {
    std::vector<Placed> blocks;
    int height = 0;
};

/// Room that is left goes to those that can use it.
[[nodiscard]] Column column_of(const Brush& brush, const Blocks& blocks, int width, int room);
/// The block with the field that is being typed into; null when there is none.
[[nodiscard]] const Placed* typed_in(const Column& column);

}  // namespace kiosk::ui
