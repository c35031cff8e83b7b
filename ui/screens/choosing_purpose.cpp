#include "ui/screens/choosing_purpose.hpp"

#include <algorithm>
#include <array>

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

/// Whether some line of this centre gives numbers for it.
bool offered(queue::Purpose purpose, const settings::Queue& queue) {
    return std::ranges::any_of(queue.lines, [&](const settings::Line& line) {
        return std::ranges::find(line.purposes, purpose) != line.purposes.end();
    });
}

}  // namespace

void ChoosingPurposeScreen::draw(Frame& frame, const visit::ChoosingPurpose&, const ScreenContext& ctx) {
    using queue::Purpose;
    constexpr std::array all{Purpose::submit, Purpose::supplement, Purpose::collect, Purpose::pay, Purpose::ask};
    frame.title(ctx(text::purpose_title));
    using Given = settings::PriorityClass::Given;
    if (ctx.visit.appointment)
        frame.notice(Tone::info, Icon::calendar,
                     ctx(text::ticket_appointment_at, fmt::arg("time", wording::time(ctx.visit.appointment->at()))),
                     ctx(text::purpose_appointment_body));
    else if (ctx.settings.queue.given(Given::to_appointments) != nullptr && ctx.visit.situation.can_read_codes())
        frame.hint(ctx(text::purpose_appointment_hint));
    std::vector<Tile> tiles;
    std::vector<Purpose> purposes;
    for (const auto purpose : all) {
        if (!offered(purpose, ctx.settings.queue)) continue;
        purposes.push_back(purpose);
        tiles.push_back({"purpose." + std::string{settings::name(purpose)},
                         wording::purpose_icon(purpose),
                         wording::purpose_name(purpose, ctx),
                         {},
                         true,
                         {}});
    }
    if (const auto tapped = frame.tiles(frame.portrait() ? 1 : 3, std::move(tiles))) {
        ctx.emit(visit::PurposeChosen{purposes[*tapped]});
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
}

}  // namespace kiosk::ui
