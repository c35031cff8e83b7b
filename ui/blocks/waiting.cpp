#include "ui/block.hpp"
#include "ui/brush.hpp"
#include "ui/button.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

/// The kiosk waits for something and says for what.
class Spinner final : public Block {
public:
    explicit Spinner(std::string label) : label_(std::move(label)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return brush.px(150) + brush.height_of(Face::lead, label_, width_px);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        draw_spinner(brush, {rect.centre().x, rect.top + brush.px(66)}, brush.px(52), brush.theme().primary);
        brush.words(Face::lead, {rect.left, rect.top + brush.px(146), rect.right, rect.bottom}, brush.theme().ink, label_,
                    Align::centre);
        brush.node({{}, Role::status, label_, rect, true, false, {}, false});
    }

private:
    std::string label_;
};

/// How much time is left.
class Countdown final : public Block {
public:
    Countdown(std::string label, int seconds_left, int seconds_total)
        : label_(std::move(label)), left_(seconds_left), total_(std::max(1, seconds_total)) {}
    [[nodiscard]] int height(const Brush& brush, int width_px) const override {
        return brush.height_of(Face::body_bold, label_, width_px) + brush.px(34);
    }
    void draw(Brush& brush, const Rect& rect) const override {
        const auto& theme = brush.theme();
        Rect rest = rect;
        rest.top += brush.words(Face::body_bold, rest, theme.ink, label_) + brush.px(8);
        const Rect track{rest.left, rest.top, rest.right, rest.top + brush.px(18)};
        brush.box(track, theme.line, brush.px(9), theme.high_contrast ? theme.ink : 0,
                  theme.high_contrast ? brush.px(2) : 0);
        if (theme.high_contrast) brush.fill(track.shrunk(brush.px(2)), theme.background, brush.px(7));
        const int width = track.width() * std::clamp(left_, 0, total_) / total_;
        brush.fill({track.left, track.top, track.left + std::max(width, brush.px(18)), track.bottom}, theme.warn.ink,
                   brush.px(9));
        brush.node({{}, Role::status, label_, rect, true, false, {}, false});
    }

private:
    std::string label_;
    int left_;
    int total_;
};

}  // namespace

BlockPtr spinner_block(std::string label) { return std::make_unique<Spinner>(std::move(label)); }
BlockPtr countdown_block(std::string label, int seconds_left, int seconds_total) {
    return std::make_unique<Countdown>(std::move(label), seconds_left, seconds_total);
}

}  // namespace kiosk::ui
