#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// Places things of given widths in rows; calls `place(index, left, top)` and returns the height.
template <class Place>
int in_rows(const std::vector<int>& widths, int width, int height, int gap, Place place) {
    int left = 0;
    int top = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (left > 0 && left + widths[i] > width) {
            left = 0;
            top += height + gap;
        }
        place(i, left, top);
        left += widths[i] + gap;
    }
    return top + height;
}

/// Small facts side by side.
class Chips final : public Block {
public:
    explicit Chips(std::vector<Chip> chips) : chips_(std::move(chips)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return in_rows(widths(brush, width_px), width_px, tallest_chip(brush, width_px), brush.px(16), [](auto...) {});
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const int room = rect.width();
        in_rows(widths(brush, room), room, tallest_chip(brush, room), brush.px(16), [&](std::size_t i, int left, int top) {
            draw_chip(brush, {rect.left + left, rect.top + top}, chips_[i], room);
        });
    }

private:
    [[nodiscard]] std::vector<int> widths(const Brush& brush, int room_px) const {
        std::vector<int> out;
        for (const auto& chip : chips_) out.push_back(chip_size(brush, chip, room_px).width);
        return out;
    }
    [[nodiscard]] int tallest_chip(const Brush& brush, int room_px) const {
        int out = 0;
        for (const auto& chip : chips_) out = std::max(out, chip_size(brush, chip, room_px).height);
        return out;
    }
    std::vector<Chip> chips_;
};

/// Chips to choose one of.
class Filters final : public Block {
public:
    explicit Filters(std::vector<Filter> filters) : filters_(std::move(filters)) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return in_rows(widths(brush), width_px, brush.px(high), brush.px(14), [](auto...) {});
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto all = widths(brush);
        in_rows(all, rect.width(), brush.px(high), brush.px(14), [&](std::size_t i, int left, int top) {
            draw_one(brush, filters_[i],
                     {rect.left + left, rect.top + top, rect.left + left + all[i], rect.top + top + brush.px(high)});
        });
    }

private:
    static constexpr int high = 80;
    void draw_one(Brush& brush, const Filter& filter, const Rect& rect) const {
        const auto& theme = brush.theme();
        brush.node({filter.id, Role::choice, filter.label, rect, true, filter.selected, {}, false});
        const auto fill = filter.selected ? theme.primary : between(theme.surface, theme.tint, brush.pressed(filter.id));
        brush.box(rect, fill, rect.height() / 2, filter.selected ? theme.primary : theme.outline,
                  brush.px(theme.high_contrast ? 4 : 2));
        brush.label(Face::body_bold, rect.shrunk(brush.px(14), 0), filter.selected ? theme.on_primary : theme.ink,
                    filter.label);
        brush.focus_ring(filter.id, rect, rect.height() / 2);
    }
    [[nodiscard]] std::vector<int> widths(const Brush& brush) const {
        std::vector<int> out;
        for (const auto& filter : filters_)
            out.push_back(std::max(brush.px(96), brush.width_of(Face::body_bold, filter.label) + brush.px(52)));
        return out;
    }
    std::vector<Filter> filters_;
};

}  // namespace

BlockPtr chips_block(std::vector<Chip> chips) { return std::make_unique<Chips>(std::move(chips)); }
BlockPtr filters_block(std::vector<Filter> filters) { return std::make_unique<Filters>(std::move(filters)); }

}  // namespace kiosk::ui
