#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// Values with their names, in cards side by side; below one another when they would not fit.
class Facts final : public Block {
public:
    explicit Facts(std::vector<Fact> facts) : facts_(std::move(facts)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const auto [columns, one, face] = grid(brush, width_px);
        const int rows = (static_cast<int>(facts_.size()) + columns - 1) / columns;
        return rows * one + (rows - 1) * brush.px(gap_px);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto [columns, one, face] = grid(brush, rect.width());
        const int gap = brush.px(gap_px);
        for (int i = 0; i < static_cast<int>(facts_.size()); ++i) {
            const int column = i % columns;
            const int left = rect.left + (rect.width() + gap) * column / columns;
            const int right = rect.left + (rect.width() + gap) * (column + 1) / columns - gap;
            const int top = rect.top + (i / columns) * (one + gap);
            draw_one(brush, facts_[static_cast<std::size_t>(i)], {left, top, right, top + one}, face);
        }
    }

private:
    static constexpr int gap_px = 22;
    struct Grid {
        int columns;
        int cell_height;
        Face value;
    };
    [[nodiscard]] int cell_height(const Brush& brush, int width, Face value) const {
        int tallest = 0;
        for (const auto& fact : facts_) {
            const int text = width - brush.px(32);
            tallest = std::max(tallest,
                               brush.height_of(Face::body, fact.caption, text) + brush.height_of(value, fact.value, text));
        }
        return tallest + brush.px(104);
    }
    [[nodiscard]] Grid grid(const Brush& brush, int width_px) const {
        for (int columns = std::min(3, static_cast<int>(facts_.size())); columns > 1; --columns) {
            const int width = (width_px + brush.px(gap_px)) / columns - brush.px(gap_px);
            for (const Face face : {Face::lead_bold, Face::body_bold}) {
                const bool fits = std::ranges::all_of(facts_, [&](const Fact& fact) {
                    const int text = width - brush.px(32);
                    return brush.keeps_words(Face::body, fact.caption, text) && brush.keeps_words(face, fact.value, text) &&
                           brush.lines(face, fact.value, text).size() <= 2;
                });
                if (fits) return {columns, cell_height(brush, width, face), face};
            }
        }
        return {1, cell_height(brush, width_px, Face::lead_bold), Face::lead_bold};
    }
    static void draw_one(Brush& brush, const Fact& fact, const Rect& rect, Face value) {
        const auto& theme = brush.theme();
        brush.card(rect, brush.px(24));
        brush.icon(IconSize::medium, {rect.centre().x, rect.top + brush.px(48)}, theme.primary, fact.icon);
        Rect text{rect.left + brush.px(16), rect.top + brush.px(84), rect.right - brush.px(16), rect.bottom};
        text.top += brush.words(Face::body, text, theme.muted, fact.caption, Align::centre);
        brush.words(value, text, theme.ink, fact.value, Align::centre);
        Node node{{}, Role::text, fact.caption + ": " + fact.value, rect, true, false, {}, false};
        node.personal = fact.personal;
        node.aloud = fact.caption;
        brush.node(std::move(node));
    }
    std::vector<Fact> facts_;
};

}  // namespace

BlockPtr facts_block(std::vector<Fact> facts) { return std::make_unique<Facts>(std::move(facts)); }

}  // namespace kiosk::ui
