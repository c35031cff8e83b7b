#include "ui/block.hpp"
#include "ui/brush.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// What the camera sees, the sheet in it outlined, and how long it has lain still.
class LivePageBlock final : public Block {
public:
    LivePageBlock(const Picture& picture, LiveOutline outline, std::string label)
        : picture_(picture), outline_(outline), label_(std::move(label)) {}
    [[nodiscard]] int height(const Brush& brush, int) const override { return brush.px(200); }
    [[nodiscard]] int tallest(const Brush& brush, int width_px) const override {
        if (picture_.empty()) return height(brush, width_px);
        return std::max(height(brush, width_px),
                        (width_px - brush.px(32)) * picture_.height() / picture_.width() + brush.px(32));
    }
    void draw(Brush& brush, const Rect& rect) const override {
        brush.card(rect, brush.px(28));
        brush.node({{}, Role::image, label_, rect, true, false, {}, false});
        const Rect room = rect.shrunk(brush.px(16));
        if (picture_.empty() || room.width() <= 0 || room.height() <= 0 || !brush.visible(room)) return;
        const bool wide = static_cast<std::int64_t>(room.width()) * picture_.height() <=
                          static_cast<std::int64_t>(room.height()) * picture_.width();
        const int width = wide ? room.width() : room.height() * picture_.width() / picture_.height();
        const int height = wide ? room.width() * picture_.height() / picture_.width() : room.height();
        const int left = room.centre().x - width / 2;
        const int top = room.centre().y - height / 2;
        const Rect place{left, top, left + width, top + height};
        brush.image(brush.picture(picture_, picture_.width(), picture_.height()), place);
        if (!outline_.seen) return;
        std::array<Point, 4> corners;
        for (std::size_t i = 0; i < 4; ++i) {
            corners.at(i) = {place.left + outline_.corners.at(i).x * width / picture_.width(),
                             place.top + outline_.corners.at(i).y * height / picture_.height()};
        }
        brush.push_clip(place);
        draw_outline(brush, corners);
        brush.pop_clip();
    }

private:
    void draw_outline(Brush& brush, const std::array<Point, 4>& corners) const {
        const auto& theme = brush.theme();
        const auto colour = theme.high_contrast ? theme.ink : theme.of(outline_.good ? Tone::ok : Tone::warn).ink;
        constexpr Colour light = 0xFFFFFFFF;
        const auto around = theme.high_contrast ? theme.background : light;
        Point middle{0, 0};
        for (const bool line : {false, true}) {  // a light edge, so that it is seen on any table
            for (std::size_t i = 0; i < 4; ++i) {
                const auto& from = corners.at(i);
                brush.segment(from, corners.at((i + 1) % 4), brush.px(line ? 7 : 13), line ? colour : around);
                brush.disc(from, brush.px(line ? 10 : 13), line ? colour : around);
            }
        }
        if (outline_.percent <= 0) return;
        for (const auto& corner : corners) middle = {middle.x + corner.x / 4, middle.y + corner.y / 4};
        brush.disc(middle, brush.px(58), around);
        brush.ring(middle, brush.px(48), brush.px(14), theme.line);
        brush.arc(middle, brush.px(48), brush.px(14), colour, 0, 36 * std::clamp(outline_.percent, 0, 100));
        brush.icon(IconSize::medium, middle, colour, Icon::camera);
    }

    const Picture& picture_;
    LiveOutline outline_;
    std::string label_;
};

}  // namespace

BlockPtr live_page_block(const Picture& picture, LiveOutline outline, std::string label) {
    return std::make_unique<LivePageBlock>(picture, outline, std::move(label));
}

}  // namespace kiosk::ui
