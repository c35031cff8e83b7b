#include "ui/screens/entering_pin.hpp"

#include "kiosk/base/pin.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

std::string pause_sentence(Frame& frame, const visit::EnteringPin& state, const ScreenContext& ctx) {
    const int seconds = state.deadline ? frame.seconds_until(*state.deadline, ctx.now) : 0;
    constexpr int read_as_minutes_from = 120;
    if (seconds < read_as_minutes_from) return ctx(text::staff_pin_pause, fmt::arg("seconds", seconds));
    return ctx(text::staff_pin_pause_minutes, fmt::arg("minutes", (seconds + 59) / 60));
}

void draw_pin_problem(Frame& frame, const visit::EnteringPin& state, const ScreenContext& ctx) {
    using visit::PinProblem;
    if (state.checking) return frame.notice(Tone::info, Icon::timer_sand, ctx(text::staff_pin_checking));
    switch (state.problem) {
        case PinProblem::none: return;
        case PinProblem::wrong:
            frame.notice(Tone::bad, Icon::close_circle, ctx(text::staff_pin_wrong),
                         ctx(text::staff_pin_wrong_body, fmt::arg("count", state.tries_left)));
            return;
        case PinProblem::pause:
            frame.notice(Tone::warn, Icon::timer_sand, pause_sentence(frame, state, ctx), ctx(text::staff_pin_pause_body));
            return;
        case PinProblem::locked:
            frame.notice(Tone::bad, Icon::lock, ctx(text::staff_pin_locked),
                         ctx(text::staff_pin_locked_body, fmt::arg("staff", state.staff)));
            return;
        case PinProblem::not_checked:
            frame.notice(Tone::warn, Icon::alert, ctx(text::staff_pin_not_checked), ctx(text::staff_pin_not_checked_body));
            return;
    }
}

/// Why no digit is taken now; empty: they are.
std::string why_not(Frame& frame, const visit::EnteringPin& state, const ScreenContext& ctx) {
    if (state.checking) return ctx(text::staff_pin_checking);
    if (state.problem == visit::PinProblem::pause) return pause_sentence(frame, state, ctx);
    return {};
}

}  // namespace

void EnteringPinScreen::draw(Frame& frame, const visit::EnteringPin& state, const ScreenContext& ctx) {
    draw_pin_page(frame, state, ctx(text::staff_pin_hint, fmt::arg("staff", state.staff)), ctx);
}

void draw_pin_page(Frame& frame, const visit::EnteringPin& state, const std::string& hint, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_pin_title));
    if (frame.portrait()) frame.hint(hint);
    else frame.paragraph(hint);  // beside the keys, which need the height
    const auto typed = static_cast<int>(state.digits.reveal().size());
    const bool locked = state.problem == visit::PinProblem::locked;
    if (!locked) frame.pin_dots(typed, static_cast<int>(pin_digits), ctx(text::staff_pin_dots, fmt::arg("count", typed)));
    draw_pin_problem(frame, state, ctx);
    if (!locked) {
        frame.second_column();
        auto reason = why_not(frame, state, ctx);
        const bool enabled = reason.empty();
        const auto key =
            frame.pin_pad({state.keys, enabled, std::move(reason), ctx(text::staff_pin_key), ctx(text::staff_pin_erase)});
        if (key && *key == '<') ctx.emit(visit::PinDigitErased{});
        else if (key) ctx.emit(visit::PinDigitTyped{*key, ctx.new_id()});
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
}

}  // namespace kiosk::ui
