#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// Buttons of equal weight: side by side, or below one another when a label would be cut.
class Buttons final : public Block {
public:
    explicit Buttons(std::vector<ButtonItem> items) : items_(std::move(items)) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const int lines = (static_cast<int>(items_.size()) + columns(brush, width_px) - 1) / columns(brush, width_px);
        return lines * brush.px(high) + (lines - 1) * brush.px(gap_px);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const int across = columns(brush, rect.width());
        const int gap = brush.px(gap_px);
        for (int i = 0; i < static_cast<int>(items_.size()); ++i) {
            const auto& item = items_[static_cast<std::size_t>(i)];
            const int top = rect.top + (i / across) * brush.px(high + gap_px);
            const Rect place{rect.left + (rect.width() + gap) * (i % across) / across, top,
                             rect.left + (rect.width() + gap) * (i % across + 1) / across - gap, top + brush.px(high)};
            draw_button(brush, place,
                        {item.id,
                         item.label,
                         ButtonLook::secondary,
                         item.icon,
                         item.enabled,
                         {},
                         Face::lead_bold,
                         Role::button,
                         false});
        }
    }

private:
    static constexpr int high = 108;
    static constexpr int gap_px = 24;
    [[nodiscard]] int columns(const Brush& brush, int width_px) const {
        for (int across = std::min(3, static_cast<int>(items_.size())); across > 1; --across) {
            const int room = (width_px + brush.px(gap_px)) / across - brush.px(gap_px + 36);
            const bool fits = std::ranges::all_of(items_, [&](const ButtonItem& item) {
                return brush.width_of(Face::lead_bold, item.label) + brush.px(70) <= room;
            });
            if (fits) return across;
        }
        return 1;
    }
    std::vector<ButtonItem> items_;
};

/// A way out that does not call for attention.
class QuietButton final : public Block {
public:
    QuietButton(std::string id, Icon icon, std::string label) : id_(std::move(id)), icon_(icon), label_(std::move(label)) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return std::max(brush.px(104), brush.height_of(Face::lead_bold, label_, width_px - brush.px(110)) + brush.px(24));
    }
    void draw(Brush& brush, const Rect& rect) const override {
        draw_button(brush, rect, {id_, label_, ButtonLook::quiet, icon_, true, {}, Face::lead_bold, Role::button, false});
    }

private:
    std::string id_;
    Icon icon_;
    std::string label_;
};

}  // namespace

BlockPtr buttons_block(std::vector<ButtonItem> items) { return std::make_unique<Buttons>(std::move(items)); }
BlockPtr quiet_button_block(std::string id, Icon icon, std::string label) {
    return std::make_unique<QuietButton>(std::move(id), icon, std::move(label));
}

}  // namespace kiosk::ui
