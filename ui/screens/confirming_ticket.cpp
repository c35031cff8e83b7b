#include "ui/screens/confirming_ticket.hpp"

#include <algorithm>
#include <chrono>

#include "ui/screens/priority_part.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

std::string counters_of_line(std::string_view line, const ScreenContext& ctx) {
    std::vector<std::string> ids;
    for (const auto* counter : settings::counters_of(ctx.settings.queue, line)) ids.push_back(counter->id);
    return wording::counters_of(ids, ctx);
}

std::string line_name(std::string_view id, const ScreenContext& ctx) {
    const auto& lines = ctx.settings.queue.lines;
    const auto line = std::ranges::find(lines, id, &settings::Line::id);
    return line == lines.end() ? std::string{id} : ctx(line->name);
}

void draw_ticket_problem(Frame& frame, Code code, const ScreenContext& ctx) {
    const bool none_left = code == Code::too_many;
    if (code == Code::busy)
        return frame.notice(Tone::info, Icon::clock, ctx(text::ticket_cooling), ctx(text::ticket_cooling_body));
    frame.notice(Tone::warn, Icon::alert_circle, ctx(none_left ? text::ticket_none_left : text::ticket_problem),
                 none_left ? ctx(text::ticket_none_left_body) : wording::sentence(code, ctx));
}

/// Papers matter to somebody who comes to hand them in.
bool lists_papers(const visit::ConfirmingTicket& state) {
    const bool hands_in = state.wish.purpose == queue::Purpose::submit;
    return hands_in && state.procedure != nullptr && !state.procedure->components.empty();
}

void draw_papers(Frame& frame, const visit::ConfirmingTicket& state, const ScreenContext& ctx) {
    if (!lists_papers(state)) {
        frame.point(Icon::file_document, ctx(state.wish.purpose == queue::Purpose::collect ? text::ticket_collect_papers
                                                                                           : text::ticket_no_papers));
        return;
    }
    frame.section(ctx(text::ticket_papers));
    for (const auto& component : state.procedure->components) {
        Row row;
        row.icon = Icon::file_document;
        row.tone = component.required ? Tone::ok : Tone::neutral;
        row.title = ctx(component.name);
        // At the counter the declaration is on paper: «filled in here» would be wrong.
        auto at_counter = component;
        at_counter.form = false;
        row.body = wording::paper_note(at_counter, ctx);
        row.trailing = wording::paper_need(component, ctx);
        row.trailing_tone = component.required ? Tone::bad : Tone::neutral;
        frame.row({}, std::move(row));
    }
}

/// The class that was said, or that it can be: the question itself stands below the papers.
void draw_class(Frame& frame, const visit::ConfirmingTicket& state, const ScreenContext& ctx) {
    const auto& queue = ctx.settings.queue;
    const auto* priority = state.wish.postponed ? queue.given(settings::PriorityClass::Given::to_postponed) : nullptr;
    if (priority == nullptr) priority = queue.priority(state.wish.priority);
    if (priority != nullptr)
        frame.personal_notice(Tone::info, Icon::account_check, ctx(text::ticket_priority), ctx(priority->name));
    else if (queue.asks_for_class() && lists_papers(state))
        frame.point(Icon::account_check, ctx(text::ticket_priority_below));
}

/// The visit's own appointment: what it is worth at this moment.
void draw_appointment(Frame& frame, const ScreenContext& ctx) {
    const auto& appointment = ctx.visit.appointment;
    if (!appointment) return;
    const auto& queue = ctx.settings.queue;
    const auto say = [&](Tone tone, std::string_view body) {
        frame.notice(tone, Icon::calendar,
                     ctx(text::ticket_appointment_at, fmt::arg("time", wording::time(appointment->at()))), body);
    };
    using queue::AppointmentFits;
    const auto from = wording::time(queue::called_from(appointment->at(), queue));
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(queue.appointment_grace).count();
    switch (queue::fits(*appointment, ctx.settings.centre.id, ctx.wall, queue)) {
        case AppointmentFits::early: return say(Tone::info, ctx(text::ticket_appointment_early, fmt::arg("from", from)));
        case AppointmentFits::late: return say(Tone::warn, ctx(text::ticket_appointment_late, fmt::arg("minutes", minutes)));
        case AppointmentFits::in_time: return say(Tone::ok, ctx(text::ticket_appointment_in_time));
        case AppointmentFits::other_day:
        case AppointmentFits::other_centre:
        case AppointmentFits::unproven: return;  // a visit keeps none of these
    }
}

}  // namespace

void ConfirmingTicketScreen::draw(Frame& frame, const visit::ConfirmingTicket& state, const ScreenContext& ctx) {
    frame.title(ctx(text::ticket_confirm_title));
    if (state.procedure != nullptr) frame.hint(ctx(state.procedure->name));
    else if (!state.wish.field.empty()) frame.hint(wording::field_name(state.wish.field, ctx));
    frame.scroll_from_here();
    if (state.problem) draw_ticket_problem(frame, *state.problem, ctx);
    draw_appointment(frame, ctx);
    frame.facts({{wording::purpose_icon(state.wish.purpose), ctx(text::ticket_purpose),
                  wording::purpose_name(state.wish.purpose, ctx)},
                 {Icon::account_multiple, ctx(text::ticket_line), line_name(state.line, ctx)},
                 {Icon::map_marker, ctx(text::ticket_counter), counters_of_line(state.line, ctx)}});
    if (const auto* news = ctx.visit.situation.line(state.line))
        frame.notice(Tone::info, Icon::clock, ctx(text::ticket_waiting_now), wording::wait(*news, ctx));
    if (const auto& printer = ctx.visit.situation.ticket_printer) {
        frame.notice(Tone::info, Icon::printer, wording::printer_sentence(*printer, ctx));
    }
    frame.second_column();
    draw_class(frame, state, ctx);
    draw_papers(frame, state, ctx);
    if (!state.wish.postponed) draw_priority(frame, state.wish.priority, ctx);
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    Button take{.icon = Icon::ticket_account, .reason = {}};
    if (state.problem == Code::too_many) {
        take.enabled = false;
        take.reason = ctx(text::ticket_none_left);
    }
    if (frame.primary("ticket.take", ctx(text::ticket_take), std::move(take))) {
        ctx.emit(visit::TicketConfirmed{ctx.new_id()});
    }
}

}  // namespace kiosk::ui
