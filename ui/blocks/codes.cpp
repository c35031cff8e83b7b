#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

constexpr int quiet_zone = 4;  // modules of white that a reader needs around the code

/// The side of a code whose modules are whole pixels, at most this large.
int module_px(const QrMatrix& matrix, int side_px) { return std::max(1, side_px / (matrix.side + 2 * quiet_zone)); }

/// Black on white in every theme, modules on whole pixels.
void draw_modules(Brush& brush, const QrMatrix& matrix, const Rect& rect) {
    const int module = module_px(matrix, std::min(rect.width(), rect.height()));
    const int side = module * (matrix.side + 2 * quiet_zone);
    const Rect white{rect.centre().x - side / 2, rect.centre().y - side / 2, rect.centre().x - side / 2 + side,
                     rect.centre().y - side / 2 + side};
    brush.fill(white, 0xFFFFFFFF);
    for (int row = 0; row < matrix.side; ++row) {
        const int top = white.top + (row + quiet_zone) * module;
        const auto first = static_cast<std::size_t>(row) * static_cast<std::size_t>(matrix.side);
        for (int column = 0; column < matrix.side;) {
            const auto dark = [&](int at) { return matrix.dark[first + static_cast<std::size_t>(at)]; };
            const int from = column;
            while (column < matrix.side && dark(column)) ++column;
            const int left = white.left + quiet_zone * module;
            if (column > from) brush.fill({left + from * module, top, left + column * module, top + module}, 0xFF000000);
            if (column == from) ++column;
        }
    }
}

/// A code to be read by a telephone or by the kiosk.
class Qr final : public Block {
public:
    Qr(QrMatrix matrix, std::string caption) : matrix_(std::move(matrix)), caption_(std::move(caption)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return std::min(brush.px(324), width_px) + brush.px(32) +
               brush.height_of(Face::body, caption_, width_px - brush.px(56));  // 90 mm
    }
    [[nodiscard]] int tallest(const Brush& brush, int width_px) const override {
        return height(brush, width_px) + brush.px(200);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        brush.card(rect, brush.px(28));
        Rect inside = rect.shrunk(brush.px(28), brush.px(16));
        const auto words = inside.cut_bottom(brush.height_of(Face::body, caption_, inside.width()));
        draw_modules(brush, matrix_, inside);
        brush.words(Face::body, words, brush.theme().ink, caption_, Align::centre);
        brush.node({{}, Role::image, "QR. " + caption_, rect, true, false, {}, false});
    }

private:
    QrMatrix matrix_;
    std::string caption_;
};

/// The code of a dossier, as on its slip.
class CodeCardBlock final : public Block {
public:
    explicit CodeCardBlock(CodeCard card) : card_(std::move(card)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const int words = words_height(brush, text_width(brush, width_px));
        const int upper =
            beside(brush, width_px) ? std::max(brush.px(qr_px), words) : brush.px(qr_px) + brush.px(16) + words;
        return upper + 2 * brush.px(32) + reminder_height(brush, width_px);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        brush.card(rect, brush.px(32), 1);
        Rect inside = rect.shrunk(brush.px(32));
        if (!card_.reminder.empty())
            draw_reminder(brush, {inside.left, inside.bottom - reminder_height(brush, rect.width()) + brush.px(20),
                                  inside.right, inside.bottom});
        inside.bottom -= reminder_height(brush, rect.width());
        const bool side_by_side = beside(brush, rect.width());
        const int side = brush.px(qr_px);
        Rect code = side_by_side ? Rect{inside.left, inside.top, inside.left + side, inside.top + side}
                                 : Rect{inside.centre().x - side / 2, inside.top, inside.centre().x - side / 2 + side,
                                        inside.top + side};
        brush.box(code, 0xFFFFFFFF, brush.px(16), theme.line, brush.px(2));
        draw_modules(brush, card_.qr, code.shrunk(brush.px(4)));
        Rect text = inside;
        if (side_by_side) {
            text.left = code.right + brush.px(36);
            text.top += std::max(0, (side - words_height(brush, text.width())) / 2);
        } else {
            text.top = code.bottom + brush.px(16);
        }
        draw_facts(brush, text);
    }

private:
    static constexpr int qr_px = 330;
    static bool beside(const Brush& brush, int width_px) {
        return width_px - brush.px(qr_px + 100) >= brush.width_of(Face::title, "000.00.00.H48-261123");
    }
    static int text_width(const Brush& brush, int width_px) {
        return beside(brush, width_px) ? width_px - brush.px(qr_px + 36 + 64) : width_px - brush.px(64);
    }
    [[nodiscard]] Face value_face(const Brush& brush, std::size_t index, int width) const {
        const auto& value = card_.facts[index].value;
        if (index == 0 && brush.lines(Face::title, value, width).size() == 1) return Face::title;
        return brush.face_for({Face::lead_bold, Face::body_bold}, value, width);
    }
    [[nodiscard]] int words_height(const Brush& brush, int width) const {
        int sum = 0;
        for (std::size_t i = 0; i < card_.facts.size(); ++i) {
            sum += brush.height_of(Face::body, card_.facts[i].caption, width) +
                   brush.height_of(value_face(brush, i, width), card_.facts[i].value, width) + (i > 0 ? brush.px(12) : 0);
        }
        return sum;
    }
    [[nodiscard]] int reminder_height(const Brush& brush, int width_px) const {
        if (card_.reminder.empty()) return 0;
        return std::max(brush.px(112),
                        brush.height_of(Face::body_bold, card_.reminder, width_px - brush.px(64 + 140)) + brush.px(36)) +
               brush.px(20);
    }
    void draw_facts(Brush& brush, Rect text) const {
        for (std::size_t i = 0; i < card_.facts.size(); ++i) {
            const auto& fact = card_.facts[i];
            const int top = text.top;
            text.top += brush.words(Face::body, text, brush.theme().muted, fact.caption);
            text.top += brush.words(value_face(brush, i, text.width()), text, brush.theme().ink, fact.value);
            brush.node({{},
                        Role::text,
                        fact.caption + ": " + fact.value,
                        {text.left, top, text.right, text.top},
                        true,
                        false,
                        {},
                        false});
            text.top += brush.px(12);
        }
    }
    void draw_reminder(Brush& brush, const Rect& rect) const {
        const auto& colours = brush.theme().warn;
        brush.box(rect, colours.back, brush.px(22), colours.ink, brush.px(2));
        brush.icon(IconSize::medium, {rect.left + brush.px(52), rect.centre().y}, colours.ink, Icon::information);
        Rect text{rect.left + brush.px(104), rect.top, rect.right - brush.px(24), rect.bottom};
        const int words = brush.height_of(Face::body_bold, card_.reminder, text.width());
        text.top = rect.centre().y - words / 2;
        brush.words(Face::body_bold, text, colours.text, card_.reminder);
        brush.node({{}, Role::status, card_.reminder, rect, true, false, {}, false});
    }
    CodeCard card_;
};

}  // namespace

BlockPtr qr_block(QrMatrix matrix, std::string caption) {
    return std::make_unique<Qr>(std::move(matrix), std::move(caption));
}
BlockPtr code_card_block(CodeCard card) { return std::make_unique<CodeCardBlock>(std::move(card)); }

}  // namespace kiosk::ui
