#include "kiosk/queue/order.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "kiosk/queue/appointment.hpp"

namespace kiosk::queue {
namespace {

bool keeps_appointment(const Ticket& ticket, const settings::Queue& rules) {
    return ticket.wish.appointment && in_grace(*ticket.wish.appointment, ticket.taken_at, rules);
}

}  // namespace

bool open_on(const Desk& desk, const LocalDate& day) { return desk.state != DeskState::closed && desk.day >= day; }

Waiting standing_of(const Kept<Ticket>& kept, const settings::Queue& rules) {
    const auto& ticket = kept.value;
    Waiting out{ticket.press, ticket.line,  ticket.state == TicketState::transferred ? ticket.counter : std::string{},
                ticket.since, ticket.since, {},
                kept.created, false};
    const auto* priority = rules.priority(ticket.wish.priority);
    if (keeps_appointment(ticket, rules)) {
        out.stands = std::min(out.stands, *ticket.wish.appointment);
        out.not_before = called_from(*ticket.wish.appointment, rules);
        if (priority == nullptr) priority = rules.given(settings::PriorityClass::Given::to_appointments);
    }
    if (priority != nullptr) {
        out.stands = out.stands + -std::chrono::minutes(priority->bonus_minutes);
        out.priority = true;
    }
    return out;
}

std::vector<Waiting> waiting_on(const Hall& hall, const LocalDate& day, WallTime now, const settings::Queue& rules) {
    std::vector<Waiting> out;
    hall.each(day, [&](const Kept<Ticket>& kept) {
        if (!waits(kept.value.state)) return;
        auto& waiting = out.emplace_back(standing_of(kept, rules));
        // Whoever was sent to a counter that is not there any more is anybody's who serves the line.
        const auto* desk = hall.desk(waiting.counter);
        if (desk == nullptr || !open_on(desk->value, day)) waiting.counter.clear();
    });
    std::ranges::sort(out, [now](const Waiting& a, const Waiting& b) {
        return std::make_tuple(a.not_before > now, a.stands, a.order) <
               std::make_tuple(b.not_before > now, b.stands, b.order);
    });
    return out;
}

std::vector<std::string> lines_of(const Hall& hall, std::string_view counter, const settings::Queue& rules) {
    if (const auto* desk = hall.desk(counter); desk != nullptr && !desk->value.lines.empty()) return desk->value.lines;
    const auto* configured = rules.counter(counter);
    return configured == nullptr ? std::vector<std::string>{} : configured->lines;
}

bool may_call(const Waiting& waiting, std::string_view counter, const std::vector<std::string>& lines) {
    if (!waiting.counter.empty()) return waiting.counter == counter;
    return std::ranges::find(lines, waiting.line) != lines.end();
}

bool overtakes(const std::vector<Waiting>& waiting, const Waiting& called, std::string_view counter,
               const std::vector<std::string>& lines, WallTime now) {
    return std::ranges::any_of(waiting, [&](const Waiting& one) {
        return one.not_before <= now && may_call(one, counter, lines) &&
               std::tie(one.since, one.order) < std::tie(called.since, called.order);
    });
}

int overtakings(const Hall& hall, const LocalDate& day, std::string_view counter) {
    std::vector<std::pair<WallTime, bool>> calls;
    hall.each(day, [&](const Kept<Ticket>& kept) {
        for (const auto& step : kept.value.history) {
            // Only the first of several calls of the same person lets somebody overtake.
            if (step.state == TicketState::called && step.counter == counter && step.reason != again && step.reason != back)
                calls.emplace_back(step.at, step.overtook);
        }
    });
    std::ranges::sort(calls);
    int out = 0;
    for (auto call = calls.rbegin(); call != calls.rend() && call->second; ++call) ++out;
    return out;
}

std::optional<NextCall> next_call(const std::vector<Waiting>& waiting, std::string_view counter,
                                  const std::vector<std::string>& lines, int in_a_row, WallTime now,
                                  const settings::Queue& rules) {
    const Waiting* next = nullptr;
    const Waiting* longest = nullptr;
    for (const auto& one : waiting) {
        if (one.not_before > now || !may_call(one, counter, lines)) continue;
        if (next == nullptr) next = &one;
        if (longest == nullptr || std::tie(one.since, one.order) < std::tie(longest->since, longest->order)) longest = &one;
    }
    if (next == nullptr) return std::nullopt;
    const bool overtakes = next != longest;
    if (overtakes && in_a_row >= rules.most_overtakings) return NextCall{longest->press, false};
    return NextCall{next->press, overtakes};
}

}  // namespace kiosk::queue
