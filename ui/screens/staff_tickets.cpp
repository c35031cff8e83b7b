#include <algorithm>

#include "ui/screens/staff_parts.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui::staff {
namespace {

using queue::TicketState;
using visit::StaffDeed;

constexpr std::size_t most_latest = 10;  // what somebody at the kiosk just took

TextId ticket_state_words(TicketState state) {
    switch (state) {
        case TicketState::reserved: return text::staff_state_reserved;
        case TicketState::printed:
        case TicketState::shown:
        case TicketState::waiting:
        case TicketState::transferred: return text::staff_state_waiting;
        case TicketState::called:
        case TicketState::serving:
        case TicketState::on_hold: return text::staff_state_called;
        case TicketState::done: return text::staff_state_done;
        case TicketState::postponed: return text::staff_state_postponed;
        case TicketState::absent: return text::staff_state_absent;
        case TicketState::cancelled: return text::staff_state_voided;
        case TicketState::expired: break;
    }
    return text::staff_state_unheld;
}

bool can_be_voided(TicketState state) {
    return state != TicketState::done && state != TicketState::postponed && state != TicketState::cancelled;
}

std::string counts_sentence(const visit::TicketCounts& counts, const ScreenContext& ctx) {
    return ctx(text::staff_line_counts, fmt::arg("given", counts.given), fmt::arg("waiting", counts.waiting),
               fmt::arg("done", counts.done), fmt::arg("absent", counts.absent), fmt::arg("voided", counts.voided));
}

std::vector<const queue::Ticket*> latest(const visit::StaffReport& report) {
    std::vector<const queue::Ticket*> out;
    for (const auto& ticket : report.tickets) out.push_back(&ticket);
    std::ranges::stable_sort(out, [](const auto* a, const auto* b) { return a->taken_at > b->taken_at; });
    if (out.size() > most_latest) out.resize(most_latest);
    return out;
}

std::string line_name(const std::string& id, const ScreenContext& ctx) {
    const auto& lines = ctx.settings.queue.lines;
    const auto found = std::ranges::find(lines, id, &settings::Line::id);
    return found == lines.end() ? id : ctx(found->name);
}

void draw_latest(Frame& frame, const visit::StaffReport& report, const ScreenContext& ctx) {
    frame.section(ctx(text::staff_tickets_last));
    for (const auto* ticket : latest(report)) {
        const bool there = can_be_voided(ticket->state);
        if (frame.row("staff.ticket." + ticket->number, {Icon::ticket_account,
                                                         there ? Tone::info : Tone::neutral,
                                                         wording::time(ticket->taken_at),
                                                         ticket->number,
                                                         line_name(ticket->line, ctx),
                                                         ctx(ticket_state_words(ticket->state)),
                                                         Tone::neutral,
                                                         true,
                                                         {}}))
            ctx.emit(visit::StaffPageChosen{StaffPage::ticket, ticket->press});
    }
}

}  // namespace

void draw_tickets(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_tickets));
    if (state.report) frame.hint(ctx(text::staff_tickets_day, fmt::arg("date", wording::date(state.report->day))));
    draw_news(frame, state, ctx);
    if (state.report) {
        const auto& report = *state.report;
        if (report.tickets.empty()) frame.notice(Tone::info, Icon::ticket, ctx(text::staff_tickets_none));
        for (const auto& line : ctx.settings.queue.lines) {
            const auto counts = visit::count_tickets(report, line.id);
            if (counts.given == 0) continue;
            frame.row({}, {Icon::format_list_bulleted,
                           Tone::neutral,
                           {},
                           line.prefix + " · " + ctx(line.name),
                           counts_sentence(counts, ctx),
                           {},
                           Tone::neutral,
                           false,
                           {}});
        }
        frame.second_column();
        if (!report.tickets.empty()) draw_latest(frame, report, ctx);
    }
    draw_back(frame, ctx);
}

void draw_ticket(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    const auto* ticket = state.chosen_ticket();
    if (ticket == nullptr) {
        frame.title(ctx(text::staff_tickets));
        frame.notice(Tone::warn, Icon::ticket, ctx(text::staff_ticket_gone));
        return draw_back(frame, ctx);
    }
    frame.title(ctx(text::staff_ticket_title, fmt::arg("number", ticket->number)));
    draw_news(frame, state, ctx);
    std::vector<Fact> facts{{Icon::format_list_bulleted, ctx(text::staff_ticket_line), line_name(ticket->line, ctx)},
                            {Icon::clock, ctx(text::staff_ticket_taken), moment(ticket->taken_at, ctx)},
                            {Icon::information, ctx(text::staff_ticket_state), ctx(ticket_state_words(ticket->state))}};
    if (const auto* priority = ctx.settings.queue.priority(ticket->wish.priority))
        facts.push_back({wording::named_icon(priority->icon), ctx(text::ticket_priority), ctx(priority->name), true});
    frame.facts(std::move(facts));
    draw_back(frame, ctx);
    if (!can_be_voided(ticket->state)) return;
    auto leave = deed_button(state, StaffDeed::void_ticket, Icon::close_circle, ctx);
    if (frame.secondary("staff.void", ctx(text::staff_void), std::move(leave)))
        ctx.emit(visit::StaffPageChosen{StaffPage::voiding, ticket->press});
    if (frame.primary("staff.print_again", ctx(text::staff_print_again),
                      deed_button(state, StaffDeed::print_ticket, Icon::printer, ctx)))
        do_deed(StaffDeed::print_ticket, ctx);
}

void draw_voiding(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    const auto* ticket = state.chosen_ticket();
    if (ticket == nullptr) return draw_ticket(frame, state, ctx);
    frame.title(ctx(text::staff_void_title, fmt::arg("number", ticket->number)));
    frame.hint(ctx(text::staff_void_hint));
    draw_news(frame, state, ctx);
    frame.big_number(ticket->number);
    draw_back(frame, ctx);
    if (frame.primary("staff.void_confirm", ctx(text::staff_void_confirm),
                      deed_button(state, StaffDeed::void_ticket, Icon::close_circle, ctx)))
        do_deed(StaffDeed::void_ticket, ctx);
}

}  // namespace kiosk::ui::staff
