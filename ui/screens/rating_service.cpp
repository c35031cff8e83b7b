#include "ui/screens/rating_service.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

/// The upper half of the scale is good, the lower bad, a middle neither.
Tone level_tone(int value, std::size_t levels) {
    const auto doubled = 2 * value - static_cast<int>(levels) - 1;
    if (doubled == 0) return Tone::info;
    return doubled > 0 ? Tone::ok : Tone::warn;
}

}  // namespace

void RatingServiceScreen::draw(Frame& frame, const visit::RatingService& state, const ScreenContext& ctx) {
    const auto& questions = state.form->questions;
    const auto at = state.rating.answers.size();
    frame.title(ctx(questions[at].text));
    frame.hint(ctx(text::rating_hint, fmt::arg("number", at + 1), fmt::arg("count", questions.size())));
    if (state.problem)
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::rating_problem), wording::sentence(*state.problem, ctx));
    frame.scroll_from_here();
    for (const auto& level : state.form->levels) {
        Row row;
        row.icon = wording::named_icon(level.icon);
        row.tone = level_tone(level.value, state.form->levels.size());
        row.title = ctx(level.name);
        if (frame.row(fmt::format("rate.{}", level.value), std::move(row)))
            ctx.emit(visit::LevelChosen{ctx.new_id(), level.value});
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.secondary("rate.skip", ctx(text::rating_skip), {.icon = Icon::close, .reason = {}}))
        ctx.emit(visit::RatingSkipped{});
}

}  // namespace kiosk::ui
