#include "ui/screens/choosing_field.hpp"

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

std::string count_of(const catalogue::Field& field, const ScreenContext& ctx) {
    const auto count = ctx.catalogue.in_field(field.id).size();
    return count == 0 ? ctx(text::field_none) : ctx(text::field_count, fmt::arg("count", count));
}

}  // namespace

void ChoosingFieldScreen::draw(Frame& frame, const visit::ChoosingField& state, const ScreenContext& ctx) {
    if (state.journey == visit::Journey::submit) frame.steps(0, wording::filing_steps(ctx));
    frame.title(ctx(title_of(state.journey)));
    std::vector<Tile> tiles;
    std::vector<std::string> ids;
    for (const auto& field : ctx.catalogue.fields()) {
        if (!offered(field, state, ctx)) continue;
        ids.push_back(field.id);
        tiles.push_back(
            {"field." + field.id, wording::field_icon(field.id, ctx), ctx(field.name), count_of(field, ctx), true, {}});
    }
    frame.scroll_from_here();
    if (const auto tapped = frame.tiles(frame.portrait() ? 2 : 4, std::move(tiles))) {
        ctx.emit(visit::FieldChosen{ids[*tapped]});
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("search.open", ctx(text::search_open), {.icon = Icon::magnify, .reason = {}})) {
        ctx.emit(visit::SearchOpened{});
    }
}

}  // namespace kiosk::ui
