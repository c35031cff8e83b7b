#include "ui/keyboard.hpp"

#include <algorithm>

#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

constexpr int gap_between = 9;
constexpr int outer_edge = 18;
constexpr int outer_side = 20;
constexpr int strip_height = 74;  // the ways of typing and the suggestions: 20 mm
constexpr int least_method_width = 132;

/// With their gaps, px at 24 inch. A Vietnamese keyboard is as high with every way of typing, or the page would jump under the
/// finger that changes it: its rows share what the one with most rows takes.
int rows_height(const Keyboard& keyboard, bool portrait) {
    if (is_number_pad(keyboard.layout)) {
        const auto rows = static_cast<int>(keyboard_rows(keyboard, {}).size());
        return rows * ((portrait ? 120 : 92) + gap_between);
    }
    switch (keyboard.layout) {
        case Layout::letters: return 5 * ((portrait ? 90 : 72) + gap_between);
        case Layout::address: return 6 * ((portrait ? 78 : 72) + gap_between);
        default: return 5 * ((portrait ? 98 : 78) + gap_between);
    }
}

void draw_key(Brush& brush, const Rect& rect, const KeyCap& cap, bool personal) {
    const auto& theme = brush.theme();
    // A second touch at once is meant on a letter («ll»), not on what leads on.
    const bool leads_on = cap.look == KeyCap::Look::done || cap.look == KeyCap::Look::suggestion;
    Node node{cap.id,
              leads_on ? Role::button : Role::key,
              cap.spoken.empty() ? cap.label : cap.spoken,
              rect.shrunk(-brush.px(4)),
              cap.enabled,
              cap.active,
              {},
              false};
    const bool writes = cap.look == KeyCap::Look::letter || cap.look == KeyCap::Look::tone;
    node.personal =
        cap.look == KeyCap::Look::suggestion || (personal && writes);  // a suggestion goes on with what was typed
    brush.node(std::move(node));
    const int pressed = cap.enabled ? brush.pressed(cap.id) : 0;
    const bool done = cap.look == KeyCap::Look::done;
    auto fill = done                                ? theme.primary
                : cap.look == KeyCap::Look::control ? theme.key_control
                : cap.look == KeyCap::Look::tone    ? theme.tint
                                                    : theme.surface;
    const bool coloured = cap.look == KeyCap::Look::tone || cap.look == KeyCap::Look::suggestion;
    auto text = done ? theme.on_primary : coloured ? theme.of(Tone::info).text : theme.ink;
    if (cap.active) {
        fill = theme.primary;
        text = theme.on_primary;
    }
    if (!cap.enabled) {
        fill = theme.disabled_back;
        text = theme.disabled;
    }
    brush.confine(rect);
    const int radius = brush.px(14);
    if (theme.high_contrast) {
        brush.box(rect, between(fill, theme.ink, pressed), radius, theme.line, brush.px(3));
        if (pressed > 128) text = theme.background;
    } else {
        brush.fill(rect.moved(0, brush.px(3)), done && cap.enabled ? theme.primary_pressed : theme.key_shade, radius);
        brush.fill(rect.moved(0, brush.px(3) * pressed / 256),
                   between(fill, done ? theme.primary_pressed : 0xFFBED8FF, pressed), radius);
    }
    if (cap.icon != Icon::none) {
        brush.icon(IconSize::medium, rect.centre(), text, cap.icon);
    } else {
        brush.label(cap.look == KeyCap::Look::letter || done ? Face::lead_bold : Face::body_bold,
                    rect.shrunk(brush.px(4), 0), text, cap.label);
        if (!cap.hint.empty())
            brush.line(Face::caption, rect.right - brush.px(8) - brush.width_of(Face::caption, cap.hint),
                       rect.top + brush.line_height(Face::caption) / 2, pressed > 128 ? text : theme.muted, cap.hint);
    }
    brush.focus_ring(cap.id, rect, radius);
}

/// The letter above the finger that hides it.
void draw_bubble(Brush& brush, const Rect& key, const Rect& keyboard, const KeyCap& cap) {
    const bool letter = cap.look == KeyCap::Look::letter || cap.look == KeyCap::Look::tone;
    if (!letter || cap.label.size() > 3 || brush.pressed(cap.id) < 64) return;
    const int width = key.width() + brush.px(48);
    const int left =
        std::clamp(key.centre().x - width / 2, keyboard.left + brush.px(4), keyboard.right - brush.px(4) - width);
    const Rect bubble{left, key.top - brush.px(128), left + width, key.top - brush.px(12)};
    brush.confine(bubble);
    brush.shadow(bubble, brush.px(18), 0, 90);
    brush.box(bubble, brush.theme().primary, brush.px(18), brush.theme().high_contrast ? brush.theme().background : 0,
              brush.px(4));
    brush.line(Face::title, bubble.centre().x - brush.width_of(Face::title, cap.label) / 2, bubble.centre().y,
               brush.theme().on_primary, cap.label);
}

/// The three ways of typing at the left, what may be meant beside them: as many as stand there in one line.
void draw_strip(Brush& brush, const Rect& strip, const KeyboardPage& page) {
    const auto& keyboard = page.keyboard;
    const int gap = brush.px(gap_between);
    const auto caps = method_keys(keyboard);
    int width = brush.px(least_method_width);
    for (const auto& cap : caps) width = std::max(width, brush.width_of(Face::body_bold, cap.label) + brush.px(24));
    Rect rest = strip;
    for (const auto& cap : caps) {
        draw_key(brush, rest.cut_left(width), cap, page.personal);
        rest.left += gap;
    }
    rest.left += brush.px(14);
    for (const auto& cap : suggestion_keys(keyboard)) {
        const int wide = std::max(brush.width_of(Face::body_bold, cap.label) + brush.px(44), brush.px(120));
        if (wide > rest.width()) continue;
        draw_key(brush, rest.cut_left(wide), cap, page.personal);
        rest.left += gap;
    }
}

}  // namespace

int keyboard_height(const Brush& brush, const KeyboardPage& page, bool portrait) {
    const auto& keyboard = page.keyboard;
    const int strip = is_vietnamese(keyboard.layout) ? strip_height + gap_between : 0;
    return brush.px(rows_height(keyboard, portrait) + strip) + brush.px(34);
}

void draw_keyboard(Brush& brush, const Rect& rect, const KeyboardPage& page) {
    const auto& theme = brush.theme();
    const auto& keyboard = page.keyboard;
    brush.fill(rect, theme.keyboard);
    brush.fill({rect.left, rect.top, rect.right, rect.top + brush.px(theme.high_contrast ? 4 : 2)},
               theme.high_contrast ? theme.line : theme.key_shade);
    const auto rows = keyboard_rows(keyboard, page.faces);
    const int gap = brush.px(gap_between);
    Rect place = rect.shrunk(brush.px(outer_side), brush.px(outer_edge));
    if (is_number_pad(keyboard.layout)) {
        const int width = std::min(place.width(), brush.px(780));
        place = {place.centre().x - width / 2, place.top, place.centre().x - width / 2 + width, place.bottom};
    }
    if (is_vietnamese(keyboard.layout)) {
        draw_strip(brush, place.cut_top(brush.px(strip_height)), page);
        place.top += gap;
    }
    const int step = (place.height() + gap) / static_cast<int>(rows.size());
    std::vector<std::pair<Rect, const KeyCap*>> drawn;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        int halves = 2 * rows[r].indent;
        for (const auto& cap : rows[r].keys) halves += cap.width;
        const int top = place.top + static_cast<int>(r) * step;
        int at = rows[r].indent;
        for (const auto& cap : rows[r].keys) {
            const Rect key{place.left + (place.width() + gap) * at / halves, top,
                           place.left + (place.width() + gap) * (at + cap.width) / halves - gap, top + step - gap};
            draw_key(brush, key, cap, page.personal);
            drawn.emplace_back(key, &cap);
            at += cap.width;
        }
    }
    for (const auto& [key, cap] : drawn) draw_bubble(brush, key, rect, *cap);
}

}  // namespace kiosk::ui
