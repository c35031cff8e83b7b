#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// A card of a list: an icon, words, and at the right a word, an arrow or a small button.
class RowBlock final : public Block {
public:
    RowBlock(std::string id, Row row) : id_(std::move(id)), row_(std::move(row)) {}
    [[nodiscard]] bool touchable() const override { return !id_.empty(); }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const auto shape = shape_of(brush, width_px);
        const int inside = words_height(brush, shape, width_px) + trailing_height(brush, shape, width_px) +
                           (shape.action_below ? brush.px(action_high + action_gap) : 0);
        return std::max(brush.px(118), inside + brush.px(32));
    }
    [[nodiscard]] int gap() const override { return 18; }
    void draw(Brush& brush, const Rect& rect) const override {
        const bool whole_tappable = !id_.empty() && row_.action.empty();
        const int pressed = whole_tappable ? brush.pressed(id_) : 0;
        draw_card(brush, rect.moved(0, brush.px(2) * pressed / 256), pressed);
        Node node{whole_tappable ? id_ : std::string{},
                  whole_tappable ? Role::link_row : Role::text,
                  spoken(),
                  rect,
                  true,
                  false,
                  {},
                  false};
        node.personal = !row_.aloud.empty();
        node.aloud = row_.aloud;
        brush.node(std::move(node));
        const auto shape = shape_of(brush, rect.width());
        Rect words = rect;
        if (shape.action_below) words.bottom -= brush.px(action_high + action_gap);
        draw_words(brush, words, shape);
        if (!row_.action.empty()) {
            draw_button(
                brush, action_place(brush, rect, shape),
                {id_, row_.action, ButtonLook::quiet, row_.action_icon, true, {}, Face::lead_bold, Role::button, false});
        } else if (has_chevron()) {
            brush.icon(IconSize::medium, {rect.right - brush.px(44), rect.centre().y}, brush.theme().primary,
                       Icon::chevron_right);
        }
        brush.focus_ring(id_, rect, brush.px(24));
    }

private:
    static constexpr int action_high = 92;
    static constexpr int action_gap = 14;

    /// What gave way, in this order, so that no word is broken.
    struct Shape {
        Face title = Face::lead_bold;
        bool icon = true;
        bool action_below = false;
    };
    [[nodiscard]] Shape shape_of(const Brush& brush, int width_px) const {
        Shape shape;
        for (const auto& next : {Shape{}, Shape{Face::body_bold}, Shape{Face::body_bold, false},
                                 Shape{Face::body_bold, false, !row_.action.empty()}}) {
            shape = next;
            const int width = words_width(brush, shape, width_px);
            if (brush.keeps_words(Face::body, row_.caption, width) && brush.keeps_words(shape.title, row_.title, width) &&
                brush.keeps_words(Face::body, row_.body, width))
                break;
        }
        return shape;
    }
    [[nodiscard]] bool has_chevron() const { return !id_.empty() && row_.action.empty() && row_.chevron; }
    [[nodiscard]] int action_width(const Brush& brush) const {
        return std::max(brush.px(168), brush.width_of(Face::lead_bold, row_.action) +
                                           brush.fonts().icon_px(IconSize::medium) + brush.px(56));
    }
    [[nodiscard]] Rect action_place(const Brush& brush, const Rect& rect, const Shape& shape) const {
        const int right = rect.right - brush.px(18);
        const int top = shape.action_below ? rect.bottom - brush.px(action_gap + action_high)
                                           : rect.centre().y - brush.px(action_high / 2);
        return {right - action_width(brush), top, right, top + brush.px(action_high)};
    }
    [[nodiscard]] bool has_plate(const Shape& shape) const { return row_.icon != Icon::none && shape.icon; }
    [[nodiscard]] int left_room(const Brush& brush, const Shape& shape) const {
        return brush.px(has_plate(shape) ? 118 : 30);
    }
    [[nodiscard]] int right_room(const Brush& brush, const Shape& shape) const {
        if (!row_.action.empty() && !shape.action_below) return action_width(brush) + brush.px(38);
        return has_chevron() ? brush.px(84) : brush.px(30);
    }
    [[nodiscard]] int between_rooms(const Brush& brush, const Shape& shape, int width_px) const {
        return width_px - left_room(brush, shape) - right_room(brush, shape);
    }
    /// A long trailing word goes under the words when it would leave them less than half of the card.
    [[nodiscard]] bool under_words(const Brush& brush, const Shape& shape, int width_px) const {
        return !row_.trailing.empty() &&
               brush.width_of(Face::body_bold, row_.trailing) * 3 > between_rooms(brush, shape, width_px);
    }
    [[nodiscard]] int words_width(const Brush& brush, const Shape& shape, int width_px) const {
        const int trailing = row_.trailing.empty() || under_words(brush, shape, width_px)
                                 ? 0
                                 : brush.width_of(Face::body_bold, row_.trailing) + brush.px(24);
        return between_rooms(brush, shape, width_px) - trailing;
    }
    [[nodiscard]] int trailing_height(const Brush& brush, const Shape& shape, int width_px) const {
        if (!under_words(brush, shape, width_px)) return 0;
        return brush.height_of(Face::body_bold, row_.trailing, between_rooms(brush, shape, width_px));
    }
    [[nodiscard]] int words_height(const Brush& brush, const Shape& shape, int width_px) const {
        const int width = words_width(brush, shape, width_px);
        return brush.height_of(Face::body, row_.caption, width) + brush.height_of(shape.title, row_.title, width) +
               brush.height_of(Face::body, row_.body, width);
    }
    void draw_card(Brush& brush, const Rect& rect, int pressed) const {
        const auto& theme = brush.theme();
        const auto fill = between(theme.surface, theme.high_contrast ? 0xFF333333 : theme.tint, pressed);
        brush.shadow(rect, brush.px(24), 0, 38 - pressed * 30 / 256);
        brush.box(rect, fill, brush.px(24), theme.line, brush.px(theme.card_border()));
    }
    void draw_words(Brush& brush, const Rect& rect, const Shape& shape) const {
        const auto& theme = brush.theme();
        if (has_plate(shape)) {
            const int side = brush.px(72);
            const Rect plate{rect.left + brush.px(24), rect.centre().y - side / 2, rect.left + brush.px(24) + side,
                             rect.centre().y - side / 2 + side};
            draw_plate(brush, plate, brush.px(18), row_.tone, row_.icon, IconSize::medium);
        }
        const int all = words_height(brush, shape, rect.width()) + trailing_height(brush, shape, rect.width());
        const int left = rect.left + left_room(brush, shape);
        const int right = rect.right - right_room(brush, shape);
        Rect text{left, rect.centre().y - all / 2, left + words_width(brush, shape, rect.width()), rect.bottom};
        text.top += brush.words(Face::body, text, theme.muted, row_.caption);
        text.top += brush.words(shape.title, text, theme.ink, row_.title);
        text.top += brush.words(Face::body, text, theme.muted, row_.body);
        if (row_.trailing.empty()) return;
        const auto tone = theme.of(row_.trailing_tone).ink;
        if (under_words(brush, shape, rect.width())) {
            brush.words(Face::body_bold, {left, text.top, right, rect.bottom}, tone, row_.trailing);
        } else {
            brush.line(Face::body_bold, right - brush.width_of(Face::body_bold, row_.trailing), rect.centre().y, tone,
                       row_.trailing);
        }
    }
    [[nodiscard]] std::string spoken() const {
        std::string out;
        for (const auto* part : {&row_.caption, &row_.title, &row_.body, &row_.trailing}) {
            if (part->empty()) continue;
            if (!out.empty()) out += ". ";
            out += *part;
        }
        return out;
    }
    std::string id_;
    Row row_;
};

}  // namespace

BlockPtr row_block(std::string id, Row row) { return std::make_unique<RowBlock>(std::move(id), std::move(row)); }

}  // namespace kiosk::ui
