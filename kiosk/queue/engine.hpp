#pragma once
/// Gives out numbers and knows what became of each: one line of people a prefix, one count a prefix and business day.
///
/// One thread. Blocks on the disk or the network. The press decides: the same press always gets the same ticket, so after any
/// failure, unknown_outcome included, ask again with the same press. Numbers of a prefix and day run 1, 2, 3 … without a gap,
/// none is given twice, and each stays in list() whatever became of it.

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/queue/ticket.hpp"

namespace kiosk::queue {

class Engine {
public:
    virtual ~Engine() = default;

    /// Allots a number and records the ticket as `reserved`, in one transaction. Fails with not_found when no line serves the
    /// wish, too_many when the line's daily limit is reached. Opening hours are the visit's to judge.
    [[nodiscard]] virtual Result<Ticket> take(PressId press, const TicketWish& wish, std::string_view visit_code,
                                              WallTime now) = 0;

    /// Somebody holds it: `state` is printed or shown. A ticket that is already past that stays as it is; one that expired
    /// meanwhile comes back to life, for somebody holds it. Fails with not_found for a press that took none.
    [[nodiscard]] virtual Result<Ticket> hold(PressId press, TicketState state, WallTime now) = 0;

    /// Staff void it (`cancelled`): it is not called any more, and stays in list(). One that was served or voided already stays
    /// as it is. Fails with not_found for a press that took none.
    [[nodiscard]] virtual Result<Ticket> void_ticket(PressId press, WallTime now) = 0;

    /// Numbers reserved longer ago than the settings allow expire: nobody holds them. How many did.
    [[nodiscard]] virtual Result<int> expire_unprinted(WallTime now) = 0;

    /// Every number of that day, by prefix and serial.
    [[nodiscard]] virtual Result<std::vector<Ticket>> list(LocalDate day) = 0;
    [[nodiscard]] virtual Result<std::optional<Ticket>> find(PressId press) = 0;
    /// The last number of that day that was taken for a prepared dossier and counts: somebody holds it, and was not served yet.
    [[nodiscard]] virtual Result<std::optional<Ticket>> find_for_visit(std::string_view visit_code, LocalDate day) = 0;
    /// By the number as printed, in any letter case.
    [[nodiscard]] virtual Result<std::optional<Ticket>> find(std::string_view number, LocalDate day) = 0;

    /// The business day of a ticket taken now: the local date, but never earlier than that of any ticket before. Tickets of a day
    /// that lies further ahead than a clock wanders were taken while it was wrong: they keep their day, and nothing follows them,
    /// unless it is today's clock that cannot be right.
    [[nodiscard]] virtual Result<LocalDate> business_day(WallTime now) = 0;
};

}  // namespace kiosk::queue
