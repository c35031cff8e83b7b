#include "ui/gallery.hpp"

namespace kiosk::ui {

/// Numbers that were held before the reader, in each state that a page says in its own way.
std::vector<Sample> samples_numbers(const SampleData& data) {
    using namespace visit;
    using queue::TicketState;
    const auto& line = data.settings.queue.lines.front();
    const auto counters = settings::counters_of(data.settings.queue, line.id);
    require(!counters.empty(), "the samples are made from a configuration with a counter for its first line");
    const auto seen = [&](TicketState state) {
        ReadingTicket out{line.prefix + "027", {}, {}};
        Ticket ticket;
        ticket.press.bytes.fill(0x27);
        ticket.number = out.number;
        ticket.line = line.id;
        ticket.day = local_time(data.wall).date;
        ticket.serial = 27;
        ticket.wish = {line.purposes.front(), {}, {}};
        ticket.taken_at = data.wall + -25min;
        ticket.state = state;
        if (state == TicketState::called || state == TicketState::serving) ticket.counter = counters.front()->id;
        out.press = ticket.press;
        out.ticket = std::move(ticket);
        return out;
    };
    auto waits = seen(TicketState::printed);
    waits.wait = queue::Wait{3, 2, true, 12min, 5min, 20min, data.wall + 12min, true};
    waits.ticket->visit_code = "4K7M2Q9T";
    auto giving_back = waits;
    giving_back.giving_back = true;
    auto over = seen(TicketState::absent);
    over.ticket->rejoined = data.settings.queue.rejoins;
    auto old = seen(TicketState::printed);
    old.ticket->day = old.ticket->day.plus_days(-1);
    auto postponed = seen(TicketState::postponed);
    postponed.ticket->postponed_to = postponed.ticket->day.plus_days(1);
    auto first_today = seen(TicketState::postponed);
    first_today.ticket->postponed_to = first_today.ticket->day;
    auto promised = waits;
    promised.ticket->wish.appointment = data.wall + 35min;
    ReadingTicket looking{line.prefix + "027", {}, {}};
    looking.question = TicketQuestion{};
    auto unknown = looking;
    unknown.question.reset();
    unknown.problem = Code::not_found;
    auto silent = waits;
    silent.problem = Code::unreachable;
    return {
        {"reading_ticket_looking", healthy(looking)},
        fullest({"reading_ticket_waits", healthy(waits)}),
        {"reading_ticket_giving_back", healthy(giving_back)},
        {"reading_ticket_not_answered", healthy(silent)},
        {"reading_ticket_called", healthy(seen(TicketState::called))},
        {"reading_ticket_absent", healthy(seen(TicketState::absent))},
        {"reading_ticket_absent_over", healthy(over)},
        {"reading_ticket_done", healthy(seen(TicketState::done))},
        {"reading_ticket_postponed", healthy(postponed)},
        {"reading_ticket_postponed_today", healthy(first_today)},
        {"reading_ticket_appointment", healthy(promised)},
        {"reading_ticket_other_day", healthy(old)},
        {"reading_ticket_unknown", healthy(unknown)},
    };
}

}  // namespace kiosk::ui
