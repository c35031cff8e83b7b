// Numbers: taken, held, looked at again.

#include "kiosk/app/store_desk.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/queue/estimate.hpp"

namespace kiosk::app {

visit::Event StoreDesk::allot(const visit::AllotTicket& effect) {
    auto ticket = queue_.take(effect.press, effect.wish, effect.visit_code, clock_.wall());
    if (ticket) return visit::TicketAllotted{std::move(*ticket), wait_of(effect.press)};
    log::failure("taking a number", ticket.error());
    return visit::TicketRefused{effect.press, ticket.error().code};
}

settings::Hours StoreDesk::hours_today(const queue::Hall& hall, WallTime now) const {
    const auto day = hall.business_day(now);
    return settings::hours_with(data_.settings.hours, day, hall.today(day));
}

std::optional<queue::Wait> StoreDesk::wait_of(PressId ticket) {
    const auto& settings = data_.settings;
    const auto now = clock_.wall();
    if (!settings.queue.tells_waiting || !queue_.joined()) return std::nullopt;
    auto hall = queue_.queue().look(now);
    if (!hall) {
        log::failure("looking at who waits", hall.error());
        return std::nullopt;
    }
    return queue::wait_of(**hall, ticket, now, settings.queue, hours_today(**hall, now));
}

std::vector<queue::LineNews> StoreDesk::lines() {
    const auto& settings = data_.settings;
    const auto now = clock_.wall();
    if (!settings.queue.tells_waiting || !queue_.joined()) return {};
    auto hall = queue_.queue().look(now);
    if (!hall) return {};  // said by whoever needed it; a number is given without
    return queue::news_of_lines(**hall, now, settings.queue, hours_today(**hall, now));
}

visit::Event StoreDesk::answer(const visit::AskTicket& effect) {
    const auto now = clock_.wall();
    const queue::Deed deed{effect.question, now};
    auto ticket = Result<std::optional<queue::Ticket>>(std::nullopt);
    const auto took = [&](Result<queue::Ticket> changed) {
        if (changed) ticket = std::optional(std::move(*changed));
        else ticket = tl::unexpected<Error>(changed.error());
    };
    switch (effect.deed) {
        case visit::TicketDeed::look: ticket = queue_.find(effect.ticket); break;
        case visit::TicketDeed::give_back: took(queue_.cancel(effect.ticket, deed, "given_back")); break;
        case visit::TicketDeed::rejoin: took(queue_.rejoin(effect.ticket, deed)); break;
    }
    if (!ticket) {
        log::failure("asking for a number", ticket.error());
        return visit::TicketNotSeen{effect.question, ticket.error().code};
    }
    if (!*ticket) return visit::TicketNotSeen{effect.question, Code::not_found};
    return visit::TicketSeen{effect.question, std::move(**ticket), wait_of(effect.ticket)};
}

void StoreDesk::hold(const visit::HoldTicket& effect) {
    if (auto held = queue_.hold(effect.press, effect.state, clock_.wall()); !held)
        log::failure("holding a number", held.error());
}

}  // namespace kiosk::app
