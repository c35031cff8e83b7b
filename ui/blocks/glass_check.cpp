#include "ui/block.hpp"
#include "ui/brush.hpp"

#include <algorithm>
#include <cmath>

#include "ui/glass_check.hpp"

namespace kiosk::ui {
namespace {

constexpr int inset_px = 60;  // of a corner's cross, px at 24 inch: 17 mm, so that a finger has room on every side

/// Crosses to touch, the next one large, and where the finger landed at those before.
class TouchCheckBlock final : public Block {
public:
    TouchCheckBlock(std::string id, TouchCheck check, double px_per_mm)
        : id_(std::move(id)), check_(std::move(check)), px_per_mm_(px_per_mm) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int) const override { return brush.px(420); }
    [[nodiscard]] int tallest(const Brush&, int) const override { return 100000; }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        brush.box(rect, theme.surface, brush.px(24), theme.line, brush.px(theme.card_border()));
        const bool open = check_.landed.size() < touch_points;
        brush.node({open ? id_ : std::string{}, Role::button, check_.spoken, rect, true, false, {}, false});
        for (std::size_t i = 0; i < touch_points; ++i) draw_point(brush, rect, i);
        brush.focus_ring(id_, rect, brush.px(24));
    }

private:
    void draw_point(Brush& brush, const Rect& rect, std::size_t index) const {
        const auto& theme = brush.theme();
        const auto at = touch_point(rect, index, brush.px(inset_px));
        const bool now = index == check_.landed.size();
        const int arm = brush.px(now ? 46 : 20);
        const auto colour = now ? theme.primary : theme.outline;
        const int thick = brush.px(now ? 5 : 3);
        brush.segment({at.x - arm, at.y}, {at.x + arm, at.y}, thick, colour);
        brush.segment({at.x, at.y - arm}, {at.x, at.y + arm}, thick, colour);
        if (now) brush.ring(at, brush.px(30), brush.px(4), colour);
        if (index >= check_.landed.size()) return;
        const auto& landed = check_.landed[index];
        const auto shift = [&](int tenths) { return static_cast<int>(std::lround(tenths * px_per_mm_ / 10)); };
        const Point there{std::clamp(at.x + shift(landed.right), rect.left, rect.right),
                          std::clamp(at.y + shift(landed.down), rect.top, rect.bottom)};
        const auto tone = theme.of(landed.tone).ink;
        brush.segment(at, there, brush.px(3), tone);
        brush.disc(there, brush.px(9), tone);
        const int width = brush.width_of(Face::body_bold, landed.label);
        const int x = std::clamp(at.x - width / 2, rect.left + brush.px(14), rect.right - brush.px(14) - width);
        const bool low = at.y > rect.centre().y;
        brush.line(Face::body_bold, x, at.y + brush.px(low ? -46 : 46), theme.ink, landed.label);
    }
    std::string id_;
    TouchCheck check_;
    double px_per_mm_;
};

/// A square of 50 mm with a mark at every millimetre of two sides.
class RulerBlock final : public Block {
public:
    RulerBlock(std::string spoken, double px_per_mm) : spoken_(std::move(spoken)), px_per_mm_(px_per_mm) {}
    [[nodiscard]] int height(const Brush& brush, int) const override { return mm(length_mm) + brush.px(120); }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        brush.box(rect, theme.surface, brush.px(24), theme.line, brush.px(theme.card_border()));
        brush.node({{}, Role::image, spoken_, rect, true, false, {}, false});
        const int side = mm(length_mm);
        const int left = rect.centre().x - side / 2;
        const int top = rect.top + brush.px(70);
        brush.outline({left, top, left + side, top + side}, theme.ink, 0, std::max(1, brush.px(2)));
        for (int at = 0; at <= length_mm; ++at) {
            const int arm = brush.px(at % 10 == 0 ? 40 : at % 5 == 0 ? 26 : 14);
            brush.segment({left + mm(at), top}, {left + mm(at), top + arm}, std::max(1, brush.px(2)), theme.ink);
            brush.segment({left, top + mm(at)}, {left + arm, top + mm(at)}, std::max(1, brush.px(2)), theme.ink);
            if (at % 50 != 0) continue;
            const auto number = std::to_string(at);
            brush.line(Face::caption, left + mm(at) - brush.width_of(Face::caption, number) / 2, top - brush.px(28),
                       theme.ink, number);
        }
    }

private:
    static constexpr int length_mm = 50;
    [[nodiscard]] int mm(int length) const { return static_cast<int>(std::lround(length * px_per_mm_)); }
    std::string spoken_;
    double px_per_mm_;
};

}  // namespace

Point touch_point(const Rect& rect, std::size_t index, int inset) {
    switch (index) {
        case 0: return {rect.left + inset, rect.top + inset};
        case 1: return {rect.right - inset, rect.top + inset};
        case 2: return {rect.right - inset, rect.bottom - inset};
        case 3: return {rect.left + inset, rect.bottom - inset};
        default: return rect.centre();
    }
}

TouchMiss touch_miss(const Landing& landing, std::size_t index, double px_per_mm, double scale) {
    const auto wanted = touch_point(landing.on, index, static_cast<int>(std::lround(inset_px * scale)));
    const auto tenths = [&](int px) { return static_cast<int>(std::lround(px * 10 / px_per_mm)); };
    return {tenths(landing.at.x - wanted.x), tenths(landing.at.y - wanted.y)};
}

BlockPtr touch_check_block(std::string id, TouchCheck check, double px_per_mm) {
    return std::make_unique<TouchCheckBlock>(std::move(id), std::move(check), px_per_mm);
}
BlockPtr ruler_block(std::string spoken, double px_per_mm) {
    return std::make_unique<RulerBlock>(std::move(spoken), px_per_mm);
}

}  // namespace kiosk::ui
