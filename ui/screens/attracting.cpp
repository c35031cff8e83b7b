#include "ui/screens/attracting.hpp"

#include <chrono>

#include "ui/house.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {

void AttractingScreen::draw(Frame& frame, const visit::Attracting&, const ScreenContext& ctx) {
    Attract page;
    page.centre = ctx(ctx.settings.centre.name);
    page.place = ctx(ctx.settings.centre.place);
    page.slogan = ctx(text::attract_slogan);
    page.services = ctx(text::attract_services);
    if (const auto& invitations = ctx.settings.guidance.invitations; !invitations.empty()) {
        const auto minute = std::chrono::floor<std::chrono::minutes>(ctx.wall.since_epoch).count();
        page.invitation = ctx(invitations[static_cast<std::size_t>(minute) % invitations.size()]);
    }
    page.start_id = "attract.start";
    page.start_label = ctx(text::attract_start);
    for (const auto& language : ctx.languages.all())
        page.languages.push_back({"attract." + language.code(), Icon::none, language(text::language_name), true});
    page.helps.push_back({"attract.low_reach", Icon::wheelchair_accessibility, ctx(text::attract_low_reach), true});
    if (can_speak(ctx)) page.helps.push_back({"attract.aloud", Icon::volume_high, ctx(text::house_aloud), true});
    page.notice = ctx.settings.training ? ctx(text::house_training) : wording::no_tickets_sentence(ctx);
    page.today = wording::todays_words(ctx);

    const auto tapped = frame.attract(std::move(page));
    if (!tapped) return;
    for (const auto& language : ctx.languages.all()) {
        if (*tapped == "attract." + language.code()) ctx.emit(visit::LanguageChosen{language.code()});
    }
    if (*tapped == "attract.low_reach") ctx.emit(visit::ReachChosen{true});
    ctx.emit(visit::Started{});
    if (*tapped == "attract.aloud") ctx.emit(visit::AloudChosen{{.on = true}});
}

}  // namespace kiosk::ui
