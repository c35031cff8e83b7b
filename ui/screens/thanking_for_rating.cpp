#include "ui/screens/thanking_for_rating.hpp"

#include "ui/screens/last_words.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {

void ThankingForRatingScreen::draw(Frame& frame, const visit::ThankingForRating& state, const ScreenContext& ctx) {
    frame.outcome(Tone::ok, Icon::check, ctx(text::rating_thanks), ctx(text::rating_thanks_body));
    draw_last_words(frame, ctx);
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    const Button end{.icon = Icon::exit_to_app, .reason = {}, .seconds_left = frame.seconds_until(state.deadline, ctx.now)};
    if (frame.primary("rated.end", ctx(text::done_end), end)) ctx.emit(visit::Ended{});
}

}  // namespace kiosk::ui
