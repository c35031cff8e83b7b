#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// The largest rectangle of this shape in the middle of the room.
Rect fitted(const Rect& room, int width, int height) {
    if (width <= 0 || height <= 0) return {};
    const auto wide = static_cast<std::int64_t>(room.width()) * height;
    const auto tall = static_cast<std::int64_t>(room.height()) * width;
    const int w = wide <= tall ? room.width() : static_cast<int>(tall / height);
    const int h = wide <= tall ? static_cast<int>(wide / width) : room.height();
    const int left = room.centre().x - w / 2;
    const int top = room.centre().y - h / 2;
    return {left, top, left + w, top + h};
}

/// One of our own drawings on a card, with what the kiosk is waiting for.
class ArtBlock final : public Block {
public:
    ArtBlock(Art art, Chip status) : art_(art), status_(std::move(status)) {}
    [[nodiscard]] int height(const Brush& brush, int) const override { return brush.px(330); }
    [[nodiscard]] int tallest(const Brush& brush, int width_px) const override {
        const int drawing = static_cast<int>(static_cast<double>(width_px - brush.px(220)) / brush.gallery().shape(art_));
        return std::max(height(brush, width_px), drawing + brush.px(120));
    }
    void draw(Brush& brush, const Rect& rect) const override {
        brush.card(rect, brush.px(34), 1);
        Rect inside = rect.shrunk(brush.px(36), brush.px(26));
        if (!status_.label.empty()) {
            const auto chip = chip_size(brush, status_, inside.width());
            const Rect line = inside.cut_bottom(chip.height);
            inside.bottom -= brush.px(12);
            draw_chip(brush, {line.centre().x - chip.width / 2, line.top}, status_, inside.width());
        }
        const Rect place = fitted(inside, static_cast<int>(1000 * brush.gallery().shape(art_)), 1000);
        const auto& drawing = brush.art(art_, place.width(), place.height());
        if (brush.theme().high_contrast) brush.fill(place.shrunk(-brush.px(8)), 0xFFFFFFFF, brush.px(16));
        brush.image(drawing, place);
    }

private:
    Art art_;
    Chip status_;
};

/// A page as it was scanned, whole.
class PictureBlock final : public Block {
public:
    PictureBlock(std::string id, const Picture& picture, std::string label, Chip status)
        : id_(std::move(id)), picture_(picture), label_(std::move(label)), status_(std::move(status)) {}
    [[nodiscard]] bool touchable() const override { return !id_.empty(); }
    [[nodiscard]] int height(const Brush& brush, int) const override { return brush.px(420); }
    [[nodiscard]] int tallest(const Brush& brush, int width_px) const override {
        if (picture_.empty()) return height(brush, width_px);
        return std::max(height(brush, width_px),
                        (width_px - brush.px(48)) * picture_.height() / picture_.width() + brush.px(48));
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        brush.card(rect, brush.px(28));
        const Rect page = fitted(rect.shrunk(brush.px(28)), picture_.width(), picture_.height());
        brush.node({id_, Role::image, label_, rect, true, false, {}, false});
        if (!page.empty() && brush.visible(page)) {
            brush.shadow(page, brush.px(4), 0, 60);
            brush.fill(page.shrunk(-brush.px(2)), theme.high_contrast ? theme.ink : theme.outline);
            brush.image(brush.picture(picture_, page.width(), page.height()), page);
        }
        if (!status_.label.empty())
            draw_chip(brush, {rect.left + brush.px(24), rect.top + brush.px(24)}, status_, rect.width() - brush.px(48));
        if (!id_.empty()) {
            const Rect corner{rect.right - brush.px(96), rect.bottom - brush.px(96), rect.right - brush.px(20),
                              rect.bottom - brush.px(20)};
            brush.box(corner, theme.surface, brush.px(38), theme.primary, brush.px(3));
            brush.icon(IconSize::medium, corner.centre(), theme.primary, Icon::magnify);
        }
        brush.focus_ring(id_, rect, brush.px(28));
    }

private:
    std::string id_;
    const Picture& picture_;
    std::string label_;
    Chip status_;
};

/// The pages so far, small.
class Thumbnails final : public Block {
public:
    Thumbnails(std::string prefix, std::vector<Thumbnail> items) : prefix_(std::move(prefix)), items_(std::move(items)) {}
    [[nodiscard]] bool touchable() const override { return true; }
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        const int across = columns(brush, width_px);
        const int lines = std::max(1, (static_cast<int>(items_.size()) + across - 1) / across);
        return brush.px(18) + lines * brush.px(high) + (lines - 1) * brush.px(gap_px);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const int across = columns(brush, rect.width());
        for (int i = 0; i < static_cast<int>(items_.size()); ++i) {
            const int left = rect.left + (i % across) * brush.px(wide + gap_px);
            const int top = rect.top + brush.px(18) + (i / across) * brush.px(high + gap_px);
            draw_one(brush, i, {left, top, left + brush.px(wide), top + brush.px(high)});
        }
    }

private:
    static constexpr int wide = 120;
    static constexpr int high = 160;
    static constexpr int gap_px = 28;
    static int columns(const Brush& brush, int width_px) {
        return std::max(1, (width_px + brush.px(gap_px)) / brush.px(wide + gap_px));
    }
    void draw_one(Brush& brush, int index, const Rect& rect) const {
        const auto& theme = brush.theme();
        const auto& item = items_[static_cast<std::size_t>(index)];
        const auto id = prefix_ + "." + std::to_string(index + 1);
        brush.node({id, Role::button, item.label, rect, true, item.selected, {}, false});
        if (!brush.visible(rect)) return;
        const auto border = item.tone == Tone::bad || item.tone == Tone::warn ? theme.of(item.tone).ink
                            : item.selected                                   ? theme.primary
                                                                              : theme.outline;
        brush.box(rect, between(theme.surface, theme.tint, brush.pressed(id)), brush.px(12), border,
                  brush.px(item.selected ? 5 : 3));
        if (item.picture != nullptr && !item.picture->empty()) {
            const Rect page = fitted(rect.shrunk(brush.px(8)), item.picture->width(), item.picture->height());
            brush.image(brush.picture(*item.picture, page.width(), page.height()), page);
        }
        const Point badge{rect.right - brush.px(8), rect.top + brush.px(8)};
        brush.disc(badge, brush.px(24), border == theme.outline ? theme.primary : border);
        const auto number = std::to_string(index + 1);
        brush.line(Face::caption, badge.x - brush.width_of(Face::caption, number) / 2, badge.y,
                   theme.high_contrast ? theme.background : 0xFFFFFFFF, number);
        brush.focus_ring(id, rect, brush.px(12));
    }
    std::string prefix_;
    std::vector<Thumbnail> items_;
};

}  // namespace

BlockPtr art_block(Art art, Chip status) { return std::make_unique<ArtBlock>(art, std::move(status)); }
BlockPtr picture_block(std::string id, const Picture& picture, std::string label, Chip status) {
    return std::make_unique<PictureBlock>(std::move(id), picture, std::move(label), std::move(status));
}
BlockPtr thumbnails_block(std::string prefix, std::vector<Thumbnail> thumbnails) {
    return std::make_unique<Thumbnails>(std::move(prefix), std::move(thumbnails));
}

}  // namespace kiosk::ui
