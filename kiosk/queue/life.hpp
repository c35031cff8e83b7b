#pragma once
/// What may become of a ticket: one table, the same for kiosks, counters, scripts and the clock. Pure; any thread.

#include "kiosk/queue/ticket.hpp"

namespace kiosk::queue {

/// The states that may follow this one.
[[nodiscard]] std::vector<TicketState> may_become(TicketState from);

/// The ticket after the step, which stands at the end of its history then. Fails with refused when the step may not follow; the detail
/// says what may. The counter of a step is where it happens: for `transferred` the only one that may call it then, or empty; `line`
/// is the new line of a transfer, or empty.
[[nodiscard]] Result<Ticket> after(Ticket ticket, Step step, const settings::Queue& rules, std::string_view line = {});

}  // namespace kiosk::queue
