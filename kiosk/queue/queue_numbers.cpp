// People and their numbers.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/queue/carry_out.hpp"
#include "kiosk/queue/life.hpp"

namespace kiosk::queue {
namespace {

using settings::PriorityClass;

/// A class that nobody chooses is given to whom the centre means.
std::string priority_of(const TicketWish& wish, std::string_view visit_code, WallTime now, const settings::Queue& rules) {
    if (!wish.priority.empty()) return wish.priority;
    const bool in_time = wish.appointment && now <= *wish.appointment + rules.appointment_grace;
    const auto* given = in_time               ? rules.given(PriorityClass::Given::to_appointments)
                        : !visit_code.empty() ? rules.given(PriorityClass::Given::to_prepared)
                                              : nullptr;
    return given == nullptr ? std::string{} : given->id;
}

}  // namespace

Result<Done> Queue::room_for(const settings::Line& line, const LocalDate& day, WallTime now) const {
    int taken = 0;
    bool cooling = false;
    hall_.each(day, [&](const Kept<Ticket>& kept) {
        const auto& ticket = kept.value;
        if (ticket.line != line.id || ticket.state == TicketState::expired) return;
        ++taken;
        // Who was called has come for something: only numbers that still wait are hoarded.
        if (ticket.kiosk != kiosk_ || !(waits(ticket.state) || ticket.state == TicketState::reserved)) return;
        cooling = cooling || (ticket.taken_at <= now && now - ticket.taken_at < rules_.cooldown);
    });
    if (line.daily_limit > 0 && taken >= line.daily_limit) {
        return fail(Code::too_many,
                    fmt::format("line {}: all {} numbers of the day are given out", line.id, line.daily_limit));
    }
    if (cooling) return fail(Code::busy, fmt::format("line {}: a number was taken here a moment ago", line.id));
    return Done{};
}

Result<Queue::Plan<Ticket>> Queue::plan_ticket(PressId press, const settings::Line& line, const TicketWish& wish,
                                               std::string_view visit_code, WallTime now) {
    if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
    if (auto known = hall_.ticket(press)) {
        if (!hall_.numbered(press)) return fail(Code::busy, "the number is not known for certain yet; try again");
        return Plan<Ticket>{std::move(*known)};
    }
    Ticket ticket;
    ticket.press = press;
    ticket.line = line.id;
    ticket.day = hall_.business_day(now);
    ticket.wish = wish;
    ticket.wish.priority = priority_of(wish, visit_code, now, rules_);
    ticket.visit_code = visit_code;
    ticket.taken_at = now;
    ticket.kiosk = kiosk_;
    if (auto room = room_for(line, ticket.day, now); !room) return fail(std::move(room));
    // A clock that was put back does not let anybody overtake.
    ticket.since = now;
    hall_.each(ticket.day, [&](const Kept<Ticket>& kept) { ticket.since = std::max(ticket.since, kept.value.since); });
    const auto& keys = hall_.keys();
    const auto* series = hall_.series(ticket.day, line.prefix);
    ticket.series = series == nullptr ? Series{line.prefix} : series->value;

    Plan<Ticket> plan{ticket};
    auto& write = plan.write;
    write.guards = {{keys.press(press), 0},
                    {keys.days(), hall_.days().modified},
                    {keys.series(ticket.day, line.prefix), series == nullptr ? 0 : series->modified}};
    write.counted = keys.number(ticket.day, line.prefix, ticket.series.epoch);
    write.puts = {{write.counted, press.text()},
                  {keys.press(press), ticket.day.iso()},
                  {keys.ticket(ticket.day, press), text_of(ticket)}};
    add_day(ticket.day, write);
    return plan;
}

Result<Ticket> Queue::take(PressId press, const TicketWish& wish, std::string_view visit_code, WallTime now) {
    const auto* line = settings::line_for(rules_, wish.purpose, wish.field);
    if (line == nullptr) {
        return fail(Code::not_found,
                    fmt::format("no line takes purpose {} of field \"{}\"; add it to queue.line in the settings",
                                settings::name(wish.purpose), wish.field));
    }
    ledger::Written written;
    bool refused = false;  // a press that was known before today is looked for when its first write is refused
    const auto plan = [&]() -> Result<Plan<Ticket>> {
        if (std::exchange(refused, true)) {
            if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
        }
        return plan_ticket(press, *line, wish, visit_code, now);
    };
    auto ticket = carry_out<Ticket>(now, plan, &written);
    if (!ticket || ticket->serial != 0) return ticket;
    ticket->serial = ticket->series.base + static_cast<int>(written.version);
    ticket->number = number_text(ticket->series, ticket->serial, rules_.digits);
    hall_.know_number(press, ticket->serial);
    return ticket;
}

Result<Ticket> Queue::hold(PressId press, TicketState state, WallTime now) {
    if (state != TicketState::printed && state != TicketState::shown) {
        return fail(Code::bad_usage, "a number is held when it was printed or shown");
    }
    return carry_out<Ticket>(now, [&]() -> Result<Plan<Ticket>> {
        if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
        auto ticket = hall_.ticket(press);
        if (!ticket) return fail(Code::not_found, "no number was given out for this press");
        const bool held = ticket->state != TicketState::reserved && ticket->state != TicketState::expired;
        const bool better = ticket->state == TicketState::shown && state == TicketState::printed;  // paper came after all
        if (held && !better) return Plan<Ticket>{std::move(*ticket)};
        return plan_step(press, {state, now, {}, {}, {}, press});
    });
}

Result<Ticket> Queue::cancel(PressId press, const Deed& deed, std::string_view reason) {
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
        auto ticket = hall_.ticket(press);
        if (!ticket) return fail(Code::not_found, "no number was given out for this press");
        if (ticket->state == TicketState::done || ticket->state == TicketState::cancelled)
            return Plan<Ticket>{std::move(*ticket)};
        return plan_step(press, {TicketState::cancelled, deed.now, {}, deed.by, std::string(reason), deed.press});
    });
}

Result<Ticket> Queue::rejoin(PressId press, const Deed& deed) {
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
        if (const auto ticket = hall_.ticket(press); ticket && ticket->step_of(deed.press)) return Plan<Ticket>{*ticket};
        auto plan = plan_step(press, {TicketState::waiting, deed.now, {}, deed.by, {}, deed.press});
        if (!plan) return plan;
        // Behind the first few who wait for the same: who was called and did not come lets them pass.
        auto& ticket = plan->result;
        ticket.since = std::max(ticket.since, deed.now);
        int before = 0;
        for (const auto& one : waiting_on(hall_, ticket.day, deed.now, rules_)) {
            if (one.line != ticket.line || ++before <= rules_.rejoin_behind) continue;
            ticket.since = one.since + -1ms;
            break;
        }
        for (auto& put : plan->write.puts) {
            if (put.key == hall_.keys().ticket(ticket.day, press)) put.value = text_of(ticket);
        }
        return plan;
    });
}

Result<int> Queue::expire_unprinted(WallTime now) {
    if (auto fresh = refresh(now); !fresh) return fail(std::move(fresh));
    std::vector<PressId> due;
    for (const auto& day : hall_.days().value) {
        hall_.each(day, [&](const Kept<Ticket>& kept) {
            if (kept.value.state != TicketState::reserved) return;
            // One taken "in the future" expires as well: the clock has jumped back, and nobody stands there any more.
            const auto age = now - kept.value.taken_at;
            if (age >= rules_.unprinted_expires_after || age < -rules_.unprinted_expires_after)
                due.push_back(kept.value.press);
        });
    }
    int out = 0;
    for (const auto& press : due) {
        auto expired = step(press, {TicketState::expired, now, {}, {}, {}, press}, {press, now});
        if (!expired && expired.error().code == Code::refused) continue;  // somebody holds it by now
        if (!expired) return fail(std::move(expired));
        ++out;
    }
    return out;
}

Result<std::vector<Ticket>> Queue::postpone_waiting(const Deed& deed) {
    if (auto fresh = refresh(deed.now); !fresh) return fail(std::move(fresh));
    std::vector<Ticket> out;
    std::vector<PressId> left;
    hall_.each(hall_.business_day(deed.now), [&](const Kept<Ticket>& kept) {
        if (waits(kept.value.state) || kept.value.state == TicketState::on_hold) left.push_back(kept.value.press);
    });
    for (const auto& press : left) {
        auto postponed = step(press, {TicketState::postponed, deed.now, {}, deed.by, {}, deed.press}, deed);
        if (!postponed && postponed.error().code == Code::refused) continue;  // called at this moment
        if (!postponed) return fail(std::move(postponed));
        out.push_back(std::move(*postponed));
    }
    return out;
}

}  // namespace kiosk::queue
