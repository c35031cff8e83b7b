#include <algorithm>
#include <cmath>

#include "ui/screens/staff_parts.hpp"

namespace kiosk::ui::staff {
namespace {

constexpr int good_tenths = 50;  // 5 mm: what the pointer forgives (ui/pointer.hpp)

int miss_tenths(const visit::TouchError& error) {
    return static_cast<int>(std::lround(std::hypot(error.right, error.down)));
}

/// 1,2 in Vietnamese, 1.2 in English.
std::string millimetres(int tenths, const ScreenContext& ctx) {
    return fmt::format("{}{}{}", tenths / 10, ctx(text::number_decimal_mark), tenths % 10);
}

std::string inches(const ScreenContext& ctx) {
    return millimetres(static_cast<int>(std::lround(ctx.settings.display.diagonal_inch * 10)), ctx);
}

}  // namespace

void draw_touch(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_touch));
    const auto& touches = state.touches;
    const bool over = touches.size() == visit::touch_targets;
    if (!over) {
        frame.hint(ctx(text::staff_touch_hint, fmt::arg("count", visit::touch_targets)));
    } else {
        const int worst = miss_tenths(*std::ranges::max_element(touches, {}, miss_tenths));
        const bool good = worst < good_tenths;
        frame.notice(good ? Tone::ok : Tone::bad, good ? Icon::check_circle : Icon::alert_circle,
                     ctx(text::staff_touch_done, fmt::arg("mm", millimetres(worst, ctx))),
                     ctx(good ? text::staff_touch_good : text::staff_touch_bad));
    }
    TouchCheck check;
    for (const auto& touch : touches) {
        const int miss = miss_tenths(touch);
        check.landed.push_back({touch.right, touch.down, ctx(text::staff_touch_miss, fmt::arg("mm", millimetres(miss, ctx))),
                                miss < good_tenths ? Tone::ok : Tone::bad});
    }
    check.spoken = ctx(text::staff_touch_target, fmt::arg("number", std::min(touches.size() + 1, visit::touch_targets)),
                       fmt::arg("count", visit::touch_targets));
    if (const auto miss = frame.touch_check("touch.target", std::move(check)))
        ctx.emit(visit::TouchMeasured{{miss->right, miss->down}});
    draw_back(frame, ctx);
    if (over && frame.primary("touch.again", ctx(text::staff_touch_again), {.icon = Icon::refresh, .reason = {}}))
        ctx.emit(visit::StaffPageChosen{StaffPage::touch, {}});
}

void draw_ruler(Frame& frame, const StaffPages&, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_ruler));
    frame.hint(ctx(text::staff_ruler_hint));
    frame.ruler(ctx(text::staff_ruler_square));
    frame.second_column();
    const auto& display = ctx.settings.display;
    frame.facts({{Icon::information, ctx(text::staff_ruler_now),
                  ctx(text::staff_ruler_inch, fmt::arg("inch", inches(ctx)), fmt::arg("width", display.width_px),
                      fmt::arg("height", display.height_px))}});
    frame.paragraph(ctx(text::staff_ruler_wrong, fmt::arg("inch", inches(ctx))));
    draw_back(frame, ctx);
}

}  // namespace kiosk::ui::staff
