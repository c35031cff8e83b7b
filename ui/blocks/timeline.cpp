#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// Where a dossier is: what is done, what is now, what waits, what is wrong.
class Timeline final : public Block {
public:
    explicit Timeline(std::vector<TimelineItem> items) : items_(std::move(items)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        int sum = 0;
        for (const auto& item : items_) sum += item_height(brush, item, width_px);
        return sum;
    }
    void draw(Brush& brush, const Rect& rect) const override {
        int top = rect.top;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            const int bottom = top + item_height(brush, items_[i], rect.width());
            const Rect place{rect.left, top, rect.right, bottom};
            if (i + 1 < items_.size()) draw_line(brush, items_[i], place);
            draw_one(brush, items_[i], place);
            top = bottom;
        }
    }

private:
    using State = TimelineItem::State;
    static bool boxed(const TimelineItem& item) { return item.state == State::now || item.state == State::problem; }
    static int words_height(const Brush& brush, const TimelineItem& item, int width_px) {
        const int text = width_px - brush.px(boxed(item) ? 156 : 128);
        return brush.height_of(Face::lead_bold, item.title, text) + brush.height_of(Face::body, item.time, text) +
               brush.height_of(Face::body, item.body, text);
    }
    static int item_height(const Brush& brush, const TimelineItem& item, int width_px) {
        return std::max(words_height(brush, item, width_px), brush.px(72)) + brush.px(boxed(item) ? 72 : 44);
    }
    static Colour colour(const Theme& theme, State state) {
        switch (state) {
            case State::done: return theme.ok.ink;
            case State::now: return theme.primary;
            case State::problem: return theme.warn.ink;
            case State::waiting: break;
        }
        return theme.outline;
    }
    static Icon icon(const TimelineItem& item) {
        if (item.icon != Icon::none) return item.icon;
        switch (item.state) {
            case State::done: return Icon::check;
            case State::now: return Icon::clock;
            case State::problem: return Icon::alert;
            case State::waiting: break;
        }
        return Icon::dots_horizontal;
    }
    static Point centre(const Brush& brush, const Rect& place) {
        return {place.left + brush.px(52), place.top + brush.px(52)};
    }

    static void draw_line(Brush& brush, const TimelineItem& item, const Rect& place) {
        const auto from = centre(brush, place);
        const int half = brush.px(4);
        const int top = from.y + brush.px(40);
        const int bottom = place.bottom + brush.px(16);
        if (item.state == State::done) {
            brush.fill({from.x - half, top, from.x + half, bottom}, brush.theme().ok.ink, half);
            return;
        }
        for (int y = top; y + brush.px(8) < bottom; y += brush.px(20)) {
            brush.fill({from.x - half, y, from.x + half, y + brush.px(10)}, brush.theme().outline, half);
        }
    }
    static void draw_one(Brush& brush, const TimelineItem& item, const Rect& place) {
        const auto& theme = brush.theme();
        const auto at = centre(brush, place);
        const auto tone = colour(theme, item.state);
        const int radius = brush.px(32);
        if (boxed(item) && !theme.high_contrast) brush.disc(at, brush.px(44), between(theme.background, tone, 40));
        brush.disc(at, radius, tone);
        if (item.state == State::waiting) brush.disc(at, radius - brush.px(theme.high_contrast ? 4 : 3), theme.surface);
        brush.icon(IconSize::small, at,
                   item.state == State::waiting ? theme.muted
                   : theme.high_contrast        ? theme.background
                                                : 0xFFFFFFFF,
                   icon(item));
        Rect text{place.left + brush.px(120), place.top + brush.px(28), place.right - brush.px(8), place.bottom};
        if (boxed(item)) {
            const Rect box{place.left + brush.px(104), place.top + brush.px(6), place.right, place.bottom - brush.px(26)};
            brush.shadow(box, brush.px(24), 0, 38);
            brush.box(box, theme.surface, brush.px(24), tone, brush.px(4));
            text = box.shrunk(brush.px(26), brush.px(20));
        }
        text.top += brush.words(Face::lead_bold, text, item.state == State::waiting ? theme.muted : theme.ink, item.title);
        text.top += brush.words(Face::body, text, boxed(item) ? tone : theme.muted, item.time);
        brush.words(Face::body, text, item.state == State::waiting ? theme.muted : theme.ink, item.body);
        Node node{{}, Role::text, item.title + ". " + item.time + ". " + item.body, place, true, false, {}, false};
        node.personal = item.personal;
        node.aloud = item.title + ". " + item.time;
        brush.node(std::move(node));
    }
    std::vector<TimelineItem> items_;
};

}  // namespace

BlockPtr timeline_block(std::vector<TimelineItem> items) { return std::make_unique<Timeline>(std::move(items)); }

}  // namespace kiosk::ui
