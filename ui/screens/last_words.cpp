#include "ui/screens/last_words.hpp"

namespace kiosk::ui {

void draw_last_words(Frame& frame, const ScreenContext& ctx) {
    std::vector<ButtonItem> items;
    if (visit::rating_offered(ctx.visit.rated, ctx.settings, ctx.wall) != nullptr)
        items.push_back({"last.rate", Icon::star_outline, ctx(text::rating_button), true});
    if (visit::feedback_offered(ctx.settings))
        items.push_back({"last.feedback", Icon::message_text, ctx(text::feedback_button), true});
    if (!items.empty()) static_cast<void>(frame.buttons(std::move(items)));
    if (frame.tapped("last.rate")) ctx.emit(visit::RatingWanted{});
    if (frame.tapped("last.feedback")) ctx.emit(visit::FeedbackWanted{});
}

void dock_last_word(Frame& frame, const ScreenContext& ctx) {
    if (visit::rating_offered(ctx.visit.rated, ctx.settings, ctx.wall) != nullptr) {
        if (frame.secondary("last.rate", ctx(text::rating_button), {.icon = Icon::star_outline, .reason = {}}))
            ctx.emit(visit::RatingWanted{});
    } else if (visit::feedback_offered(ctx.settings)) {
        if (frame.secondary("last.feedback", ctx(text::feedback_button), {.icon = Icon::message_text, .reason = {}}))
            ctx.emit(visit::FeedbackWanted{});
    }
}

}  // namespace kiosk::ui
