#include <algorithm>

#include "ui/button.hpp"
#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

std::vector<const Action*> in_order(const std::vector<Action>& actions) {
    std::vector<const Action*> out;
    out.reserve(actions.size());
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

}  // namespace

int actions_height(const Brush& brush, const std::vector<Action>& actions, int width_px, bool compact) {
    const auto* reason = reason_of(actions);
    return brush.px(compact ? 140 : 168) +
           (reason == nullptr ? 0
                              : brush.height_of(Face::body, *reason, width_px - brush.px(48)) - brush.px(compact ? 0 : 12));
}

void draw_actions(Brush& brush, const Rect& rect, const std::vector<Action>& actions) {
    brush.confine(rect);
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

}  // namespace kiosk::ui
