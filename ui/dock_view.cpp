#include <algorithm>

#include "ui/button.hpp"
#include "ui/keyboard.hpp"
#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

std::vector<const Action*> in_order(const std::vector<Action>& actions) {
    std::vector<const Action*> out;
    for (const auto& action : actions) out.push_back(&action);
    const auto rank = [](const Action* action) { return action->back ? 0 : action->primary ? 2 : 1; };
    std::ranges::stable_sort(out, {}, rank);
    return out;
}

/// The right edges of the buttons, in thousandths of the row.
std::vector<int> shares(const std::vector<const Action*>& actions) {
    const int count = static_cast<int>(actions.size());
    if (count == 2 && actions[0]->back) return {340, 1000};
    if (count == 2) return {450, 1000};
    if (count == 3 && actions[0]->back) return {280, 620, 1000};
    std::vector<int> out;
    for (int i = 1; i <= count; ++i) out.push_back(1000 * i / count);
    return out;
}

const std::string* reason_of(const std::vector<Action>& actions) {
    for (const auto& action : actions) {
        if (!action.button.enabled && !action.button.reason.empty()) return &action.button.reason;
    }
    return nullptr;
}

constexpr int key_gap = 9;

int key_height(const Brush& brush, const KeyboardPage& keyboard, bool portrait) {
    if (is_number_pad(keyboard.layout)) return brush.px(portrait ? 120 : 92);
    return brush.px(portrait ? 98 : 78);
}

void draw_key(Brush& brush, const Rect& rect, const KeyCap& cap) {
    const auto& theme = brush.theme();
    Node node{
        cap.id, Role::key, cap.spoken.empty() ? cap.label : cap.spoken, rect.shrunk(-brush.px(4)), cap.enabled, cap.active,
        {},     false};
    brush.node(std::move(node));
    const int pressed = cap.enabled ? brush.pressed(cap.id) : 0;
    const bool done = cap.look == KeyCap::Look::done;
    auto fill = done                                ? theme.primary
                : cap.look == KeyCap::Look::control ? theme.key_control
                : cap.look == KeyCap::Look::tone    ? theme.tint
                                                    : theme.surface;
    auto text = done ? theme.on_primary : cap.look == KeyCap::Look::tone ? theme.primary : theme.ink;
    if (cap.active) {
        fill = theme.primary;
        text = theme.on_primary;
    }
    if (!cap.enabled) {
        fill = theme.disabled_back;
        text = theme.disabled;
    }
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
    }
    brush.focus_ring(cap.id, rect, radius);
}

/// The letter above the finger that hides it.
void draw_bubble(Brush& brush, const Rect& key, const Rect& keyboard, const KeyCap& cap) {
    if (cap.look == KeyCap::Look::control || cap.look == KeyCap::Look::done || cap.label.size() > 3 ||
        brush.pressed(cap.id) < 64)
        return;
    const int width = key.width() + brush.px(48);
    const int left =
        std::clamp(key.centre().x - width / 2, keyboard.left + brush.px(4), keyboard.right - brush.px(4) - width);
    const Rect bubble{left, key.top - brush.px(128), left + width, key.top - brush.px(12)};
    brush.shadow(bubble, brush.px(18), 0, 90);
    brush.box(bubble, brush.theme().primary, brush.px(18), brush.theme().high_contrast ? brush.theme().background : 0,
              brush.px(4));
    brush.line(Face::title, bubble.centre().x - brush.width_of(Face::title, cap.label) / 2, bubble.centre().y,
               brush.theme().on_primary, cap.label);
}

}  // namespace

int actions_height(const Brush& brush, const std::vector<Action>& actions, int width_px, bool compact) {
    const auto* reason = reason_of(actions);
    return brush.px(compact ? 140 : 168) +
           (reason == nullptr ? 0
                              : brush.height_of(Face::body, *reason, width_px - brush.px(48)) - brush.px(compact ? 0 : 12));
}

void draw_actions(Brush& brush, const Rect& rect, const std::vector<Action>& actions) {
    const bool compact = rect.height() - (reason_of(actions) == nullptr ? 0 : brush.line_height(Face::body)) < brush.px(150);
    const int high = brush.px(116);
    Rect row{rect.left, rect.bottom - brush.px(compact ? 12 : 26) - high, rect.right, 0};
    row.bottom = row.top + high;
    if (const auto* reason = reason_of(actions)) {
        const Rect text{rect.left + brush.px(44), rect.top + brush.px(4), rect.right, row.top};
        brush.icon(IconSize::small, {rect.left + brush.px(16), text.top + brush.line_height(Face::body) / 2},
                   brush.theme().muted, Icon::information);
        brush.words(Face::body, text, brush.theme().muted, *reason);
    }
    const auto ordered = in_order(actions);
    const auto edges = shares(ordered);
    const int gap = brush.px(24);
    int from = 0;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const auto& action = *ordered[i];
        const auto& button = action.button;
        const Rect place{row.left + (row.width() + gap) * from / 1000, row.top,
                         row.left + (row.width() + gap) * edges[i] / 1000 - gap, row.bottom};
        const auto label =
            button.seconds_left < 0 ? action.label : action.label + " (" + std::to_string(button.seconds_left) + ")";
        draw_button(brush, place,
                    {action.id, label, action.primary ? ButtonLook::primary : ButtonLook::secondary, button.icon,
                     button.enabled, button.reason, Face::lead_bold, Role::button, button.busy});
        from = edges[i];
    }
}

int keyboard_height(const Brush& brush, const KeyboardPage& keyboard, bool portrait) {
    const auto rows = static_cast<int>(keyboard_rows(keyboard.layout, keyboard.words, false, false).size());
    return rows * (key_height(brush, keyboard, portrait) + brush.px(key_gap)) + brush.px(34);
}

void draw_keyboard(Brush& brush, const Rect& rect, const KeyboardPage& keyboard) {
    const auto& theme = brush.theme();
    brush.fill(rect, theme.keyboard);
    brush.fill({rect.left, rect.top, rect.right, rect.top + brush.px(theme.high_contrast ? 4 : 2)},
               theme.high_contrast ? theme.line : theme.key_shade);
    const auto rows = keyboard_rows(keyboard.layout, keyboard.words, keyboard.shift, keyboard.symbols);
    Rect place = rect.shrunk(brush.px(20), brush.px(18));
    if (is_number_pad(keyboard.layout)) {
        const int width = std::min(place.width(), brush.px(780));
        place = {place.centre().x - width / 2, place.top, place.centre().x - width / 2 + width, place.bottom};
    }
    const int gap = brush.px(key_gap);
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
            draw_key(brush, key, cap);
            drawn.emplace_back(key, &cap);
            at += cap.width;
        }
    }
    for (const auto& [key, cap] : drawn) draw_bubble(brush, key, rect, *cap);
}

}  // namespace kiosk::ui
