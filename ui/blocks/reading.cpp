#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// What the page is about, where a keyboard leaves it no room of its own.
class Head final : public Block {
public:
    Head(std::string title, std::string hint, std::string hint_aloud)
        : title_(std::move(title)), hint_(std::move(hint)), hint_aloud_(std::move(hint_aloud)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return brush.height_of(face(brush, width_px), title_, width_px) + brush.height_of(Face::body, hint_, width_px);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        Rect text = rect;
        if (!title_.empty()) brush.node({{}, Role::heading, title_, text, true, false, {}, false});
        text.top += brush.words(face(brush, rect.width()), text, brush.theme().ink, title_);
        if (!hint_.empty()) {
            Node node{{}, Role::text, hint_, text, true, false, {}, false};
            node.personal = !hint_aloud_.empty();
            node.aloud = hint_aloud_;
            brush.node(std::move(node));
        }
        brush.words(Face::body, text, brush.theme().muted, hint_);
    }

private:
    [[nodiscard]] Face face(const Brush& brush, int width_px) const {
        return brush.face_for({Face::title, Face::lead_bold, Face::body_bold}, title_, width_px);
    }
    std::string title_;
    std::string hint_;
    std::string hint_aloud_;
};

/// A few sentences.
class Paragraph final : public Block {
public:
    explicit Paragraph(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return brush.height_of(Face::body, text_, width_px);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        brush.words(Face::body, rect, brush.theme().ink, text_);
        brush.node({{}, Role::text, text_, rect, true, false, {}, false});
    }

private:
    std::string text_;
};

/// The heading of a part of the page.
class Section final : public Block {
public:
    explicit Section(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return brush.px(8) + brush.height_of(Face::lead_bold, text_, width_px);
    }
    [[nodiscard]] int gap() const override { return 12; }
    void draw(Brush& brush, const Rect& rect) const override {
        brush.words(Face::lead_bold, {rect.left, rect.top + brush.px(8), rect.right, rect.bottom}, brush.theme().ink, text_);
        brush.node({{}, Role::heading, text_, rect, true, false, {}, false});
    }

private:
    std::string text_;
};

/// A box that says what is so, what went wrong, or what to mind.
class Notice final : public Block {
public:
    Notice(Tone tone, Icon icon, std::string title, std::string body, bool personal)
        : tone_(tone), icon_(icon), title_(std::move(title)), body_(std::move(body)), personal_(personal) {}

    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const int text = width_px - text_left(brush) - brush.px(28);
        const int words = brush.height_of(Face::body_bold, title_, text) + brush.height_of(Face::body, body_, text);
        return std::max(words + 2 * brush.px(18), brush.px(92));
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        const auto colours = theme.of(tone_);
        const bool plain = (tone_ == Tone::info || tone_ == Tone::neutral) && !theme.high_contrast;
        brush.box(rect, colours.back, brush.px(22), plain ? 0 : colours.ink,
                  plain ? 0 : brush.px(theme.high_contrast ? 4 : 2));
        if (tone_ == Tone::bad)
            brush.fill({rect.left, rect.top + brush.px(16), rect.left + brush.px(9), rect.bottom - brush.px(16)},
                       colours.ink, brush.px(4));
        const int text = rect.right - brush.px(28) - rect.left - text_left(brush);
        const int words = brush.height_of(Face::body_bold, title_, text) + brush.height_of(Face::body, body_, text);
        brush.icon(IconSize::medium, {rect.left + brush.px(58), rect.centre().y}, colours.ink, icon_);
        Rect place{rect.left + text_left(brush), rect.centre().y - words / 2, rect.right - brush.px(28), rect.bottom};
        place.top += brush.words(Face::body_bold, place, colours.text, title_);
        brush.words(Face::body, place, theme.ink, body_);
        Node node{{},
                  tone_ == Tone::bad ? Role::problem : Role::status,
                  body_.empty() ? title_ : title_ + " " + body_,
                  rect,
                  true,
                  false,
                  {},
                  false};
        node.personal = personal_;
        node.aloud = title_;
        brush.node(std::move(node));
    }

private:
    [[nodiscard]] int text_left(const Brush& brush) const { return icon_ == Icon::none ? brush.px(32) : brush.px(108); }

    Tone tone_;
    Icon icon_;
    std::string title_;
    std::string body_;
    bool personal_;
};

/// How a journey ended.
class Outcome final : public Block {
public:
    Outcome(Tone tone, Icon icon, std::string title, std::string body, bool personal)
        : tone_(tone), icon_(icon), title_(std::move(title)), body_(std::move(body)), personal_(personal) {}

    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const int width = words_width(brush, width_px);
        return brush.px(disc_px + 24) + brush.height_of(face(brush, width), title_, width) +
               brush.height_of(Face::lead, body_, width);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto colours = brush.theme().of(tone_);
        const int radius = brush.px(disc_px) / 2;
        const Point centre{rect.centre().x, rect.top + radius};
        if (!brush.theme().high_contrast) brush.disc(centre, radius, between(brush.theme().background, colours.ink, 34));
        brush.disc(centre, radius * 76 / 100, colours.ink);
        brush.icon(IconSize::huge, centre, brush.theme().high_contrast ? brush.theme().background : 0xFFFFFFFF, icon_);
        const int width = words_width(brush, rect.width());
        const int left = rect.centre().x - width / 2;
        Rect text{left, rect.top + brush.px(disc_px + 20), left + width, rect.bottom};
        text.top += brush.words(face(brush, width), text, colours.text, title_, Align::centre);
        brush.words(Face::lead, text, brush.theme().muted, body_, Align::centre);
        Node node{{}, Role::heading, title_ + " " + body_, rect, true, false, {}, false};
        node.personal = personal_;
        node.aloud = title_;
        brush.node(std::move(node));
    }

private:
    static constexpr int disc_px = 184;
    /// Clear of the shadow of a card beside it.
    static int words_width(const Brush& brush, int width_px) { return width_px - brush.px(48); }
    [[nodiscard]] Face face(const Brush& brush, int width_px) const {
        return brush.lines(Face::display, title_, width_px).size() <= 2 ? Face::display : Face::title;
    }
    Tone tone_;
    Icon icon_;
    std::string title_;
    std::string body_;
    bool personal_;
};

/// One line of «Tiếp theo».
class Bullet final : public Block {
public:
    Bullet(Icon icon, std::string text) : icon_(icon), text_(std::move(text)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return std::max(brush.px(68), brush.height_of(Face::body, text_, width_px - brush.px(96)));
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const int side = brush.px(68);
        draw_plate(brush, {rect.left, rect.centre().y - side / 2, rect.left + side, rect.centre().y - side / 2 + side},
                   side / 2, Tone::info, icon_, IconSize::medium);
        const int left = rect.left + brush.px(96);
        const int words = brush.height_of(Face::body, text_, rect.right - left);
        brush.words(Face::body, {left, rect.centre().y - words / 2, rect.right, rect.bottom}, brush.theme().ink, text_);
        brush.node({{}, Role::text, text_, rect, true, false, {}, false});
    }

private:
    Icon icon_;
    std::string text_;
};

}  // namespace

BlockPtr head_block(std::string title, std::string hint, std::string hint_aloud) {
    return std::make_unique<Head>(std::move(title), std::move(hint), std::move(hint_aloud));
}
BlockPtr paragraph_block(std::string text) { return std::make_unique<Paragraph>(std::move(text)); }
BlockPtr section_block(std::string text) { return std::make_unique<Section>(std::move(text)); }
BlockPtr notice_block(Tone tone, Icon icon, std::string title, std::string body, bool personal) {
    return std::make_unique<Notice>(tone, icon, std::move(title), std::move(body), personal);
}
BlockPtr outcome_block(Tone tone, Icon icon, std::string title, std::string body, bool personal) {
    return std::make_unique<Outcome>(tone, icon, std::move(title), std::move(body), personal);
}
BlockPtr point_block(Icon icon, std::string text) { return std::make_unique<Bullet>(icon, std::move(text)); }

}  // namespace kiosk::ui
