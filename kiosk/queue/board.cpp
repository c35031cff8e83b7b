#include "kiosk/queue/board.hpp"

#include <algorithm>

namespace kiosk::queue {
namespace {

/// Its last call; nothing for somebody who was not called, or whose number is not valid any more.
const Step* last_call(const Ticket& ticket) {
    if (ticket.state == TicketState::cancelled || ticket.state == TicketState::postponed) return nullptr;
    const auto found = std::find_if(ticket.history.rbegin(), ticket.history.rend(),
                                    [](const Step& step) { return step.state == TicketState::called; });
    return found == ticket.history.rend() ? nullptr : &*found;
}

struct Called {
    const Ticket* ticket;
    const Step* step;
};

}  // namespace

BoardView board_of(const Hall& hall, WallTime now, const settings::Queue& rules, std::size_t most_calls) {
    BoardView out;
    const auto day = hall.business_day(now);
    if (rules.tells_waiting) {
        for (const auto& line : rules.lines) out.waiting.push_back({line.id, 0});
    }
    std::vector<Called> called;
    hall.each(day, [&](const Kept<Ticket>& kept) {
        const auto& ticket = kept.value;
        if (const auto* step = last_call(ticket)) called.push_back({&ticket, step});
        if (!waits(ticket.state)) return;
        const auto line = std::ranges::find(out.waiting, ticket.line, &LineWaiting::line);
        if (line != out.waiting.end()) ++line->people;
    });
    const auto newer = [](const Called& a, const Called& b) {
        return a.step->at != b.step->at ? a.step->at > b.step->at : a.step->press > b.step->press;
    };
    std::ranges::sort(called, newer);
    if (called.size() > most_calls) called.resize(most_calls);
    for (const auto& [ticket, step] : called) {
        const auto numbered = hall.ticket(ticket->press);
        if (!numbered) continue;
        out.calls.push_back({ticket->press, numbered->number, step->counter, numbered->calls, step->at,
                             ticket->state == TicketState::called});
    }
    return out;
}

}  // namespace kiosk::queue
