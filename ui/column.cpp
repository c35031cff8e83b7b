#include "ui/column.hpp"

#include <algorithm>
#include <numeric>

namespace kiosk::ui {

Column column_of(const Brush& brush, const Blocks& blocks, int width, int room) {
    Column column;
    std::vector<int> heights;
    std::vector<int> spare;
    int used = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        heights.push_back(blocks[i]->height(brush, width));
        spare.push_back(std::max(0, blocks[i]->tallest(brush, width) - heights.back()));
        used += heights.back() + (i + 1 < blocks.size() ? brush.px(blocks[i]->gap()) : 0);
    }
    const int wanted =
        std::accumulate(spare.begin(), spare.end(), 0, [](int sum, int part) { return std::min(1000000, sum + part); });
    const int extra = std::clamp(room - used, 0, wanted);
    int top = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const int more = wanted > 0 ? static_cast<int>(static_cast<std::int64_t>(extra) * spare[i] / wanted) : 0;
        column.blocks.push_back({blocks[i].get(), top, heights[i] + more});
        top += heights[i] + more + (i + 1 < blocks.size() ? brush.px(blocks[i]->gap()) : 0);
    }
    column.height = top;
    return column;
}

const Placed* typed_in(const Column& column) {
    const auto found =
        std::ranges::find_if(column.blocks, [](const Placed& placed) { return !placed.block->typed_into().empty(); });
    return found == column.blocks.end() ? nullptr : &*found;
}

}  // namespace kiosk::ui
