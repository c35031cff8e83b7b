#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// The ticket as it is printed, with its torn edge.
class Ticket final : public Block {
public:
    explicit Ticket(TicketCard card) : card_(std::move(card)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return brush.px(48) + brush.line_height(Face::lead_bold) + number_height(brush) + brush.px(40) +
               facts_height(brush, width_px) + brush.px(40);
    }
    [[nodiscard]] int gap() const override { return 32; }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        const Rect card = rect.shrunk(std::min(brush.px(60), rect.width() / 12), 0);
        brush.card(card, brush.px(34), 1);
        Rect inside = card.shrunk(brush.px(32), brush.px(32));
        brush.label(Face::lead_bold, inside.cut_top(brush.line_height(Face::lead_bold)), theme.muted, card_.caption);
        draw_number(brush, inside.cut_top(number_height(brush)));
        draw_tear(brush, card, inside.cut_top(brush.px(40)).centre().y);
        draw_facts(brush, inside);
        std::string spoken = card_.caption + " " + card_.number;
        for (const auto& fact : card_.facts) spoken += ". " + fact.caption + ": " + fact.value;
        brush.node({{}, Role::status, std::move(spoken), card, true, false, {}, false});
    }

private:
    static int number_height(const Brush& brush) { return static_cast<int>(brush.fonts().em_px(Face::ticket)); }
    static int widest_fact(const Brush& brush, int width_px, std::size_t count) {
        return (width_px - brush.px(64) - 2 * std::min(brush.px(60), width_px / 12)) / std::max(1, static_cast<int>(count)) -
               brush.px(12);
    }
    static Face value_face(const Brush& brush, const Fact& fact, int width) {
        return brush.face_for({Face::title, Face::lead_bold, Face::body_bold}, fact.value, width);
    }
    [[nodiscard]] int facts_height(const Brush& brush, int width_px) const {
        int tallest = 0;
        const int width = widest_fact(brush, width_px, card_.facts.size());
        for (const auto& fact : card_.facts) {
            tallest = std::max(tallest, brush.height_of(Face::body, fact.caption, width) +
                                            brush.height_of(value_face(brush, fact, width), fact.value, width));
        }
        return tallest + brush.px(20);
    }
    void draw_number(Brush& brush, const Rect& rect) const {
        const bool fits = brush.width_of(Face::ticket, card_.number) <= rect.width();
        const Face face = fits ? Face::ticket : Face::hero;
        const int width = brush.width_of(face, card_.number);
        brush.line(face, rect.centre().x - width / 2, rect.centre().y + brush.px(8), brush.theme().primary, card_.number);
    }
    static void draw_tear(Brush& brush, const Rect& card, int y) {
        const auto& theme = brush.theme();
        const int radius = brush.px(34);
        for (const int x : {card.left, card.right}) {
            brush.push_clip({card.left, y - radius, card.right, y + radius});
            brush.disc({x, y}, radius, theme.background);
            if (theme.high_contrast) brush.ring({x, y}, radius, brush.px(4), theme.line);
            brush.pop_clip();
        }
        brush.fill({card.left - brush.px(1), y - radius, card.left + brush.px(theme.card_border()), y + radius},
                   theme.background);
        brush.fill({card.right - brush.px(theme.card_border()), y - radius, card.right + brush.px(1), y + radius},
                   theme.background);
        for (int x = card.left + brush.px(54); x + brush.px(14) < card.right - brush.px(46); x += brush.px(26)) {
            brush.fill({x, y - brush.px(2), x + brush.px(14), y + brush.px(2)}, theme.outline, brush.px(2));
        }
    }
    void draw_facts(Brush& brush, const Rect& rect) const {
        const int count = static_cast<int>(card_.facts.size());
        for (int i = 0; i < count; ++i) {
            const auto& fact = card_.facts[static_cast<std::size_t>(i)];
            Rect cell{rect.left + rect.width() * i / count + brush.px(6), rect.top + brush.px(16),
                      rect.left + rect.width() * (i + 1) / count - brush.px(6), rect.bottom};
            cell.top += brush.words(Face::body, cell, brush.theme().muted, fact.caption, Align::centre) + brush.px(4);
            brush.words(value_face(brush, fact, cell.width()), cell, brush.theme().ink, fact.value, Align::centre);
        }
    }
    TicketCard card_;
};

/// A number alone.
class BigNumber final : public Block {
public:
    explicit BigNumber(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] int height(const Brush& brush, int) const override {
        return static_cast<int>(brush.fonts().em_px(Face::ticket));
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const Face face = brush.width_of(Face::ticket, text_) <= rect.width() ? Face::ticket : Face::hero;
        brush.line(face, rect.centre().x - brush.width_of(face, text_) / 2, rect.centre().y, brush.theme().primary, text_);
        brush.node({{}, Role::status, text_, rect, true, false, {}, false});
    }

private:
    std::string text_;
};

}  // namespace

BlockPtr ticket_block(TicketCard card) { return std::make_unique<Ticket>(std::move(card)); }
BlockPtr big_number_block(std::string text) { return std::make_unique<BigNumber>(std::move(text)); }

}  // namespace kiosk::ui
