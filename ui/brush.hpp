#pragma once
/// Draws one frame: shapes, words, symbols and pictures into a list of triangles, and the nodes of what it drew. Knows the
/// theme, so that blocks name roles and tokens only. UI thread; never blocks.

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/art.hpp"
#include "ui/fonts.hpp"
#include "ui/geometry.hpp"
#include "ui/node.hpp"
#include "ui/painting.hpp"
#include "ui/shadow.hpp"
#include "ui/theme.hpp"

struct ImDrawList;
struct ImDrawListSharedData;

namespace kiosk::ui {

enum class Align { left, centre, right };

/// What the frame is drawn with, owned by the stage.
struct Paints {
    const Theme& theme;
    const Fonts& fonts;
    Gallery& gallery;  ///< art and pictures, at the sizes they are shown
    Shadows& shadows;
    double scale = 1;
    int phase_ms = 0;  ///< for what turns; 0 in pictures without time
    /// How far a thing is pressed in, 0..256.
    std::function<int(std::string_view id)> pressed;
    std::string focus;  ///< the id that the key strip is on; empty: none
    Painting painting = Painting::whole;
};

class Brush {
public:
    explicit Brush(Paints paints);
    ~Brush();
    Brush(const Brush&) = delete;
    Brush& operator=(const Brush&) = delete;

    [[nodiscard]] const Theme& theme() const { return paints_.theme; }
    [[nodiscard]] const Fonts& fonts() const { return paints_.fonts; }
    [[nodiscard]] int phase_ms() const { return paints_.phase_ms; }
    /// A length given at 24 inch, in px of this display.
    [[nodiscard]] int px(int length) const;

    // ---- Words --------------------------------------------------------------------------------------------------------
    [[nodiscard]] int width_of(Face face, std::string_view text) const;
    [[nodiscard]] int line_height(Face face) const;
    /// Cut at blanks, and inside a word only where the word alone is wider.
    [[nodiscard]] std::vector<std::string_view> lines(Face face, std::string_view text, int width_px) const;
    [[nodiscard]] int height_of(Face face, std::string_view text, int width_px) const;
    /// Whether the text stands in this width without a word being broken.
    [[nodiscard]] bool keeps_words(Face face, std::string_view text, int width_px) const;
    /// The first of these faces that keeps the words whole; the last when none does.
    [[nodiscard]] Face face_for(std::initializer_list<Face> ladder, std::string_view text, int width_px) const;
    /// As many letters from the end as stand in this width.
    [[nodiscard]] std::string_view end_of(Face face, std::string_view text, int width_px) const;
    /// One line, its capitals centred on `centre_y`; smaller than its face where `percent` says so.
    void line(Face face, int x, int centre_y, Colour colour, std::string_view text, int percent = 100);
    /// Broken into lines from the top of the rectangle down; returns the height used.
    int words(Face face, const Rect& rect, Colour colour, std::string_view text, Align align = Align::left);
    /// A label that must fit: smaller faces, then two lines, then one drawn smaller, before it would be cut.
    void label(Face face, const Rect& rect, Colour colour, std::string_view text, Align align = Align::centre);
    void icon(IconSize size, Point centre, Colour colour, Icon icon);

    // ---- Shapes -------------------------------------------------------------------------------------------------------
    void fill(const Rect& rect, Colour colour, int radius = 0);
    void gradient(const Rect& rect, Colour top, Colour bottom, int radius = 0);
    /// Filled, with a border inside the rectangle.
    void box(const Rect& rect, Colour colour, int radius, Colour border, int border_px);
    void outline(const Rect& rect, Colour colour, int radius, int thickness_px);
    void dashed_outline(const Rect& rect, Colour colour, int radius, int thickness_px);
    void disc(Point centre, int radius, Colour colour);
    void ring(Point centre, int radius, int thickness_px, Colour colour);
    /// Part of a ring, clockwise from the top; `from` and `to` in 0..3600.
    void arc(Point centre, int radius, int thickness_px, Colour colour, int from, int to);
    void segment(Point from, Point to, int thickness_px, Colour colour);
    /// level 0: a card; level 1: above everything. `strength` 0..255.
    void shadow(const Rect& rect, int radius, int level, int strength);
    void card(const Rect& rect, int radius, int level = 0);
    void image(const Texture& texture, const Rect& rect, Colour tint = 0xFFFFFFFF);
    [[nodiscard]] const Texture& art(Art art, int width_px, int height_px) const;
    [[nodiscard]] const Texture& picture(const Picture& picture, int width_px, int height_px) const;
    [[nodiscard]] Gallery& gallery() const { return paints_.gallery; }
    void focus_ring(std::string_view id, const Rect& rect, int radius);
    /// A ring around what a voice is saying.
    void mark(const Rect& rect);

    // ---- Clipping and nodes -------------------------------------------------------------------------------------------
    void push_clip(const Rect& rect);
    void pop_clip();
    /// Words from now on belong in here: what reaches out of it is recorded as cut.
    void confine(const Rect& place) { place_ = place; }
    /// Whether any of it can be seen; an audit that paints nothing looks at all of a page.
    [[nodiscard]] bool visible(const Rect& rect) const;
    void node(Node node);
    /// How far the thing is pressed in, 0..256.
    [[nodiscard]] int pressed(std::string_view id) const;
    /// Nodes so far stay visible but can no longer be touched: something stands over them.
    void cover();

    [[nodiscard]] const Nodes& nodes() const { return nodes_; }
    /// Words that lack room: drawn too small, broken within a word, or reaching out of their place or of a column. Empty on
    /// every page that is right.
    [[nodiscard]] const std::vector<std::string>& cut() const { return cut_; }
    /// Painting::without_words: what was left out.
    [[nodiscard]] const std::vector<LineOfWords>& left_out() const { return left_out_; }
    [[nodiscard]] const ImDrawList& list() const { return *list_; }
    /// Something that turns was drawn: another frame is wanted after this many ms. 0: none.
    [[nodiscard]] int turning_ms() const { return turning_ms_; }
    void turn(int every_ms) { turning_ms_ = every_ms; }

private:
    [[nodiscard]] std::vector<std::string_view> broken_up(Face face, std::string_view text, int width_px) const;
    void shrunk_label(Face face, const Rect& rect, Colour colour, std::string_view text, Align align);
    void glyph(const ImFontGlyph& glyph, double x, double y, Colour colour, double size = 1);
    [[nodiscard]] bool paints() const { return paints_.painting != Painting::nothing; }
    [[nodiscard]] double exact_width(Face face, std::string_view text) const;

    Paints paints_;
    std::unique_ptr<ImDrawListSharedData> shared_;
    std::unique_ptr<ImDrawList> list_;
    Nodes nodes_;
    std::vector<Rect> clips_;
    Rect place_{0, 0, 16384, 16384};
    std::vector<std::string> cut_;
    std::vector<LineOfWords> left_out_;
    int turning_ms_ = 0;
};

}  // namespace kiosk::ui
