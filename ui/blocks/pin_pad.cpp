#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// How many digits there are, not which.
class PinDots final : public Block {
public:
    PinDots(int typed, int all, std::string spoken) : typed_(typed), all_(all), spoken_(std::move(spoken)) {}
    [[nodiscard]] int height(const Brush& brush, int) const override { return brush.px(96); }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        const int step = brush.px(76);
        const int radius = brush.px(22);
        int x = rect.centre().x - step * (all_ - 1) / 2;
        for (int i = 0; i < all_; ++i, x += step) {
            const Point centre{x, rect.centre().y};
            if (i < typed_) brush.disc(centre, radius, theme.primary);
            else brush.ring(centre, radius, brush.px(4), theme.outline);
        }
        brush.node({{}, Role::status, spoken_, rect, true, false, {}, false});
    }

private:
    int typed_;
    int all_;
    std::string spoken_;
};

/// Ten digits in an order of their own, and a key that takes the last one back.
class PinPadBlock final : public Block {
public:
    PinPadBlock(PinPad pad, int columns) : pad_(std::move(pad)), columns_(columns) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] bool in_one_piece() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int) const override {
        return rows() * brush.px(least_key) + (rows() - 1) * brush.px(gap_px);
    }
    [[nodiscard]] int tallest(const Brush& brush, int) const override {
        return rows() * brush.px(tallest_key) + (rows() - 1) * brush.px(gap_px);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const int gap = brush.px(gap_px);
        const int wide = std::min(rect.width(), columns_ * brush.px(widest_key) + (columns_ - 1) * gap);
        const int left = rect.centre().x - wide / 2;
        for (std::size_t i = 0; i <= pad_.keys.size(); ++i) {
            // Three a row, the tenth digit stands in the middle of the last one.
            const int place = static_cast<int>(i) + (columns_ == 3 && i >= 9 ? 1 : 0);
            const int column = place % columns_;
            const int row = place / columns_;
            const Rect key{left + (wide + gap) * column / columns_, rect.top + (rect.height() + gap) * row / rows(),
                           left + (wide + gap) * (column + 1) / columns_ - gap,
                           rect.top + (rect.height() + gap) * (row + 1) / rows() - gap};
            draw_one(brush, key, i);
        }
    }

private:
    static constexpr int gap_px = 18;
    static constexpr int least_key = 120;
    static constexpr int tallest_key = 156;
    static constexpr int widest_key = 300;

    void draw_one(Brush& brush, const Rect& rect, std::size_t index) const {
        const bool erases = index == pad_.keys.size();
        const auto label = erases ? std::string{} : std::string(1, pad_.keys[index]);
        const auto id = erases ? std::string{"pin.erase"} : "pin." + label;
        const auto& theme = brush.theme();
        Node node{id, Role::key, erases ? pad_.erase : label, rect, pad_.enabled, false, pad_.reason, false};
        if (!erases) {  // which key was touched is nobody's to hear
            node.personal = true;
            node.aloud = pad_.key_aloud;
        }
        brush.node(std::move(node));
        const int pressed = pad_.enabled ? brush.pressed(id) : 0;
        const int radius = brush.px(20);
        const auto fill = !pad_.enabled ? theme.disabled_back : erases ? theme.key_control : theme.surface;
        auto ink = pad_.enabled ? theme.ink : theme.disabled;
        if (theme.high_contrast) {
            brush.box(rect, pad_.enabled ? between(theme.background, theme.ink, pressed) : theme.background, radius,
                      pad_.enabled ? theme.line : 0, brush.px(4));
            if (!pad_.enabled) brush.dashed_outline(rect, theme.disabled, radius, brush.px(3));
            if (pressed > 128) ink = theme.background;
        } else {
            brush.shadow(rect, radius, 0, pad_.enabled ? 38 - pressed * 30 / 256 : 0);
            brush.box(rect.moved(0, brush.px(3) * pressed / 256), between(fill, theme.tint, pressed), radius, theme.line,
                      brush.px(2));
        }
        if (erases) brush.icon(IconSize::large, rect.centre(), ink, Icon::backspace);
        else brush.label(Face::display, rect, ink, label);
        brush.focus_ring(id, rect, radius);
    }
    [[nodiscard]] int rows() const { return columns_ == 3 ? 4 : 3; }
    PinPad pad_;
    int columns_;
};

}  // namespace

BlockPtr pin_dots_block(int typed, int all, std::string spoken) {
    return std::make_unique<PinDots>(typed, all, std::move(spoken));
}
BlockPtr pin_pad_block(PinPad pad, int columns) { return std::make_unique<PinPadBlock>(std::move(pad), columns); }

}  // namespace kiosk::ui
