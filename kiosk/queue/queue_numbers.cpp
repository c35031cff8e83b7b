// People and their numbers.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/queue/appointment.hpp"
#include "kiosk/queue/carry_out.hpp"
#include "kiosk/queue/life.hpp"

namespace kiosk::queue {
namespace {

using settings::PriorityClass;

/// A class that nobody chooses is given to whom the centre means.
std::string priority_of(const TicketWish& wish, std::string_view visit_code, WallTime now, const settings::Queue& rules) {
    const auto* given = wish.postponed ? rules.given(PriorityClass::Given::to_postponed) : nullptr;
    if (given == nullptr && !wish.priority.empty()) return wish.priority;
    if (given == nullptr && wish.appointment && in_grace(*wish.appointment, now, rules))
        given = rules.given(PriorityClass::Given::to_appointments);
    else if (given == nullptr && !visit_code.empty()) given = rules.given(PriorityClass::Given::to_prepared);
    return given == nullptr ? std::string{} : given->id;
}

/// Each paper that was promised something gives one number: nobody hoards with them.
bool was_promised(const Ticket& ticket) {
    return ticket.wish.appointment || ticket.wish.postponed || !ticket.visit_code.empty();
}

}  // namespace

Result<Done> Queue::room_for(const Ticket& wanted, const settings::Line& line) const {
    int taken = 0;
    int just_now = 0;
    hall_.each(wanted.day, [&](const Kept<Ticket>& kept) {
        const auto& ticket = kept.value;
        if (ticket.line != line.id || ticket.state == TicketState::expired) return;
        ++taken;
        // Who was called has come for something: only numbers that still wait are hoarded.
        if (ticket.kiosk != kiosk_ || was_promised(ticket)) return;
        if (!waits(ticket.state) && ticket.state != TicketState::reserved) return;
        const auto age = wanted.taken_at - ticket.taken_at;
        just_now += age >= Duration{} && age < rules_.cooldown ? 1 : 0;
    });
    if (line.daily_limit > 0 && taken >= line.daily_limit) {
        return fail(Code::too_many,
                    fmt::format("line {}: all {} numbers of the day are given out", line.id, line.daily_limit));
    }
    if (just_now >= rules_.cooldown_numbers && !was_promised(wanted)) {
        return fail(Code::busy, fmt::format("line {}: {} numbers were taken here a moment ago", line.id, just_now));
    }
    return Done{};
}

/// The line that the wish is for. Whoever was postponed stays in theirs.
Result<const settings::Line*> Queue::line_of(PressId press, const TicketWish& wish, WallTime now) {
    const auto* line = settings::line_for(rules_, wish.purpose, wish.field);
    if (wish.postponed) {
        if (press != press_after(*wish.postponed))
            return fail(Code::bad_usage, "a number in place of a postponed one has the press that follows from it");
        if (auto fetched = fetch(*wish.postponed); !fetched) return fail(std::move(fetched));
        const auto before = hall_.ticket(*wish.postponed);
        const auto today = hall_.business_day(now);
        if (!before || !before->goes_first(today)) {
            return fail(Code::closed, !before || !before->postponed_to
                                          ? "this number was not postponed to another day"
                                          : fmt::format("{} goes first on {}, and today is {}", before->number,
                                                        before->postponed_to->iso(), today.iso()));
        }
        if (const auto* same = rules_.line(before->line)) line = same;
    }
    if (line != nullptr) return line;
    return fail(Code::not_found,
                fmt::format("no line takes purpose {} of field \"{}\"; add it to queue.line in the settings",
                            settings::name(wish.purpose), wish.field));
}

Result<Queue::Plan<Ticket>> Queue::plan_ticket(PressId press, const TicketWish& wish, std::string_view visit_code,
                                               WallTime now) {
    if (auto known = hall_.ticket(press)) {
        if (!hall_.numbered(press)) return fail(Code::busy, "the number is not known for certain yet; try again");
        return Plan<Ticket>{std::move(*known)};
    }
    const auto found = line_of(press, wish, now);
    if (!found) return tl::unexpected(found.error());
    const auto& line = **found;
    Ticket ticket;
    ticket.press = press;
    ticket.line = line.id;
    ticket.day = hall_.business_day(now);
    ticket.wish = wish;
    ticket.wish.priority = priority_of(wish, visit_code, now, rules_);
    ticket.visit_code = visit_code;
    ticket.taken_at = now;
    ticket.kiosk = kiosk_;
    if (auto room = room_for(ticket, line); !room) return fail(std::move(room));
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
    ledger::Written written;
    // The write itself notices a press of another day: only then, and before anything is refused, it is looked for.
    bool begun = false;
    const auto plan = [&]() -> Result<Plan<Ticket>> {
        if (!std::exchange(begun, true)) {
            if (auto planned = plan_ticket(press, wish, visit_code, now)) return planned;
        }
        if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
        return plan_ticket(press, wish, visit_code, now);
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
        const bool voided = ticket->state == TicketState::cancelled;
        const bool by_this_press = voided && ticket->history.back().press == deed.press;
        const bool given_back = deed.by.empty() && (voided || ticket->state == TicketState::done);
        if (by_this_press || given_back) return Plan<Ticket>{std::move(*ticket)};
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
        put_again(*plan);
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

Result<Queue::Plan<Ticket>> Queue::plan_postponing(PressId press, const LocalDate& to, const Deed& deed) const {
    auto known = hall_.ticket(press);
    if (known && known->step_of(deed.press) != nullptr) return Plan<Ticket>{std::move(*known)};
    auto plan = plan_step(press, {TicketState::postponed, deed.now, {}, deed.by, {}, deed.press});
    if (!plan) return plan;
    auto& ticket = plan->result;
    ticket.postponed_to = to;
    put_again(*plan);
    plan->write.puts.push_back({hall_.keys().reprints(ticket.kiosk) + press.text(), deed.by});
    return plan;
}

Result<std::vector<Ticket>> Queue::postpone_waiting(const LocalDate& to, const Deed& deed,
                                                    std::optional<WallTime> came_before) {
    if (auto fresh = refresh(deed.now); !fresh) return fail(std::move(fresh));
    std::vector<Ticket> out;
    std::vector<PressId> left;
    hall_.each(hall_.business_day(deed.now), [&](const Kept<Ticket>& kept) {
        const auto& ticket = kept.value;
        const bool before = ticket.state == TicketState::postponed && ticket.step_of(deed.press) != nullptr;
        if (came_before && ticket.taken_at >= *came_before) return;
        if (waits(ticket.state) || ticket.state == TicketState::on_hold || before) left.push_back(ticket.press);
    });
    for (const auto& press : left) {
        auto postponed = carry_out<Ticket>(deed.now, [&] { return plan_postponing(press, to, deed); });
        if (!postponed && postponed.error().code == Code::refused) continue;  // called at this moment
        if (!postponed) return fail(std::move(postponed));
        out.push_back(std::move(*postponed));
    }
    return out;
}

}  // namespace kiosk::queue
