#include "kiosk/queue/life.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace kiosk::queue {
namespace {

using S = TicketState;

const std::map<S, std::vector<S>>& table() {
    static const std::map<S, std::vector<S>> rows = {
        {S::reserved, {S::printed, S::shown, S::cancelled, S::expired}},
        {S::expired, {S::printed, S::shown, S::cancelled}},  // the printer was slow: somebody holds it after all
        {S::printed, {S::called, S::cancelled, S::transferred, S::postponed}},
        {S::shown, {S::printed, S::called, S::cancelled, S::transferred, S::postponed}},
        {S::waiting, {S::called, S::cancelled, S::transferred, S::postponed}},
        {S::transferred, {S::called, S::cancelled, S::transferred, S::postponed}},
        {S::called, {S::called, S::serving, S::done, S::absent, S::on_hold, S::transferred, S::cancelled}},
        {S::serving, {S::done, S::on_hold, S::transferred, S::cancelled}},
        {S::on_hold, {S::called, S::done, S::absent, S::transferred, S::cancelled, S::postponed}},
        {S::absent, {S::waiting, S::called, S::cancelled}},
        {S::postponed, {}},
        {S::done, {}},
        {S::cancelled, {}},
    };
    return rows;
}

std::string names_of(const std::vector<S>& states) {
    std::string out;
    for (const auto state : states) out += (out.empty() ? "" : ", ") + std::string(name(state));
    return out.empty() ? "nothing any more" : out;
}

/// What the table alone does not say.
Result<Done> allowed(const Ticket& ticket, const Step& step, const settings::Queue& rules) {
    if (step.state == S::absent && ticket.state == S::called && ticket.calls < rules.calls_before_absent) {
        return fail(Code::refused, fmt::format("{} was called {} of {} times: call again before it counts as absent",
                                               ticket.number, ticket.calls, rules.calls_before_absent));
    }
    const bool comes_back = ticket.state == S::absent && (step.state == S::waiting || step.state == S::called);
    if (comes_back && ticket.rejoined >= rules.rejoins) {
        return fail(
            Code::refused,
            fmt::format("{} came back into the line before; whoever was absent twice takes a new number", ticket.number));
    }
    const bool owned = ticket.state == S::called || ticket.state == S::on_hold || ticket.state == S::transferred;
    if (step.state == S::called && owned && !ticket.counter.empty() && ticket.counter != step.counter) {
        return fail(Code::refused,
                    fmt::format("{} belongs to counter {}; transfer it from there first", ticket.number, ticket.counter));
    }
    return Done{};
}

}  // namespace

std::vector<TicketState> may_become(TicketState from) { return table().at(from); }

Result<Ticket> after(Ticket ticket, Step step, const settings::Queue& rules, std::string_view line) {
    const auto& next = table().at(ticket.state);
    if (std::find(next.begin(), next.end(), step.state) == next.end()) {
        return fail(Code::refused,
                    fmt::format("{} is {} and can become {}", ticket.number, name(ticket.state), names_of(next)));
    }
    if (auto may = allowed(ticket, step, rules); !may) return fail(std::move(may));
    if (ticket.state == S::absent && (step.state == S::waiting || step.state == S::called)) {
        ++ticket.rejoined;
        ticket.calls = 0;
    }
    if (step.state == S::called) {
        ticket.calls = ticket.state == S::called ? ticket.calls + 1 : 1;
        ticket.counter = step.counter;
    } else if (step.state == S::transferred) {
        ticket.calls = 0;
        ticket.counter = step.counter;
        if (!line.empty()) ticket.line = line;
        if (!rules.transfer_keeps_place) ticket.since = std::max(ticket.since, step.at);
    } else if (step.state == S::waiting) {
        ticket.counter.clear();
    }
    ticket.state = step.state;
    ticket.history.push_back(std::move(step));
    return ticket;
}

}  // namespace kiosk::queue
