#include "kiosk/queue/desk_view.hpp"

#include <algorithm>

#include "kiosk/queue/order.hpp"

namespace kiosk::queue {
namespace {

DeskView::Person person_of(const Ticket& ticket) {
    return {ticket.press, ticket.number, ticket.line,
            ticket.state, ticket.calls,  ticket.history.empty() ? ticket.taken_at : ticket.history.back().at};
}

}  // namespace

DeskView desk_view_of(const Hall& hall, std::string_view counter, WallTime now, const settings::Queue& rules) {
    DeskView out;
    out.calls_before_absent = rules.calls_before_absent;
    const auto day = hall.business_day(now);
    out.today = hall.today(day);
    if (const auto* desk = hall.desk(counter)) {
        if (open_on(desk->value, day)) {
            out.state = desk->value.state;
            out.officer = desk->value.officer;
        }
        const auto ticket = desk->value.with ? hall.ticket(*desk->value.with) : std::nullopt;
        if (ticket) out.with = person_of(*ticket);
    }
    const auto lines = lines_of(hall, counter, rules);
    for (const auto& waiting : waiting_on(hall, day, now, rules)) {
        ++out.waiting_all;
        out.waiting_here += waiting.not_before <= now && may_call(waiting, counter, lines) ? 1 : 0;
    }
    hall.each(day, [&](const Kept<Ticket>& kept) {
        if (kept.value.state != TicketState::on_hold || kept.value.counter != counter) return;
        if (const auto ticket = hall.ticket(kept.value.press)) out.held.push_back(person_of(*ticket));
    });
    std::ranges::sort(out.held, {}, &DeskView::Person::since);
    return out;
}

}  // namespace kiosk::queue
