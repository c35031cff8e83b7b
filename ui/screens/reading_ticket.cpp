#include "ui/screens/reading_ticket.hpp"

#include <algorithm>

#include "kiosk/queue/life.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

using queue::Ticket;
using queue::TicketState;

std::string counters_of(const Ticket& ticket, const ScreenContext& ctx) {
    if (!ticket.counter.empty()) return wording::counters_of({ticket.counter}, ctx);
    std::vector<std::string> ids;
    for (const auto* counter : settings::counters_of(ctx.settings.queue, ticket.line)) ids.push_back(counter->id);
    return wording::counters_of(ids, ctx);
}

std::string line_name(const Ticket& ticket, const ScreenContext& ctx) {
    const auto* line = ctx.settings.queue.line(ticket.line);
    return line == nullptr ? wording::purpose_name(ticket.wish.purpose, ctx) : ctx(line->name);
}

bool may_rejoin(const Ticket& ticket, const ScreenContext& ctx) {
    return ticket.state == TicketState::absent && ticket.rejoined < ctx.settings.queue.rejoins;
}

bool of_today(const Ticket& ticket, const ScreenContext& ctx) { return ticket.day >= local_time(ctx.wall).date; }

bool goes_first_today(const Ticket& ticket, const ScreenContext& ctx) {
    return ticket.goes_first(local_time(ctx.wall).date);
}

void draw_postponed(Frame& frame, const Ticket& ticket, const ScreenContext& ctx) {
    if (goes_first_today(ticket, ctx))
        return frame.notice(Tone::ok, Icon::calendar, ctx(text::ticket_seen_postponed_today),
                            ctx(text::ticket_seen_postponed_today_body));
    const auto first_on = ticket.postponed_to.value_or(ticket.day);
    const bool over = first_on < local_time(ctx.wall).date;
    frame.notice(over ? Tone::warn : Tone::info, Icon::calendar,
                 ctx(text::ticket_seen_postponed, fmt::arg("date", wording::date(first_on))),
                 ctx(over ? text::ticket_seen_postponed_over : text::ticket_seen_postponed_body));
}

void draw_state(Frame& frame, const Ticket& ticket, const ScreenContext& ctx) {
    const auto say = [&](Tone tone, Icon icon, TextId title, std::string_view body = {}) {
        frame.notice(tone, icon, ctx(title), body);
    };
    if (ticket.state != TicketState::postponed && !of_today(ticket, ctx)) {
        frame.notice(Tone::warn, Icon::alert_circle,
                     ctx(text::ticket_seen_other_day, fmt::arg("date", wording::date(ticket.day))));
        return;
    }
    switch (ticket.state) {
        case TicketState::reserved:
        case TicketState::printed:
        case TicketState::shown:
        case TicketState::waiting:
        case TicketState::transferred: return say(Tone::ok, Icon::clock, text::ticket_seen_waits, ctx(text::ticket_call));
        case TicketState::called:
            return say(Tone::info, Icon::bell, text::ticket_seen_called,
                       ctx(text::ticket_seen_called_body, fmt::arg("counter", counters_of(ticket, ctx))));
        case TicketState::serving: return say(Tone::info, Icon::account_check, text::ticket_seen_serving);
        case TicketState::on_hold: return say(Tone::info, Icon::pause, text::ticket_seen_on_hold, counters_of(ticket, ctx));
        case TicketState::absent:
            return say(Tone::warn, Icon::alert_circle, text::ticket_seen_absent,
                       ctx(may_rejoin(ticket, ctx) ? text::ticket_seen_absent_body : text::ticket_seen_absent_over));
        case TicketState::done: return say(Tone::ok, Icon::check, text::ticket_seen_done);
        case TicketState::cancelled: return say(Tone::neutral, Icon::close, text::ticket_seen_cancelled);
        case TicketState::expired: return say(Tone::neutral, Icon::clock, text::ticket_seen_expired);
        case TicketState::postponed: return draw_postponed(frame, ticket, ctx);
    }
}

void draw_ticket(Frame& frame, const visit::ReadingTicket& state, const Ticket& ticket, const ScreenContext& ctx) {
    TicketCard card{line_name(ticket, ctx), ticket.number, {}};
    if (const auto counters = counters_of(ticket, ctx); !counters.empty())
        card.facts.push_back({Icon::map_marker, ctx(text::ticket_counter), counters});
    card.facts.push_back({Icon::clock, ctx(text::ticket_taken), wording::time(ticket.taken_at)});
    frame.ticket(std::move(card));
    if (const auto appointment = wording::appointment_of(ticket, ctx); !appointment.empty())
        frame.point(Icon::calendar, ctx(text::ticket_appointment) + ": " + appointment);
    frame.second_column();
    if (state.problem)
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::ticket_not_answered), wording::sentence(*state.problem, ctx));
    draw_state(frame, ticket, ctx);
    if (state.wait)
        frame.notice(Tone::info, Icon::account_multiple, ctx(text::ticket_ahead), wording::wait(*state.wait, ctx));
    if (!ticket.visit_code.empty() && frame.quiet_button("ticket.dossier", Icon::file_document, ctx(text::ticket_dossier)))
        ctx.emit(visit::TicketDossierWanted{});
    const bool waits = queue::waits(ticket.state) && of_today(ticket, ctx);
    if (waits && frame.quiet_button("ticket.give_back", Icon::undo_variant, ctx(text::ticket_give_back)))
        ctx.emit(visit::TicketReturnWanted{});
}

void ask_whether_to_give_back(Frame& frame, const Ticket& ticket, const ScreenContext& ctx) {
    Dialog dialog;
    dialog.title = ctx(text::ticket_give_back_title, fmt::arg("number", ticket.number));
    dialog.body = ctx(text::ticket_give_back_body);
    dialog.icon = Icon::undo_variant;
    dialog.answers = {{"ticket.end", ctx(text::house_end), Tone::neutral, false},
                      {"ticket.really_give_back", ctx(text::ticket_give_back_yes), Tone::bad, false},
                      {"ticket.keep", ctx(text::ticket_give_back_no), Tone::neutral, true}};
    const auto answer = frame.dialog(std::move(dialog));
    if (answer == "ticket.really_give_back") ctx.emit(visit::TicketReturnConfirmed{ctx.new_id()});
    if (answer == "ticket.end") ctx.emit(visit::Ended{});
    if (answer == "ticket.keep") ctx.emit(visit::WentBack{});
}

/// What helps now: the line again, a new number, or nothing but going.
void draw_way_on(Frame& frame, const visit::ReadingTicket& state, const ScreenContext& ctx) {
    if (state.question) return;
    if (state.ticket && may_rejoin(*state.ticket, ctx) && of_today(*state.ticket, ctx)) {
        if (frame.primary("ticket.rejoin", ctx(text::ticket_rejoin), {.icon = Icon::undo_variant, .reason = {}}))
            ctx.emit(visit::RejoinWanted{ctx.new_id()});
    } else if (state.ticket && queue::counts(state.ticket->state) && of_today(*state.ticket, ctx)) {
        if (frame.primary("ticket.done", ctx(text::done), {.icon = Icon::check, .reason = {}})) ctx.emit(visit::Ended{});
    } else if (state.ticket && goes_first_today(*state.ticket, ctx)) {
        if (frame.primary("ticket.first", ctx(text::ticket_first_number), {.icon = Icon::ticket_account, .reason = {}}))
            ctx.emit(visit::TicketChosen{});
    } else if (frame.primary("ticket.new", ctx(text::ticket_new_number), {.icon = Icon::ticket_account, .reason = {}})) {
        ctx.emit(visit::TicketChosen{});
    }
}

}  // namespace

void ReadingTicketScreen::draw(Frame& frame, const visit::ReadingTicket& state, const ScreenContext& ctx) {
    frame.title(ctx(text::ticket_yours));
    if (state.question && state.of_appointment && !state.ticket) frame.spinner(ctx(text::ticket_looking_appointment));
    else if (state.question && !state.ticket) frame.spinner(ctx(text::ticket_looking, fmt::arg("number", state.number)));
    else if (state.ticket) draw_ticket(frame, state, *state.ticket, ctx);
    else if (state.problem == Code::not_found)
        frame.notice(Tone::warn, Icon::alert_circle, ctx(text::ticket_not_seen), ctx(text::ticket_not_seen_body));
    else if (state.problem)
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::ticket_not_answered), wording::sentence(*state.problem, ctx));
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    draw_way_on(frame, state, ctx);
    if (state.giving_back && state.ticket) ask_whether_to_give_back(frame, *state.ticket, ctx);
}

}  // namespace kiosk::ui
