#include "ui/screens/choosing_journey.hpp"

#include <vector>

#include "ui/wording.hpp"

namespace kiosk::ui {

void ChoosingJourneyScreen::draw(Frame& frame, const visit::ChoosingJourney&, const ScreenContext& ctx) {
    using visit::Errand;
    const auto& situation = ctx.visit.situation;
    frame.title(ctx(text::home_title));
    frame.hint(ctx(text::home_hint));
    if (const auto notice = wording::todays_words(ctx); !notice.empty()) frame.notice(Tone::info, Icon::bullhorn, notice);
    if (frame.hero("home.submit", Icon::upload, ctx(text::home_submit),
                   ctx(situation.can_capture() ? text::home_submit_body : text::home_submit_no_capture))) {
        ctx.emit(visit::ErrandChosen{Errand::submit});
    }

    frame.second_column();
    const auto closed = wording::no_tickets_sentence(ctx);
    std::vector<Tile> tiles{
        {"home.ticket",
         Icon::ticket_account,
         ctx(text::home_ticket),
         closed.empty() ? ctx(text::home_ticket_body) : closed,
         true,
         {}},
        {"home.look_up",
         Icon::qrcode_scan,
         ctx(text::home_look_up),
         ctx(situation.can_read_codes() ? text::home_look_up_body : text::home_look_up_typing),
         true,
         {}},
        {"home.guidance", Icon::help_circle, ctx(text::home_guidance), ctx(text::home_guidance_body), true, {}}};
    std::vector errands{Errand::ticket, Errand::look_up, Errand::guidance};
    if (ctx.settings.payment) {  // a fee is found by its dossier
        tiles.insert(tiles.begin() + 2,
                     {"home.pay", Icon::cash_multiple, ctx(text::home_pay), ctx(text::home_pay_body), true, {}});
        errands.insert(errands.begin() + 2, Errand::look_up);
    }
    const int columns = tiles.size() > 3 ? 2 : 1;
    const auto tapped = frame.tiles(columns, std::move(tiles));
    if (tapped) ctx.emit(visit::ErrandChosen{errands[*tapped]});
    if (visit::feedback_offered(ctx.settings) &&
        frame.quiet_button("home.feedback", Icon::message_text, ctx(text::feedback_button))) {
        ctx.emit(visit::FeedbackWanted{});
    }
}

}  // namespace kiosk::ui
