#include "kiosk/queue/ticket.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::queue {

std::string number_text(const Series& series, int serial, int digits) {
    return fmt::format("{}{:0{}}{}", series.prefix, serial, std::max(digits, 1), series.mark);
}

std::string_view name(TicketState state) {
    switch (state) {
        case TicketState::reserved: return "reserved";
        case TicketState::printed: return "printed";
        case TicketState::shown: return "shown";
        case TicketState::waiting: return "waiting";
        case TicketState::called: return "called";
        case TicketState::serving: return "serving";
        case TicketState::on_hold: return "on_hold";
        case TicketState::done: return "done";
        case TicketState::absent: return "absent";
        case TicketState::transferred: return "transferred";
        case TicketState::cancelled: return "cancelled";
        case TicketState::expired: return "expired";
        case TicketState::postponed: return "postponed";
    }
    broken("every TicketState has a name");
}

Result<TicketState> parse_state(std::string_view text) {
    for (const auto state : all_states) {
        if (name(state) == text) return state;
    }
    return fail(Code::corrupt, "a ticket has a state that this program does not know");
}

bool waits(TicketState state) {
    return state == TicketState::printed || state == TicketState::shown || state == TicketState::waiting ||
           state == TicketState::transferred;
}

bool counts(TicketState state) {
    return waits(state) || state == TicketState::called || state == TicketState::serving || state == TicketState::on_hold;
}

const Step* Ticket::step_of(PressId wanted) const {
    const auto found =
        std::find_if(history.rbegin(), history.rend(), [&](const Step& step) { return step.press == wanted; });
    return found == history.rend() ? nullptr : &*found;
}

}  // namespace kiosk::queue
