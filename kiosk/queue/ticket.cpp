#include "kiosk/queue/ticket.hpp"

namespace kiosk::queue {

std::string_view name(TicketState state) {
    switch (state) {
        case TicketState::reserved: return "reserved";
        case TicketState::printed: return "printed";
        case TicketState::shown: return "shown";
        case TicketState::called: return "called";
        case TicketState::serving: return "serving";
        case TicketState::done: return "done";
        case TicketState::absent: return "absent";
        case TicketState::transferred: return "transferred";
        case TicketState::cancelled: return "cancelled";
        case TicketState::expired: return "expired";
    }
    broken("every TicketState has a name");
}

}  // namespace kiosk::queue
