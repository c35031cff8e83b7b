#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// The letters of a secret as dots.
std::string dots(const std::string& value) {
    std::string out;
    for (const char byte : value) {
        if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80) out += "•";
    }
    return out;
}

/// A question and what was typed.
class Field final : public Block {
public:
    Field(std::string id, std::string label, std::string value, TextField field)
        : id_(std::move(id)), label_(std::move(label)), value_(std::move(value)), field_(std::move(field)) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return label_height(brush, width_px) + brush.px(112) + error_height(brush, width_px);
    }
    [[nodiscard]] std::string_view typed_into() const override { return field_.focused ? id_ : std::string_view{}; }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        Rect rest = rect;
        if (!label_.empty()) brush.words(Face::body_bold, rest, theme.ink, label_);
        rest.top += label_height(brush, rect.width());
        const Rect box = rest.cut_top(brush.px(112));
        const bool wrong = !field_.error.empty();
        const auto border = wrong ? theme.bad.ink : field_.focused ? theme.primary : theme.outline;
        brush.box(box, theme.surface, brush.px(22), border,
                  brush.px(wrong || field_.focused || theme.high_contrast ? 4 : 3));
        Node node{id_, Role::field, spoken(), box, true, false, {}, false};
        node.personal = field_.personal && !value_.empty();
        node.aloud = label_;
        brush.node(std::move(node));
        draw_value(brush, box);
        if (wrong) draw_error(brush, rest);
        brush.focus_ring(id_, box, brush.px(22));
    }

private:
    [[nodiscard]] int label_height(const Brush& brush, int width) const {
        return label_.empty() ? 0 : brush.height_of(Face::body_bold, label_, width) + brush.px(8);
    }
    [[nodiscard]] int error_height(const Brush& brush, int width) const {
        return field_.error.empty()
                   ? 0
                   : std::max(brush.px(44), brush.height_of(Face::body_bold, field_.error, width - brush.px(56))) +
                         brush.px(10);
    }
    [[nodiscard]] bool clearable() const { return !field_.clear_label.empty() && !value_.empty(); }
    [[nodiscard]] std::string spoken() const {
        if (value_.empty()) return label_ + (field_.placeholder.empty() ? "" : ". " + field_.placeholder);
        return label_ + ": " + (field_.masked ? dots(value_) : value_);
    }
    void draw_value(Brush& brush, const Rect& box) const {
        const auto& theme = brush.theme();
        Rect inside = box.shrunk(brush.px(28), brush.px(6));
        if (field_.icon != Icon::none) {
            brush.icon(IconSize::medium, {inside.left + brush.px(20), box.centre().y}, theme.primary, field_.icon);
            inside.left += brush.px(64);
        }
        if (clearable()) {
            const Rect button{box.right - brush.px(110), box.top + brush.px(10), box.right - brush.px(12),
                              box.bottom - brush.px(10)};
            draw_button(brush, button,
                        {id_ + ".clear",
                         {},
                         ButtonLook::quiet,
                         Icon::close,
                         true,
                         {},
                         Face::body,
                         Role::button,
                         false,
                         field_.clear_label});
            inside.right = button.left - brush.px(16);
        }
        const auto shown = field_.masked ? dots(value_) : value_;
        if (shown.empty()) {
            if (!field_.placeholder.empty()) brush.label(Face::lead, inside, theme.muted, field_.placeholder, Align::left);
            if (field_.focused)
                brush.fill({inside.left - brush.px(6), box.centre().y - brush.px(26), inside.left - brush.px(2),
                            box.centre().y + brush.px(26)},
                           theme.primary);
            return;
        }
        // The end is where the typing happens: a long value shows its end.
        const Face face = brush.width_of(Face::title, shown) <= inside.width() ? Face::title : Face::lead_bold;
        const auto end = brush.end_of(face, shown, inside.width() - brush.px(8));
        const int caret = inside.left + brush.width_of(face, end) + brush.px(4);
        brush.line(face, inside.left, box.centre().y, theme.ink, end);
        if (field_.focused)
            brush.fill({caret, box.centre().y - brush.px(28), caret + brush.px(4), box.centre().y + brush.px(28)},
                       theme.primary);
    }
    void draw_error(Brush& brush, const Rect& rest) const {
        const auto& bad = brush.theme().bad;
        const Rect line{rest.left, rest.top + brush.px(8), rest.right, rest.bottom};
        brush.icon(IconSize::small, {line.left + brush.px(20), line.top + brush.line_height(Face::body_bold) / 2}, bad.ink,
                   Icon::alert_circle);
        brush.words(Face::body_bold, {line.left + brush.px(52), line.top, line.right, line.bottom}, bad.text, field_.error);
        brush.node({{}, Role::problem, field_.error, line, true, false, {}, false});
    }
    std::string id_;
    std::string label_;
    std::string value_;
    TextField field_;
};

/// One of several answers, or a statement to agree to.
class Mark final : public Block {
public:
    enum class Kind { radio, box };
    Mark(Kind kind, std::string id, std::string label, bool set, std::string body, bool personal)
        : kind_(kind),
          id_(std::move(id)),
          label_(std::move(label)),
          set_(set),
          body_(std::move(body)),
          personal_(personal) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return std::max(brush.px(116), words_height(brush, width_px - brush.px(text_left + 28)) + brush.px(32));
    }
    [[nodiscard]] int gap() const override { return 18; }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        Node node{id_,
                  kind_ == Kind::radio ? Role::choice : Role::checkbox,
                  body_.empty() ? label_ : label_ + ". " + body_,
                  rect,
                  true,
                  set_,
                  {},
                  false};
        node.personal = personal_;
        node.aloud = node.label;  // the question is no secret, only the answer
        brush.node(std::move(node));
        const auto tone = kind_ == Kind::radio ? theme.of(Tone::info) : theme.ok;
        const auto rest = set_ ? tone.back : theme.surface;
        const auto fill = between(rest, theme.high_contrast ? 0xFF333333 : theme.tint, brush.pressed(id_));
        brush.box(rect, fill, brush.px(22), set_ ? tone.ink : theme.outline, brush.px(set_ || theme.high_contrast ? 5 : 2));
        draw_mark(brush, {rect.left + brush.px(60), rect.centre().y}, tone.ink);
        Rect text{rect.left + brush.px(text_left), 0, rect.right - brush.px(28), rect.bottom};
        text.top = rect.centre().y - words_height(brush, text.width()) / 2;
        text.top += brush.words(face(), text, theme.ink, label_);
        brush.words(Face::body, text, set_ ? theme.ink : theme.muted, body_);
        brush.focus_ring(id_, rect, brush.px(22));
    }

private:
    static constexpr int text_left = 116;
    [[nodiscard]] Face face() const { return kind_ == Kind::radio ? Face::lead_bold : Face::body_bold; }
    [[nodiscard]] int words_height(const Brush& brush, int width) const {
        return brush.height_of(face(), label_, width) + brush.height_of(Face::body, body_, width);
    }
    void draw_mark(Brush& brush, Point centre, Colour colour) const {
        const auto& theme = brush.theme();
        const int radius = brush.px(kind_ == Kind::radio ? 26 : 32);
        if (kind_ == Kind::radio) {
            brush.disc(centre, radius, set_ ? colour : theme.outline);
            brush.disc(centre, radius - brush.px(5), theme.surface);
            if (set_) brush.disc(centre, brush.px(14), colour);
            return;
        }
        const Rect box{centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
        brush.box(box, set_ ? colour : theme.surface, brush.px(14), set_ ? colour : theme.outline, brush.px(4));
        if (set_) brush.icon(IconSize::medium, centre, theme.high_contrast ? theme.background : 0xFFFFFFFF, Icon::check);
    }
    Kind kind_;
    std::string id_;
    std::string label_;
    bool set_;
    std::string body_;
    bool personal_;
};

}  // namespace

BlockPtr text_field_block(std::string id, std::string label, std::string value, TextField field) {
    return std::make_unique<Field>(std::move(id), std::move(label), std::move(value), std::move(field));
}
BlockPtr choice_block(std::string id, std::string label, bool selected, std::string body) {
    return std::make_unique<Mark>(Mark::Kind::radio, std::move(id), std::move(label), selected, std::move(body), true);
}
BlockPtr checkbox_block(std::string id, std::string label, bool checked, std::string body, bool personal) {
    return std::make_unique<Mark>(Mark::Kind::box, std::move(id), std::move(label), checked, std::move(body), personal);
}

}  // namespace kiosk::ui
