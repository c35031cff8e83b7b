#include <algorithm>
#include <optional>

#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

constexpr int step_radius_px = 26;

/// A check for what is done, else the number.
void draw_step_disc(Brush& brush, Point at, int step, int current) {
    const auto& theme = brush.theme();
    const int radius = brush.px(step_radius_px);
    const bool done = step < current;
    const bool now = step == current;
    if (now && !theme.high_contrast) brush.disc(at, radius + brush.px(8), between(theme.background, theme.primary, 70));
    brush.disc(at, radius, done ? theme.ok.ink : now ? theme.primary : theme.outline);
    if (!done && !now) brush.disc(at, radius - brush.px(3), theme.surface);
    const auto on = theme.high_contrast ? theme.background : 0xFFFFFFFF;
    if (done) return brush.icon(IconSize::small, at, on, Icon::check);
    const auto number = std::to_string(step + 1);
    brush.line(Face::body_bold, at.x - brush.width_of(Face::body_bold, number) / 2, at.y, now ? on : theme.muted, number);
}

constexpr int step_word_gap_px = 18;    // between a number and its word beside it
constexpr int least_connector_px = 48;  // the line from one step to the next

/// How wide the words are when they stand beside their numbers; nothing: too wide.
std::optional<int> beside_numbers(const Brush& brush, int width, const std::vector<std::string>& labels) {
    int used = 0;
    for (const auto& label : labels)
        used += brush.px(2 * step_radius_px + step_word_gap_px) + brush.width_of(Face::body_bold, label);
    const int connectors = static_cast<int>(labels.size()) - 1;
    if (used + connectors * brush.px(least_connector_px + 2 * step_word_gap_px) > width) return std::nullopt;
    return used;
}

/// Wide glass has width and no height: the words stand beside the numbers.
void draw_flat_steps(Brush& brush, const Rect& rect, int current, const std::vector<std::string>& labels) {
    const auto& theme = brush.theme();
    const Rect row = rect.shrunk(brush.px(48), 0);
    const int used = beside_numbers(brush, row.width(), labels).value_or(row.width());
    const int count = static_cast<int>(labels.size());
    const int connector = count > 1 ? (row.width() - used) / (count - 1) : 0;
    const int gap = brush.px(step_word_gap_px);
    const int radius = brush.px(step_radius_px);
    const int y = rect.centre().y + brush.px(8);
    int x = row.left;
    for (int i = 0; i < count; ++i) {
        const auto& label = labels[static_cast<std::size_t>(i)];
        const bool done = i < current;
        const bool now = i == current;
        const int width = brush.width_of(Face::body_bold, label);
        draw_step_disc(brush, {x + radius, y}, i, current);
        const int text = x + 2 * radius + gap;
        brush.line(now ? Face::body_bold : Face::body, text, y,
                   done  ? theme.ok.text
                   : now ? theme.primary
                         : theme.muted,
                   label);
        brush.node({{}, Role::step, label, {x, y - radius, text + width, y + radius}, true, now, {}, false});
        x = text + width;
        if (i + 1 == count) break;
        brush.fill({x + gap, y - brush.px(4), x + connector - gap, y + brush.px(4)},
                   done                  ? theme.ok.ink
                   : theme.high_contrast ? theme.outline
                                         : theme.line,
                   brush.px(4));
        x += connector;
    }
}

}  // namespace

int steps_height(const Brush& brush, int width, bool portrait, const std::vector<std::string>& labels) {
    if (portrait) return brush.px(136);
    return beside_numbers(brush, width - brush.px(2 * 48), labels) ? brush.px(88) : brush.px(118);
}

void draw_steps(Brush& brush, const Rect& rect, int current, const std::vector<std::string>& labels) {
    brush.confine(rect);
    if (rect.height() < brush.px(100)) return draw_flat_steps(brush, rect, current, labels);
    const auto& theme = brush.theme();
    const int count = static_cast<int>(labels.size());
    const Rect row = rect.shrunk(brush.px(48), 0);
    const int radius = brush.px(step_radius_px);
    const int y = rect.top + brush.px(rect.height() < brush.px(130) ? 42 : 60);
    const auto centre = [&](int i) { return row.left + row.width() * (2 * i + 1) / (2 * count); };
    const int cell = row.width() / std::max(1, count);
    const bool all_fit = std::ranges::all_of(
        labels, [&](const auto& label) { return brush.width_of(Face::caption, label) <= cell - brush.px(6); });
    for (int i = 0; i < count; ++i) {
        const bool done = i < current;
        const bool now = i == current;
        if (i + 1 < count) {
            const Rect line{centre(i) + radius + brush.px(8), y - brush.px(4), centre(i + 1) - radius - brush.px(8),
                            y + brush.px(4)};
            brush.fill(line, done ? theme.ok.ink : theme.high_contrast ? theme.outline : theme.line, brush.px(4));
        }
        const Point at{centre(i), y};
        draw_step_disc(brush, at, i, current);
        const auto& label = labels[static_cast<std::size_t>(i)];
        brush.node({{},
                    Role::step,
                    label,
                    {centre(i) - cell / 2, y - radius, centre(i) + cell / 2, rect.bottom},
                    true,
                    now,
                    {},
                    false});
        const int text_y = y + radius + brush.px(28);
        if (all_fit) {
            const Face face = now && brush.width_of(Face::body_bold, label) <= cell ? Face::body_bold : Face::caption;
            brush.line(face, at.x - brush.width_of(face, label) / 2, text_y,
                       done  ? theme.ok.text
                       : now ? theme.primary
                             : theme.muted,
                       label);
        } else if (now) {  // larger text: the name of this step alone, under its number as far as the edges allow
            const int width = brush.width_of(Face::body_bold, label);
            brush.line(Face::body_bold, std::clamp(at.x - width / 2, row.left, std::max(row.left, row.right - width)),
                       text_y, theme.primary, label);
        }
    }
}

}  // namespace kiosk::ui
