#include "ui/screens/rating_service.hpp"

#include <algorithm>

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

/// The upper half of the scale is good, the lower bad, a middle neither.
Tone level_tone(int value, std::size_t levels) {
    const auto doubled = 2 * value - static_cast<int>(levels) - 1;
    if (doubled == 0) return Tone::info;
    return doubled > 0 ? Tone::ok : Tone::warn;
}

void draw_way_on(Frame& frame, const ScreenContext& ctx) {
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.secondary("rate.skip", ctx(text::rating_skip), {.icon = Icon::close, .reason = {}}))
        ctx.emit(visit::RatingSkipped{});
}

void draw_why(Frame& frame, const visit::RatingService& state, const ScreenContext& ctx) {
    frame.title(ctx(text::web_rate_why));
    frame.hint(ctx(text::web_rate_several));
    if (state.problem)
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::rating_problem_why), wording::sentence(*state.problem, ctx));
    frame.scroll_from_here();
    const auto& chosen = state.rating.reasons;
    for (const auto& reason : state.form->reasons) {
        const bool checked = std::ranges::find(chosen, reason.id) != chosen.end();
        if (frame.checkbox("rate.why." + reason.id, ctx(reason.name), checked))
            ctx.emit(visit::RatingReasonChosen{reason.id});
    }
    draw_way_on(frame, ctx);
    if (frame.primary("rate.send", ctx(text::web_rate_send), {.icon = Icon::check, .reason = {}}))
        ctx.emit(visit::RatingReasonsGiven{ctx.new_id()});
}

}  // namespace

void RatingServiceScreen::draw(Frame& frame, const visit::RatingService& state, const ScreenContext& ctx) {
    if (state.asks_why()) return draw_why(frame, state, ctx);
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
    draw_way_on(frame, ctx);
}

}  // namespace kiosk::ui
