#include "ui/screens/holding_ticket.hpp"

#include <algorithm>

#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/visit/limits.hpp"
#include "ui/screens/last_words.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

std::string caption_of(const queue::Ticket& ticket, const ScreenContext& ctx) {
    const auto& lines = ctx.settings.queue.lines;
    const auto line = std::ranges::find(lines, ticket.line, &settings::Line::id);
    return line == lines.end() ? wording::purpose_name(ticket.wish.purpose, ctx) : ctx(line->name);
}

/// Sit down until it is called, and about when that is.
std::string wait_words(const visit::HoldingTicket& state, const ScreenContext& ctx) {
    if (!state.wait) return ctx(text::ticket_call);
    return ctx(text::ticket_call) + " " + ctx(text::ticket_ahead) + ": " + wording::wait(*state.wait, ctx) + ".";
}

}  // namespace

void HoldingTicketScreen::draw(Frame& frame, const visit::HoldingTicket& state, const ScreenContext& ctx) {
    const auto& ticket = state.ticket;
    frame.title(ctx(text::ticket_yours));
    TicketCard card{caption_of(ticket, ctx), ticket.number, {}};
    if (const auto counters = wording::counters_of(state.counters, ctx); !counters.empty()) {
        card.facts.push_back({Icon::map_marker, ctx(text::ticket_counter), counters});
    }
    card.facts.push_back({Icon::clock, ctx(text::ticket_taken), wording::time(ticket.taken_at)});
    if (const auto appointment = wording::appointment_of(ticket, ctx); !appointment.empty())
        card.facts.push_back({Icon::calendar, ctx(text::ticket_appointment), appointment});
    if (!ticket.visit_code.empty())
        card.facts.push_back({Icon::none, ctx(text::ticket_visit_code), dossier::shown_visit_code(ticket.visit_code)});
    frame.ticket(std::move(card));

    frame.second_column();
    const bool shown = state.delivery == visit::Delivery::shown;
    if (shown) frame.notice(Tone::warn, Icon::camera, ctx(text::ticket_shown), ctx(text::ticket_shown_body));
    else frame.notice(Tone::ok, Icon::printer, ctx(text::ticket_printed), wait_words(state, ctx));
    if (const auto* priority = ctx.settings.queue.priority(ticket.wish.priority))
        frame.personal_notice(Tone::info, Icon::account_check, ctx(text::ticket_priority), ctx(priority->name));
    if (const auto& code = frame.qr_of(wording::ticket_text(ticket, ctx)); code.side > 0) {
        frame.qr(code, ctx(text::ticket_qr, fmt::arg("number", ticket.number)));
    }
    const auto waits = visit::stretched(visit::limits::reading_result, ctx.visit.preferences);
    const auto total = std::chrono::duration_cast<std::chrono::seconds>(waits).count();
    const int left = frame.seconds_until(state.deadline, ctx.now);
    frame.countdown(ctx(text::ticket_ends, fmt::arg("seconds", left)), left, static_cast<int>(total));
    dock_last_word(frame, ctx);  // the number has the page to itself
    if (frame.primary("ticket.done", ctx(text::done), {.icon = Icon::check, .reason = {}})) ctx.emit(visit::Ended{});
}

}  // namespace kiosk::ui
