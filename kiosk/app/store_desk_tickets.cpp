// Numbers: taken, held, looked at again.

#include "kiosk/app/store_desk.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/dossier/working_time.hpp"
#include "kiosk/queue/estimate.hpp"
#include "kiosk/queue/named_press.hpp"

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

/// Every kiosk of the centre does it, by the same press; what fails is tried again the next time. Numbers that staff give out after
/// the hours are staff's to serve.
void StoreDesk::close_day() {
    const auto& settings = data_.settings;
    if (settings.queue.at_closing != settings::Queue::AtClosing::slip) return;
    const auto now = clock_.wall();
    const auto day = queue_.business_day(now);
    if (!day || *day != local_time(now).date) return;  // whoever gives out numbers says what is wrong
    const auto today = queue_.today(*day);
    if (!today) return;
    const auto hours = settings::hours_with(settings.hours, *day, *today);
    const auto& stretches = settings::stretches_on(hours, *day);
    if (stretches.empty()) return;
    constexpr int hour = 60;
    const int minute = stretches.back().to_minute;
    const auto end = wall_time({*day, minute / hour, minute % hour, 0});
    if (now < end || closed_at_ == end) return;
    const auto to = dossier::WorkingTime(settings.hours).day_after(*day, 1);
    if (!to) return log::failure("looking for the next open day", to.error());
    const auto postponed = queue_.postpone_waiting(*to, {queue::closing_press(settings.centre.id, *day), now}, end);
    if (!postponed) return log::failure("giving slips at closing", postponed.error());
    closed_at_ = end;
    if (!postponed->empty()) log::info("closing: {} numbers that waited go first on {}", postponed->size(), to->iso());
}

void StoreDesk::hold(const visit::HoldTicket& effect) {
    if (auto held = queue_.hold(effect.press, effect.state, clock_.wall()); !held)
        log::failure("holding a number", held.error());
}

}  // namespace kiosk::app
