#include "ui/screens/priority_part.hpp"

namespace kiosk::ui {

void draw_priority(Frame& frame, std::string_view chosen, const ScreenContext& ctx) {
    if (!ctx.settings.queue.asks_for_class()) return;
    frame.section(ctx(text::ticket_priority_question));
    frame.paragraph(ctx(text::ticket_priority_hint));
    if (frame.personal_choice("ticket.priority.none", ctx(text::ticket_priority_none), chosen.empty()))
        ctx.emit(visit::PriorityChosen{});
    for (const auto& priority : ctx.settings.queue.priorities) {
        if (priority.given != settings::PriorityClass::Given::by_choice) continue;
        const auto id = "ticket.priority." + priority.id;
        if (frame.personal_choice(id, ctx(priority.name), chosen == priority.id, ctx(priority.proof)))
            ctx.emit(visit::PriorityChosen{priority.id});
    }
}

}  // namespace kiosk::ui
