#include <algorithm>

#include "ui/block.hpp"
#include "ui/brush.hpp"

namespace kiosk::ui {
namespace {

/// A question that is typed in several boxes side by side: day, month, year.
class PartsField final : public Block {
public:
    PartsField(std::string label, std::vector<FieldPart> parts, TextField field)
        : label_(std::move(label)), parts_(std::move(parts)), field_(std::move(field)) {}

    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return label_height(brush, width_px) + caption_height(brush, width_px) + brush.px(box_height) +
               error_height(brush, width_px);
    }
    [[nodiscard]] std::string_view typed_into() const override {
        const auto focused = std::ranges::find_if(parts_, &FieldPart::focused);
        return focused == parts_.end() ? std::string_view{} : focused->id;
    }
    void draw(Brush& brush, const Rect& rect) const override {
        Rect rest = rect;
        brush.words(Face::body_bold, rest, brush.theme().ink, label_);
        rest.top += label_height(brush, rect.width());
        const Rect captions = rest.cut_top(caption_height(brush, rect.width()));
        const Rect boxes = rest.cut_top(brush.px(box_height));
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const auto [left, right] = span(brush, boxes, i);
            brush.words(Face::body, {left, captions.top, right, captions.bottom}, brush.theme().muted, parts_[i].caption);
            draw_box(brush, {left, boxes.top, right, boxes.bottom}, parts_[i]);
        }
        if (!field_.error.empty()) draw_error(brush, rest);
    }

private:
    static constexpr int box_height = 112;
    static constexpr int between = 20;

    [[nodiscard]] int label_height(const Brush& brush, int width) const {
        return label_.empty() ? 0 : brush.height_of(Face::body_bold, label_, width) + brush.px(8);
    }
    /// The tallest of the captions, each in the width of its box.
    [[nodiscard]] int caption_height(const Brush& brush, int width) const {
        int tallest = 0;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const auto [left, right] = span(brush, {0, 0, width, 0}, i);
            tallest = std::max(tallest, brush.height_of(Face::body, parts_[i].caption, right - left));
        }
        return tallest + brush.px(6);
    }
    [[nodiscard]] int error_height(const Brush& brush, int width) const {
        if (field_.error.empty()) return 0;
        return std::max(brush.px(44), brush.height_of(Face::body_bold, field_.error, width - brush.px(56))) + brush.px(10);
    }
    /// The left and the right end of a box.
    [[nodiscard]] std::pair<int, int> span(const Brush& brush, const Rect& row, std::size_t index) const {
        int all = 0;
        int before = 0;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            if (i < index) before += parts_[i].weight;
            all += parts_[i].weight;
        }
        const int gap = brush.px(between);
        const int room = row.width() - gap * (static_cast<int>(parts_.size()) - 1);
        const int left = row.left + room * before / all + gap * static_cast<int>(index);
        return {left, left + room * parts_[index].weight / all};
    }
    void draw_box(Brush& brush, const Rect& box, const FieldPart& part) const {
        const auto& theme = brush.theme();
        const bool wrong = !field_.error.empty();
        const auto border = wrong ? theme.bad.ink : part.focused ? theme.primary : theme.outline;
        brush.box(box, theme.surface, brush.px(22), border, brush.px(wrong || part.focused || theme.high_contrast ? 4 : 3));
        const auto value = part.value.empty() ? std::string{} : ": " + part.value;
        Node node{part.id, Role::field, label_ + ". " + part.caption + value, box, true, false, {}, false};
        node.personal = field_.personal && !part.value.empty();
        node.aloud = label_ + ". " + part.caption;
        brush.node(std::move(node));
        const int left = box.left + brush.px(28);
        int right = left;
        if (!part.value.empty()) {
            right += brush.width_of(Face::title, part.value) + brush.px(8);
            brush.line(Face::title, left, box.centre().y, theme.ink, part.value);
        }
        if (part.focused)
            brush.fill({right - brush.px(4), box.centre().y - brush.px(28), right, box.centre().y + brush.px(28)},
                       theme.primary);
        brush.focus_ring(part.id, box, brush.px(22));
    }
    void draw_error(Brush& brush, const Rect& rest) const {
        const auto& bad = brush.theme().bad;
        const Rect line{rest.left, rest.top + brush.px(8), rest.right, rest.bottom};
        brush.icon(IconSize::small, {line.left + brush.px(20), line.top + brush.line_height(Face::body_bold) / 2}, bad.ink,
                   Icon::alert_circle);
        brush.words(Face::body_bold, {line.left + brush.px(52), line.top, line.right, line.bottom}, bad.text, field_.error);
        brush.node({{}, Role::problem, field_.error, line, true, false, {}, false});
    }

    std::string label_;
    std::vector<FieldPart> parts_;
    TextField field_;
};

}  // namespace

BlockPtr parts_field_block(std::string label, std::vector<FieldPart> parts, TextField field) {
    return std::make_unique<PartsField>(std::move(label), std::move(parts), std::move(field));
}

}  // namespace kiosk::ui
