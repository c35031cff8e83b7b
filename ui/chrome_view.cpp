#include <algorithm>

#include "kiosk/base/text.hpp"
#include "ui/button.hpp"
#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

void draw_clock(Brush& brush, const Rect& rect, const Chrome& chrome) {
    const auto& theme = brush.theme();
    const int middle = rect.centre().y;
    brush.line(Face::title, rect.right - brush.width_of(Face::title, chrome.clock), middle - brush.px(22), theme.on_brand,
               chrome.clock);
    brush.line(Face::caption, rect.right - brush.width_of(Face::caption, chrome.date), middle + brush.px(30),
               theme.brand_text, chrome.date);
}

void draw_slot(Brush& brush, const Rect& rect, const Chrome::Slot& slot, bool portrait) {
    const auto& theme = brush.theme();
    brush.node({slot.id, Role::button, slot.label, rect, true, slot.active, {}, false});
    const int pressed = brush.pressed(slot.id);
    const bool inverted = theme.high_contrast && (slot.active || pressed > 128);
    const auto text = inverted              ? theme.background
                      : slot.danger         ? theme.bad.ink
                      : theme.high_contrast ? theme.ink
                                            : theme.primary_pressed;
    const auto fill = inverted ? theme.ink : between(slot.active ? theme.tint : theme.surface_2, theme.line, pressed);
    const bool bordered = theme.high_contrast || slot.active;
    brush.box(rect, fill, brush.px(22), bordered ? (theme.high_contrast ? theme.line : theme.primary) : 0,
              bordered ? brush.px(theme.high_contrast ? 4 : 3) : 0);
    if (portrait) {
        brush.icon(IconSize::medium, {rect.centre().x, rect.top + brush.px(46)}, text, slot.icon);
        brush.label(Face::caption,
                    {rect.left + brush.px(4), rect.top + brush.px(78), rect.right - brush.px(4), rect.bottom - brush.px(4)},
                    text, slot.label);
    } else {
        const int icon = brush.fonts().icon_px(IconSize::small);
        const int words = std::min(brush.width_of(Face::caption, slot.label), rect.width() - icon - brush.px(36));
        const int left = rect.centre().x - (icon + brush.px(12) + words) / 2;
        brush.icon(IconSize::small, {left + icon / 2, rect.centre().y}, text, slot.icon);
        brush.label(Face::caption, {left + icon + brush.px(12), rect.top, left + icon + brush.px(12) + words, rect.bottom},
                    text, slot.label, Align::left);
    }
    brush.focus_ring(slot.id, rect, brush.px(22));
}

}  // namespace

void draw_header(Brush& brush, const Rect& rect, const Chrome& chrome) {
    const auto& theme = brush.theme();
    brush.gradient(rect, theme.brand, theme.brand_2);
    const int side = brush.px(48);
    if (!theme.high_contrast) {
        const int radius = brush.px(236);
        const Point centre{rect.right - brush.px(140), rect.centre().y + brush.px(8)};
        brush.push_clip(rect);
        brush.image(brush.art(Art::drum, 2 * radius, 2 * radius),
                    {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius},
                    with_alpha(theme.gold, 38));
        brush.pop_clip();
    }
    brush.fill({rect.left, rect.bottom - brush.px(theme.high_contrast ? 4 : 6), rect.right, rect.bottom},
               theme.high_contrast ? theme.line : theme.gold);
    const int emblem = std::min(brush.px(108), rect.height() * 2 / 3);
    const Rect disc{rect.left + side, rect.centre().y - emblem / 2 - brush.px(3), rect.left + side + emblem,
                    rect.centre().y - emblem / 2 - brush.px(3) + emblem};
    brush.image(brush.art(Art::emblem, emblem, emblem), disc);
    const int clock = std::max(brush.width_of(Face::title, chrome.clock), brush.width_of(Face::caption, chrome.date));
    Rect names{disc.right + brush.px(28), rect.top, rect.right - side, rect.bottom - brush.px(6)};
    const auto centre_name = upper(chrome.centre);
    const int widest = std::max(brush.width_of(Face::body_bold, centre_name), brush.width_of(Face::body, chrome.place));
    const bool room_for_clock = widest + clock + brush.px(40) <= names.width();
    if (room_for_clock) {
        draw_clock(brush, names, chrome);
        names.right -= clock + brush.px(40);
    }
    const int middle = names.centre().y;
    const int step = std::min(brush.line_height(Face::body) * 58 / 100, rect.height() * 23 / 100);
    brush.label(Face::body_bold, {names.left, middle - 2 * step, names.right, middle}, theme.on_brand, centre_name,
                Align::left);
    brush.label(Face::body, {names.left, middle, names.right, middle + 2 * step}, theme.brand_text, chrome.place,
                Align::left);
    brush.node({{}, Role::text, chrome.centre + ". " + chrome.place, names, true, false, {}, false});
}

void draw_banner(Brush& brush, const Rect& rect, const Chrome& chrome) {
    const auto colours = brush.theme().of(chrome.banner_tone);
    brush.fill(rect, colours.back);
    brush.fill({rect.left, rect.bottom - brush.px(2), rect.right, rect.bottom}, colours.ink);
    Rect text = rect.shrunk(brush.px(48), brush.px(10));
    brush.icon(IconSize::small, {text.left + brush.px(18), rect.centre().y}, colours.ink,
               chrome.banner_tone == Tone::info ? Icon::information : Icon::alert);
    text.left += brush.px(56);
    brush.words(Face::body_bold, text, colours.text, chrome.banner);
    brush.node({{}, Role::status, chrome.banner, rect, true, false, {}, false});
}

void draw_steps(Brush& brush, const Rect& rect, int current, const std::vector<std::string>& labels) {
    const auto& theme = brush.theme();
    const int count = static_cast<int>(labels.size());
    const Rect row = rect.shrunk(brush.px(48), 0);
    const int radius = brush.px(26);
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
        if (now && !theme.high_contrast) brush.disc(at, radius + brush.px(8), between(theme.background, theme.primary, 70));
        brush.disc(at, radius, done ? theme.ok.ink : now ? theme.primary : theme.outline);
        if (!done && !now) brush.disc(at, radius - brush.px(3), theme.surface);
        const auto number = std::to_string(i + 1);
        const auto on = theme.high_contrast ? theme.background : 0xFFFFFFFF;
        if (done) brush.icon(IconSize::small, at, on, Icon::check);
        if (!done)
            brush.line(Face::body_bold, at.x - brush.width_of(Face::body_bold, number) / 2, y, now ? on : theme.muted,
                       number);
        const auto& label = labels[static_cast<std::size_t>(i)];
        brush.node({{},
                    Role::status,
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

void draw_utility(Brush& brush, const Rect& rect, const Chrome& chrome, bool portrait) {
    const auto& theme = brush.theme();
    brush.fill(rect, theme.surface);
    brush.fill({rect.left, rect.top, rect.right, rect.top + brush.px(theme.high_contrast ? 4 : 2)}, theme.line);
    const int count = static_cast<int>(chrome.utility.size());
    if (count == 0) return;
    const int gap = brush.px(14);
    const Rect row = rect.shrunk(brush.px(36), brush.px(portrait ? 18 : 14));
    for (int i = 0; i < count; ++i) {
        const Rect slot{row.left + (row.width() + gap) * i / count, row.top,
                        row.left + (row.width() + gap) * (i + 1) / count - gap, row.bottom};
        draw_slot(brush, slot, chrome.utility[static_cast<std::size_t>(i)], portrait);
    }
}

}  // namespace kiosk::ui
