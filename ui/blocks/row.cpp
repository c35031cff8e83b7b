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
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const int words = words_height(brush, words_width(brush, width_px));
        const int under = under_words(brush, width_px) ? trailing_height(brush) : 0;
        return std::max(brush.px(118), words + under + brush.px(32));
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
        draw_words(brush, rect);
        if (!row_.action.empty()) {
            const Rect place{rect.right - brush.px(18) - action_width(brush), rect.centre().y - brush.px(46),
                             rect.right - brush.px(18), rect.centre().y + brush.px(46)};
            draw_button(
                brush, place,
                {id_, row_.action, ButtonLook::quiet, row_.action_icon, true, {}, Face::lead_bold, Role::button, false});
        } else if (has_chevron()) {
            brush.icon(IconSize::medium, {rect.right - brush.px(44), rect.centre().y}, brush.theme().primary,
                       Icon::chevron_right);
        }
        brush.focus_ring(id_, rect, brush.px(24));
    }

private:
    [[nodiscard]] bool has_chevron() const { return !id_.empty() && row_.action.empty() && row_.chevron; }
    [[nodiscard]] int action_width(const Brush& brush) const {
        return std::max(brush.px(168), brush.width_of(Face::lead_bold, row_.action) +
                                           brush.fonts().icon_px(IconSize::medium) + brush.px(56));
    }
    [[nodiscard]] int left_room(const Brush& brush) const { return brush.px(row_.icon == Icon::none ? 30 : 118); }
    [[nodiscard]] int right_room(const Brush& brush) const {
        if (!row_.action.empty()) return action_width(brush) + brush.px(38);
        return has_chevron() ? brush.px(84) : brush.px(30);
    }
    /// A long trailing word goes under the words when it would leave them less than half of the card.
    [[nodiscard]] bool under_words(const Brush& brush, int width_px) const {
        return !row_.trailing.empty() &&
               brush.width_of(Face::body_bold, row_.trailing) * 3 > width_px - left_room(brush) - right_room(brush);
    }
    [[nodiscard]] int words_width(const Brush& brush, int width_px) const {
        const int trailing = row_.trailing.empty() || under_words(brush, width_px)
                                 ? 0
                                 : brush.width_of(Face::body_bold, row_.trailing) + brush.px(24);
        return width_px - left_room(brush) - right_room(brush) - trailing;
    }
    static int trailing_height(const Brush& brush) { return brush.line_height(Face::body_bold); }
    [[nodiscard]] int words_height(const Brush& brush, int width) const {
        return brush.height_of(Face::body, row_.caption, width) + brush.height_of(Face::lead_bold, row_.title, width) +
               brush.height_of(Face::body, row_.body, width);
    }
    void draw_card(Brush& brush, const Rect& rect, int pressed) const {
        const auto& theme = brush.theme();
        const auto fill = between(theme.surface, theme.high_contrast ? 0xFF333333 : theme.tint, pressed);
        brush.shadow(rect, brush.px(24), 0, 38 - pressed * 30 / 256);
        brush.box(rect, fill, brush.px(24), theme.line, brush.px(theme.card_border()));
    }
    void draw_words(Brush& brush, const Rect& rect) const {
        const auto& theme = brush.theme();
        if (row_.icon != Icon::none) {
            const int side = brush.px(72);
            const Rect plate{rect.left + brush.px(24), rect.centre().y - side / 2, rect.left + brush.px(24) + side,
                             rect.centre().y - side / 2 + side};
            draw_plate(brush, plate, brush.px(18), row_.tone, row_.icon, IconSize::medium);
        }
        const int width = words_width(brush, rect.width());
        const bool under = under_words(brush, rect.width());
        const int all = words_height(brush, width) + (under ? trailing_height(brush) : 0);
        Rect text{rect.left + left_room(brush), rect.centre().y - all / 2, rect.left + left_room(brush) + width,
                  rect.bottom};
        text.top += brush.words(Face::body, text, theme.muted, row_.caption);
        text.top += brush.words(Face::lead_bold, text, theme.ink, row_.title);
        text.top += brush.words(Face::body, text, theme.muted, row_.body);
        if (row_.trailing.empty()) return;
        const auto tone = theme.of(row_.trailing_tone).ink;
        if (under) {
            brush.words(Face::body_bold, {text.left, text.top, rect.right - right_room(brush), rect.bottom}, tone,
                        row_.trailing);
        } else {
            const int right = rect.right - right_room(brush);
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
