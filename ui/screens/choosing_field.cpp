#include "ui/screens/choosing_field.hpp"

#include <array>

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

TextId title_of(visit::Journey journey) {
    switch (journey) {
        case visit::Journey::submit: return text::field_title;
        case visit::Journey::ticket: return text::field_title_ticket;
        case visit::Journey::guidance: return text::field_title_guidance;
    }
    broken("a journey has a question for its field");
}

/// A number is given only for fields that some line serves; elsewhere every field is shown.
bool offered(const catalogue::Field& field, const visit::ChoosingField& state, const ScreenContext& ctx) {
    if (state.journey != visit::Journey::ticket) return true;
    return settings::line_for(ctx.settings.queue, state.purpose, field.id) != nullptr;
}

std::string count_of(std::size_t count, const ScreenContext& ctx) {
    return count == 0 ? ctx(text::field_none) : ctx(text::field_count, fmt::arg("count", count));
}

void draw_fields(Frame& frame, const visit::ChoosingField& state, const ScreenContext& ctx) {
    std::vector<Tile> tiles;
    std::vector<std::string> ids;
    for (const auto& field : ctx.catalogue.fields()) {
        if (!offered(field, state, ctx)) continue;
        ids.push_back(field.id);
        tiles.push_back({"field." + field.id,
                         wording::field_icon(field.id, ctx),
                         ctx(field.name),
                         count_of(ctx.catalogue.in_field(field.id).size(), ctx),
                         true,
                         {}});
    }
    const auto tapped = frame.tiles(frame.portrait() ? 2 : 4, std::move(tiles));
    if (tapped) ctx.emit(visit::FieldChosen{ids[*tapped]});
}

void draw_life_events(Frame& frame, const ScreenContext& ctx) {
    std::vector<Tile> tiles;
    std::vector<std::string> ids;
    for (const auto& event : ctx.catalogue.life_events()) {
        const auto count = ctx.catalogue.in_life_event(event.id).size();
        if (count == 0) continue;
        ids.push_back(event.id);
        tiles.push_back(
            {"life_event." + event.id, wording::named_icon(event.icon), ctx(event.name), count_of(count, ctx), true, {}});
    }
    const auto tapped = frame.tiles(frame.portrait() ? 2 : 4, std::move(tiles));
    if (tapped) ctx.emit(visit::LifeEventChosen{ids[*tapped]});
}

/// Two ways to the same procedures.
void draw_grouping(Frame& frame, visit::Grouping grouping, const ScreenContext& ctx) {
    using visit::Grouping;
    constexpr std::array groupings{Grouping::fields, Grouping::life_events};
    const auto tapped =
        frame.filters({{"grouping.fields", ctx(text::field_by_field), grouping == Grouping::fields},
                       {"grouping.life_events", ctx(text::field_by_life_event), grouping == Grouping::life_events}});
    if (tapped) ctx.emit(visit::GroupingChosen{groupings[*tapped]});
}

}  // namespace

void ChoosingFieldScreen::draw(Frame& frame, const visit::ChoosingField& state, const ScreenContext& ctx) {
    if (state.journey == visit::Journey::submit) frame.steps(0, wording::filing_steps(ctx));
    const bool by_life_event = state.grouping == visit::Grouping::life_events;
    frame.title(ctx(by_life_event ? text::field_title_life_event : title_of(state.journey)));
    draw_grouping(frame, state.grouping, ctx);
    frame.scroll_from_here();
    if (by_life_event) draw_life_events(frame, ctx);
    else draw_fields(frame, state, ctx);
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("search.open", ctx(text::search_open), {.icon = Icon::magnify, .reason = {}})) {
        ctx.emit(visit::SearchOpened{});
    }
}

}  // namespace kiosk::ui
