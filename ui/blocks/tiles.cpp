#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// The drum of Đông Sơn, half hidden at the right edge, as a watermark.
void draw_drum(Brush& brush, const Rect& rect, Point centre, int radius, std::uint32_t alpha) {
    if (brush.theme().high_contrast) return;
    brush.push_clip(rect);
    const auto& drum = brush.art(Art::drum, 2 * radius, 2 * radius);
    brush.image(drum, {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius},
                with_alpha(0xFFFFFFFF, alpha));
    brush.pop_clip();
}

/// The one thing most people come for.
class Hero final : public Block {
public:
    Hero(std::string id, Icon icon, std::string title, std::string body)
        : id_(std::move(id)), icon_(icon), title_(std::move(title)), body_(std::move(body)) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const int text = width_px - brush.px(36 + 150 + 30 + 110);
        const int words = brush.height_of(Face::title, title_, text) + brush.height_of(Face::body, body_, text);
        return std::max(brush.px(250), words + brush.px(64));
    }
    [[nodiscard]] int tallest(const Brush& brush, int width_px) const override {
        return width_px < brush.px(850)
                   ? 100000
                   : std::max(height(brush, width_px), brush.px(300));  // in a column of its own it fills it
    }
    [[nodiscard]] int gap() const override { return 30; }
    void draw(Brush& brush, const Rect& full) const override {
        const auto& theme = brush.theme();
        const int pressed = brush.pressed(id_);
        const Rect rect = full.moved(0, brush.px(4) * pressed / 256);
        const int radius = brush.px(34);
        brush.node({id_, Role::button, title_ + ". " + body_, full, true, false, {}, false});
        brush.shadow(rect, radius, 1, 100 - pressed * 60 / 256);
        brush.gradient(rect, between(theme.hero_top, theme.primary_pressed, pressed),
                       between(theme.hero_bottom, theme.primary_pressed, pressed), radius);
        const bool tall = rect.height() > brush.px(420);
        const int drum = tall ? rect.width() * 7 / 10 : brush.px(250);
        draw_drum(brush, rect.shrunk(brush.px(6)), {rect.right - brush.px(90), rect.bottom - brush.px(40)}, drum, 24);
        const int side = brush.px(150);
        const int words = words_height(brush, rect, tall);
        Rect plate{rect.left + brush.px(36), rect.centre().y - side / 2, rect.left + brush.px(36) + side,
                   rect.centre().y - side / 2 + side};
        if (tall) plate = plate.moved(0, -(words + brush.px(28)) / 2);
        brush.fill(plate, theme.high_contrast ? theme.background : 0x2EFFFFFFU, brush.px(28));
        brush.icon(IconSize::huge, plate.centre(), theme.high_contrast ? theme.primary : 0xFFFFFFFF, icon_);
        Rect text =
            tall ? Rect{plate.left, plate.bottom + brush.px(28), rect.right - brush.px(110), rect.bottom}
                 : Rect{plate.right + brush.px(30), rect.centre().y - words / 2, rect.right - brush.px(110), rect.bottom};
        text.top += brush.words(Face::title, text, theme.on_primary, title_);
        brush.words(Face::body, text, theme.on_primary, body_);
        brush.icon(IconSize::large, {rect.right - brush.px(62), rect.centre().y}, theme.on_primary, Icon::chevron_right);
        brush.focus_ring(id_, full, radius);
    }

private:
    [[nodiscard]] int words_height(const Brush& brush, const Rect& rect, bool tall) const {
        const int width = rect.width() - brush.px(tall ? 36 + 110 : 36 + 150 + 30 + 110);
        return brush.height_of(Face::title, title_, width) + brush.height_of(Face::body, body_, width);
    }
    std::string id_;
    Icon icon_;
    std::string title_;
    std::string body_;
};

/// Large buttons in a grid; fewer columns when the words need it.
class Tiles final : public Block {
public:
    Tiles(int columns, std::vector<Tile> tiles) : columns_(std::max(1, columns)), tiles_(std::move(tiles)) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const auto grid = grid_of(brush, width_px);
        const int lines = rows(grid.columns);
        return lines * cell_height(brush, grid.title, cell_width(brush, width_px, grid.columns)) +
               (lines - 1) * brush.px(gap_px);
    }
    [[nodiscard]] int tallest(const Brush& brush, int width_px) const override {
        const int lines = rows(grid_of(brush, width_px).columns);
        return std::max(height(brush, width_px), lines * brush.px(500) + (lines - 1) * brush.px(gap_px));
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto grid = grid_of(brush, rect.width());
        const int lines = rows(grid.columns);
        const int gap = brush.px(gap_px);
        for (int i = 0; i < static_cast<int>(tiles_.size()); ++i) {
            const int column = i % grid.columns;
            const int row = i / grid.columns;
            const Rect cell{rect.left + (rect.width() + gap) * column / grid.columns,
                            rect.top + (rect.height() + gap) * row / lines,
                            rect.left + (rect.width() + gap) * (column + 1) / grid.columns - gap,
                            rect.top + (rect.height() + gap) * (row + 1) / lines - gap};
            draw_one(brush, tiles_[static_cast<std::size_t>(i)], cell, grid.title);
        }
    }

private:
    static constexpr int gap_px = 30;
    struct Grid {
        int columns;
        Face title;
    };
    [[nodiscard]] int rows(int columns) const {
        return std::max(1, (static_cast<int>(tiles_.size()) + columns - 1) / columns);
    }
    static int cell_width(const Brush& brush, int width_px, int columns) {
        return (width_px + brush.px(gap_px)) / columns - brush.px(gap_px);
    }
    /// As many columns as asked for, in a smaller face or fewer where words would be broken.
    [[nodiscard]] Grid grid_of(const Brush& brush, int width_px) const {
        for (int columns = columns_; columns > 1; --columns) {
            const int text = cell_width(brush, width_px, columns) - brush.px(68);
            for (const Face face : {title_face(), Face::lead_bold, Face::body_bold}) {
                const bool fits = text > brush.px(180) && std::ranges::all_of(tiles_, [&](const Tile& tile) {
                                      return brush.lines(face, tile.title, text).size() <= 3 &&
                                             brush.keeps_words(face, tile.title, text) &&
                                             brush.keeps_words(Face::body, body(tile), text);
                                  });
                if (fits) return {columns, face};
            }
        }
        return {1, title_face()};
    }
    [[nodiscard]] Face title_face() const { return columns_ > 2 ? Face::lead_bold : Face::title; }
    static const std::string& body(const Tile& tile) { return tile.enabled ? tile.body : tile.reason; }
    static int plate_px(const Brush& brush, int columns, bool roomy) { return brush.px(columns > 2 || !roomy ? 104 : 136); }
    static int words_height(const Brush& brush, const Tile& tile, Face title, int width) {
        return brush.height_of(title, tile.title, width) + brush.height_of(Face::body, body(tile), width);
    }
    [[nodiscard]] int cell_height(const Brush& brush, Face title, int width) const {
        int tallest = 0;
        const bool wide = width > brush.px(720);
        for (const auto& tile : tiles_) {
            const int words = words_height(brush, tile, title, width - brush.px(wide ? 68 + 170 : 68));
            tallest = std::max(tallest, wide ? std::max(words, plate_px(brush, columns_, false))
                                             : words + plate_px(brush, columns_, false) + brush.px(18));
        }
        return std::max(brush.px(wide ? 150 : 260), tallest + brush.px(34));
    }
    void draw_one(Brush& brush, const Tile& tile, const Rect& full, Face title) const {
        const auto& theme = brush.theme();
        const int pressed = tile.enabled ? brush.pressed(tile.id) : 0;
        const Rect rect = full.moved(0, brush.px(3) * pressed / 256);
        Node node{tile.id, Role::button, tile.title + ". " + body(tile), full, tile.enabled, false, {}, false};
        node.reason = tile.reason;
        brush.node(std::move(node));
        if (!brush.visible(rect)) return;
        brush.shadow(rect, brush.px(28), 0, tile.enabled ? 38 - pressed * 30 / 256 : 0);
        const auto fill = tile.enabled ? between(theme.surface, theme.high_contrast ? 0xFF333333 : theme.tint, pressed)
                                       : theme.disabled_back;
        brush.box(rect, fill, brush.px(28), tile.enabled ? theme.line : 0, brush.px(theme.card_border()));
        if (!tile.enabled && theme.high_contrast) brush.dashed_outline(rect, theme.disabled, brush.px(28), brush.px(3));
        draw_face(brush, tile, rect, title);
        brush.focus_ring(tile.id, full, brush.px(28));
    }
    void draw_face(Brush& brush, const Tile& tile, const Rect& rect, Face title) const {
        const auto& theme = brush.theme();
        const bool roomy = rect.height() > cell_height(brush, title, rect.width()) + brush.px(48);
        const int side = plate_px(brush, columns_, roomy);
        const bool wide = rect.width() > brush.px(720);
        const int width = rect.width() - brush.px(wide ? 68 + 170 : 68);
        int words = words_height(brush, tile, title, width);
        if (!wide) {  // the tiles of a grid stand on one line
            for (const auto& other : tiles_) words = std::max(words, words_height(brush, other, title, width));
        }
        const int all = wide ? words : side + brush.px(18) + words;
        const int top = rect.centre().y - all / 2;
        const Rect plate = wide ? Rect{rect.left + brush.px(34), rect.centre().y - side / 2, rect.left + brush.px(34) + side,
                                       rect.centre().y - side / 2 + side}
                                : Rect{rect.left + brush.px(34), top, rect.left + brush.px(34) + side, top + side};
        draw_plate(brush, plate, brush.px(26), tile.enabled ? Tone::info : Tone::neutral, tile.icon,
                   columns_ > 2 ? IconSize::large : IconSize::huge);
        Rect text{wide ? plate.right + brush.px(34) : plate.left, wide ? top : plate.bottom + brush.px(18), 0, rect.bottom};
        text.right = text.left + width;
        text.top += brush.words(title, text, tile.enabled ? theme.ink : theme.disabled, tile.title);
        brush.words(Face::body, text, tile.enabled ? theme.muted : theme.disabled, body(tile));
    }
    int columns_;
    std::vector<Tile> tiles_;
};

}  // namespace

BlockPtr tiles_block(int columns, std::vector<Tile> tiles) { return std::make_unique<Tiles>(columns, std::move(tiles)); }
BlockPtr hero_block(std::string id, Icon icon, std::string title, std::string body) {
    return std::make_unique<Hero>(std::move(id), icon, std::move(title), std::move(body));
}

}  // namespace kiosk::ui
