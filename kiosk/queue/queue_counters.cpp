// Counters, and what they do with people.

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/queue/carry_out.hpp"
#include "kiosk/queue/life.hpp"

namespace kiosk::queue {
namespace {

bool at_a_counter(TicketState state) { return state == TicketState::called || state == TicketState::serving; }

}  // namespace

/// A counter has whom it called or serves, and nobody else: written together with the ticket.
void Queue::move_desks(const Ticket& before, const Ticket& after, PressId press, ledger::Write& write) const {
    const auto change = [&](const std::string& counter, std::optional<PressId> with) {
        const auto* kept = hall_.desk(counter);
        if (kept == nullptr || kept->value.with == with) return;
        auto desk = kept->value;
        desk.with = with;
        desk.press = press;
        const auto key = hall_.keys().desk(counter);
        write.guards.push_back({key, kept->modified});
        write.puts.push_back({key, text_of(desk)});
    };
    const bool was = at_a_counter(before.state);
    const bool is = at_a_counter(after.state);
    if (was && !(is && before.counter == after.counter)) change(before.counter, std::nullopt);
    if (is) change(after.counter, after.press);
}

Result<Queue::Plan<Ticket>> Queue::plan_step(PressId press, Step step, std::string_view line) const {
    const auto* kept = hall_.kept(press);
    auto before = hall_.ticket(press);
    if (kept == nullptr || !before) return fail(Code::not_found, "no number was given out for this press");
    if (!hall_.numbered(press)) return fail(Code::busy, "the number is not known for certain yet; try again");
    if (step.state == TicketState::called && !before->counter.empty()) {
        const auto* desk = hall_.desk(before->counter);
        // It belonged to a counter that is not there any more.
        if (desk == nullptr || !open_on(desk->value, before->day)) before->counter.clear();
    }
    const auto done_by = step.press;
    auto next = after(*before, std::move(step), rules_, line);
    if (!next) return fail(std::move(next));
    Plan<Ticket> plan{*next};
    const auto key = hall_.keys().ticket(next->day, press);
    plan.write.guards = {{key, kept->modified}};
    plan.write.puts = {{key, text_of(*next)}};
    move_desks(*before, *next, done_by, plan.write);
    if (next->state == TicketState::called && rules_.announces) {
        const Call call{press, next->number, next->counter, next->calls, next->history.back().at};
        plan.write.puts.push_back({hall_.keys().call(call), text_of(call)});
    }
    return plan;
}

/// What the plan gives was changed after it was planned.
void Queue::put_again(Plan<Ticket>& plan) const {
    const auto key = hall_.keys().ticket(plan.result.day, plan.result.press);
    for (auto& put : plan.write.puts) {
        if (put.key == key) put.value = text_of(plan.result);
    }
}

Result<Ticket> Queue::step(PressId ticket, Step step, const Deed& deed, std::string_view line) {
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        if (auto fetched = fetch(ticket); !fetched) return fail(std::move(fetched));
        if (auto known = hall_.ticket(ticket); known && known->step_of(step.press) != nullptr && step.press != ticket)
            return Plan<Ticket>{std::move(*known)};
        return plan_step(ticket, step, line);
    });
}

/// What this press did to any ticket of today.
std::optional<Ticket> Queue::done_by(PressId press, WallTime now) const {
    std::optional<PressId> found;
    hall_.each(hall_.business_day(now), [&](const Kept<Ticket>& kept) {
        if (!found && kept.value.step_of(press) != nullptr) found = kept.value.press;
    });
    return found ? hall_.ticket(*found) : std::nullopt;
}

/// Whoever is at the counter may be of a day that is over.
Result<Done> Queue::fetch_at(std::string_view counter) {
    const auto* desk = hall_.desk(counter);
    return desk == nullptr || !desk->value.with ? Result<Done>(Done{}) : fetch(*desk->value.with);
}

Result<Queue::Plan<Ticket>> Queue::plan_call(std::string_view counter, const Deed& deed) const {
    if (auto done = done_by(deed.press, deed.now)) return Plan<Ticket>{std::move(*done)};
    const auto* desk = hall_.desk(counter);
    if (desk == nullptr || desk->value.state != DeskState::open || !open_on(desk->value, hall_.business_day(deed.now)))
        return fail(Code::refused, fmt::format("counter {} is not open; open it first", counter));
    if (desk->value.with) {
        const auto there = hall_.ticket(*desk->value.with);
        return fail(Code::refused, fmt::format("counter {} still has {}: finish, transfer or hold it first", counter,
                                               there ? there->number : "somebody"));
    }
    const auto day = hall_.business_day(deed.now);
    const auto lines = lines_of(hall_, counter, rules_);
    const auto next = next_call(waiting_on(hall_, day, deed.now, rules_), counter, lines, overtakings(hall_, day, counter),
                                deed.now, rules_);
    if (!next) return fail(Code::not_found, fmt::format("nobody waits for counter {}", counter));
    return plan_step(
        next->press,
        {TicketState::called, deed.now, std::string(counter), deed.by, {}, deed.press, next->overtakes, hall_.revision()});
}

Result<Ticket> Queue::call_next(std::string_view counter, const Deed& deed) {
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        // However late a cluster's stream is: who is next is decided by nothing older than what was last done here.
        if (auto caught_up = catch_up(deed.now, written_); !caught_up) return fail(std::move(caught_up));
        if (auto fetched = fetch_at(counter); !fetched) return fail(std::move(fetched));
        return plan_call(counter, deed);
    });
}

Result<Ticket> Queue::call(PressId ticket, std::string_view counter, const Deed& deed) {
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        if (auto done = done_by(deed.press, deed.now)) return Plan<Ticket>{std::move(*done)};
        const auto* desk = hall_.desk(counter);
        if (desk == nullptr || desk->value.state != DeskState::open)
            return fail(Code::refused, fmt::format("counter {} is not open; open it first", counter));
        if (desk->value.with && desk->value.with != ticket)
            return fail(Code::refused, fmt::format("counter {} still has somebody", counter));
        if (desk->value.with) return fail(Code::refused, "this number is at the counter already; recall it");
        if (auto fetched = fetch(ticket); !fetched) return fail(std::move(fetched));
        Step step{TicketState::called, deed.now, std::string(counter), deed.by, {}, deed.press};
        if (const auto* kept = hall_.kept(ticket)) {
            if (kept->value.state == TicketState::on_hold) step.reason = back;
            else
                step.overtook = overtakes(waiting_on(hall_, kept->value.day, deed.now, rules_), standing_of(*kept, rules_),
                                          counter, lines_of(hall_, counter, rules_), deed.now);
        }
        return plan_step(ticket, std::move(step));
    });
}

Result<Ticket> Queue::step_at(std::string_view counter, TicketState to, const Deed& deed, std::string_view reason) {
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        if (auto done = done_by(deed.press, deed.now)) return Plan<Ticket>{std::move(*done)};
        if (auto fetched = fetch_at(counter); !fetched) return fail(std::move(fetched));
        const auto* desk = hall_.desk(counter);
        if (desk == nullptr || !desk->value.with)
            return fail(Code::refused, fmt::format("nobody is called to counter {}", counter));
        return plan_step(*desk->value.with, {to, deed.now, std::string(counter), deed.by, std::string(reason), deed.press});
    });
}

Result<Ticket> Queue::recall(std::string_view counter, const Deed& deed) {
    return step_at(counter, TicketState::called, deed, again);
}
Result<Ticket> Queue::start(std::string_view counter, const Deed& deed) {
    return step_at(counter, TicketState::serving, deed);
}
Result<Ticket> Queue::absent(std::string_view counter, const Deed& deed) {
    return step_at(counter, TicketState::absent, deed);
}
Result<Ticket> Queue::hold_on(std::string_view counter, const Deed& deed, std::string_view reason) {
    return step_at(counter, TicketState::on_hold, deed, reason);
}
Result<Ticket> Queue::finish(std::string_view counter, const Deed& deed, std::string_view outcome) {
    return step_at(counter, TicketState::done, deed, outcome);
}

Result<Ticket> Queue::transfer(std::string_view counter, const Destination& to, const Deed& deed) {
    if (to.line.empty() && to.counter.empty()) return fail(Code::bad_usage, "transfer to a line or to a counter");
    if (!to.line.empty() && rules_.line(to.line) == nullptr)
        return fail(Code::not_found, "no line is called '" + to.line + "'");
    if (!to.counter.empty() && rules_.counter(to.counter) == nullptr)
        return fail(Code::not_found, "no counter is called '" + to.counter + "'");
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        if (auto done = done_by(deed.press, deed.now)) return Plan<Ticket>{std::move(*done)};
        if (auto fetched = fetch_at(counter); !fetched) return fail(std::move(fetched));
        const auto* desk = hall_.desk(counter);
        if (desk == nullptr || !desk->value.with)
            return fail(Code::refused, fmt::format("nobody is called to counter {}", counter));
        if (!to.counter.empty()) {
            const auto there = hall_.ticket(*desk->value.with);
            const auto line = to.line.empty() && there ? there->line : to.line;
            const auto served = lines_of(hall_, to.counter, rules_);
            if (std::ranges::find(served, line) == served.end())
                return fail(Code::refused, fmt::format("counter {} does not serve the line {}: send them to a counter that "
                                                       "does, or to a line of counter {} as well",
                                                       to.counter, line, to.counter));
        }
        return plan_step(*desk->value.with, {TicketState::transferred, deed.now, to.counter, deed.by, {}, deed.press},
                         to.line);
    });
}

Result<Ticket> Queue::change_ticket(PressId press, const Deed& deed, const std::function<Result<Ticket>(Ticket)>& change) {
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
        const auto* kept = hall_.kept(press);
        const auto before = hall_.ticket(press);
        if (kept == nullptr || !before) return fail(Code::not_found, "no number was given out for this press");
        auto next = change(*before);
        if (!next) return fail(std::move(next));
        if (*next == *before) return Plan<Ticket>{std::move(*next)};
        const auto key = hall_.keys().ticket(next->day, press);
        return Plan<Ticket>{*next, {{{key, kept->modified}}, {{key, text_of(*next)}}, {}}};
    });
}

Result<Ticket> Queue::note(PressId press, std::string_view words, const Deed& deed) {
    return change_ticket(press, deed, [&](Ticket ticket) -> Result<Ticket> {
        ticket.note = words;
        return ticket;
    });
}

Result<Ticket> Queue::prioritise(PressId press, std::string_view priority, const Deed& deed) {
    if (!priority.empty() && rules_.priority(priority) == nullptr)
        return fail(Code::not_found, fmt::format("no priority class is called '{}'", priority));
    return change_ticket(press, deed, [&](Ticket ticket) -> Result<Ticket> {
        if (!counts(ticket.state)) return fail(Code::refused, ticket.number + " does not wait any more");
        ticket.wish.priority = priority;
        return ticket;
    });
}

Result<Ticket> Queue::ask_reprint(PressId press, const Deed& deed) {
    return carry_out<Ticket>(deed.now, [&]() -> Result<Plan<Ticket>> {
        if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
        auto ticket = hall_.ticket(press);
        if (!ticket) return fail(Code::not_found, "no number was given out for this press");
        if (!counts(ticket->state) && ticket->state != TicketState::postponed)
            return fail(Code::refused, ticket->number + " does not wait any more");
        const auto key = hall_.keys().reprints(ticket->kiosk) + press.text();
        return Plan<Ticket>{*ticket, {{}, {{key, deed.by}}, {}}};
    });
}

Result<HelpCall> Queue::take_help(std::string_view kiosk, const Deed& deed) {
    return carry_out<HelpCall>(deed.now, [&]() -> Result<Plan<HelpCall>> {
        const auto found = hall_.help().find(kiosk);
        if (found == hall_.help().end())
            return fail(Code::not_found, fmt::format("nobody calls an officer at kiosk {}", kiosk));
        auto call = found->second.value;
        if (!call.taken_by.empty()) return Plan<HelpCall>{std::move(call)};
        call.taken_by = deed.by;
        const auto key = hall_.keys().help(kiosk);
        return Plan<HelpCall>{call, {{{key, found->second.modified}}, {{key, text_of(call)}}, {}}};
    });
}

Result<Done> Queue::said(const Call& call) {
    auto gone = engine_.write({{}, {}, {hall_.keys().call(call)}});
    if (!gone) return fail(std::move(gone));
    return Done{};
}

// ---- Who serves where --------------------------------------------------------------------------------------------------------

Result<Desk> Queue::change_desk(std::string_view counter, const Deed& deed,
                                const std::function<Result<Desk>(Desk)>& change) {
    if (rules_.counter(counter) == nullptr) return fail(Code::not_found, fmt::format("no counter is called '{}'", counter));
    return carry_out<Desk>(deed.now, [&]() -> Result<Plan<Desk>> {
        const auto* kept = hall_.desk(counter);
        const auto before = kept == nullptr ? Desk{std::string(counter)} : kept->value;
        if (kept != nullptr && before.press == deed.press) return Plan<Desk>{before};
        auto next = change(before);
        if (!next) return fail(std::move(next));
        if (next->state != before.state || next->officer != before.officer) next->since = deed.now;
        next->day = hall_.business_day(deed.now);
        next->press = deed.press;
        const auto key = hall_.keys().desk(counter);
        return Plan<Desk>{*next, {{{key, kept == nullptr ? 0 : kept->modified}}, {{key, text_of(*next)}}, {}}};
    });
}

Result<Desk> Queue::open(std::string_view counter, std::string_view officer, const Deed& deed) {
    return change_desk(counter, deed, [&](Desk desk) -> Result<Desk> {
        if (hall_.today(hall_.business_day(deed.now)).is_off(counter))
            return fail(Code::closed, fmt::format("counter {} does not serve today", counter));
        // What a supervisor said holds for its day.
        if (desk.day < hall_.business_day(deed.now)) desk.lines.clear();
        desk.state = DeskState::open;
        desk.officer = officer;
        desk.reason.clear();
        desk.since = deed.now;
        return desk;
    });
}

Result<Desk> Queue::pause(std::string_view counter, std::string_view reason, const Deed& deed) {
    return change_desk(counter, deed, [&](Desk desk) -> Result<Desk> {
        if (desk.state != DeskState::open) return fail(Code::refused, fmt::format("counter {} is not open", counter));
        desk.state = DeskState::paused;
        desk.reason = reason;
        return desk;
    });
}

Result<Desk> Queue::close(std::string_view counter, const Deed& deed) {
    auto closed = change_desk(counter, deed, [&](Desk desk) -> Result<Desk> {
        if (desk.with) return fail(Code::refused, fmt::format("counter {} still has somebody: finish first", counter));
        desk.state = DeskState::closed;
        desk.officer.clear();
        desk.reason.clear();
        return desk;
    });
    if (!closed) return closed;
    // Whoever it sent away for a moment goes back into the line, at their place.
    std::vector<PressId> held;
    hall_.each(hall_.business_day(deed.now), [&](const Kept<Ticket>& kept) {
        if (kept.value.state == TicketState::on_hold && kept.value.counter == counter) held.push_back(kept.value.press);
    });
    for (const auto& press : held) {
        auto freed = step(press, {TicketState::transferred, deed.now, {}, deed.by, {}, deed.press}, deed);
        if (!freed && freed.error().code != Code::refused) return fail(std::move(freed));
    }
    return closed;
}

Result<Desk> Queue::serve_lines(std::string_view counter, const std::vector<std::string>& lines, const Deed& deed) {
    for (const auto& line : lines) {
        if (rules_.line(line) == nullptr) return fail(Code::not_found, "no line is called '" + line + "'");
    }
    return change_desk(counter, deed, [&](Desk desk) -> Result<Desk> {
        desk.lines = lines;
        return desk;
    });
}

}  // namespace kiosk::queue
