#include "kiosk/queue/estimate.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>

namespace kiosk::queue {
namespace {

/// Today's tenth person counts for a tenth: a slow morning is noticed within an hour and one long case does not upset the rest.
constexpr double smoothing = 0.1;
/// How much one service differs from another, as a share of the mean: measured at counters it is between a half and one.
constexpr double spread = 0.7;
/// Nine of ten waits lie within, if the pace stays as it is; it does not, so a tenth of the wait comes on top.
constexpr double deviations = 1.3;
constexpr double drift = 0.12;
/// Somebody who has been at a counter for as long as usual is about to leave, but not at this moment.
constexpr double least_rest = 0.3;

using Minutes = std::chrono::minutes;
constexpr Duration shown_step = Minutes(5);
/// A counter that pauses is back after a quarter of an hour, as far as anybody can tell; one that is not is back at any moment.
constexpr Duration usual_pause = Minutes(15);
constexpr Duration least_pause = Minutes(3);

Duration rounded_down(Duration time) { return time / shown_step * shown_step; }
Duration rounded_up(Duration time) { return (time + shown_step - Duration{1}) / shown_step * shown_step; }

struct Server {
    std::string counter;
    std::vector<std::string> lines;
    Duration free_in{};
    bool paused = false;  ///< it serves again, and nobody knows when
};

Duration rest_of(const Ticket& ticket, WallTime now, const Pace& pace) {
    const auto mean = pace.of(ticket.line);
    const auto least = Duration{static_cast<std::int64_t>(static_cast<double>(mean.count()) * least_rest)};
    for (auto at = ticket.history.rbegin(); at != ticket.history.rend(); ++at) {
        if (at->state != TicketState::called || at->reason == again) continue;
        return std::max(least, mean - std::max(Duration{}, now - at->at));
    }
    return least;
}

/// Counters that serve now; none open: all that there are, for they will open.
std::vector<Server> servers(const Hall& hall, WallTime now, const Pace& pace, const settings::Queue& rules, bool only_open) {
    std::vector<Server> out;
    for (const auto& counter : rules.counters) {
        const auto* desk = hall.desk(counter.id);
        const bool there = desk != nullptr && open_on(desk->value, hall.business_day(now));
        if (only_open && !there) continue;
        Server server{counter.id, lines_of(hall, counter.id, rules), {}};
        server.paused = there && desk->value.state == DeskState::paused;
        if (server.paused) server.free_in = std::max(least_pause, usual_pause - (now - desk->value.since));
        const auto with = desk != nullptr && desk->value.with ? hall.ticket(*desk->value.with) : std::nullopt;
        if (with) server.free_in = rest_of(*with, now, pace);
        out.push_back(std::move(server));
    }
    return out;
}

/// Plays the calls to come until it is the wanted one's turn.
Wait played(std::vector<Waiting> waiting, const Waiting& wanted, std::vector<Server> all, const Pace& pace, WallTime now) {
    Wait out;
    // Appointments take their place when their time has come.
    std::ranges::sort(waiting, {}, [](const Waiting& one) { return std::tie(one.stands, one.order); });
    std::erase_if(all, [&](const Server& server) { return server.lines.empty(); });
    for (const auto& server : all) out.counters += !server.paused && may_call(wanted, server.counter, server.lines) ? 1 : 0;
    if (out.counters == 0) return out;
    while (true) {
        const auto next_free = std::ranges::min_element(all, {}, &Server::free_in);
        std::optional<WallTime> soonest;
        const auto turn = std::ranges::find_if(waiting, [&](const Waiting& one) {
            if (!may_call(one, next_free->counter, next_free->lines)) return false;
            if (one.not_before <= now + next_free->free_in) return true;
            soonest = std::min(one.not_before, soonest.value_or(one.not_before));
            return false;
        });
        if (turn == waiting.end()) {
            if (soonest) next_free->free_in = *soonest - now;  // it waits for somebody's time
            else all.erase(next_free);                         // nobody is left whom it could call
            continue;
        }
        if (turn->press == wanted.press) {
            out.expected = next_free->free_in;
            return out;
        }
        if (may_call(wanted, next_free->counter, next_free->lines)) ++out.ahead;
        next_free->free_in += pace.of(turn->line);
        waiting.erase(turn);
    }
}

Wait estimated(const Hall& hall, std::vector<Waiting> waiting, const Waiting& wanted, WallTime now,
               const settings::Queue& rules, const settings::Hours& hours) {
    const Pace pace(hall, hall.business_day(now), rules);
    auto wait = played(waiting, wanted, servers(hall, now, pace, rules, true), pace, now);
    if (wait.counters == 0) {
        wait = played(std::move(waiting), wanted, servers(hall, now, pace, rules, false), pace, now);
        wait.open = false;
    }
    const auto mean = static_cast<double>(pace.of(wanted.line).count());
    const auto people = static_cast<double>(wait.ahead) + 1;
    const auto counters = static_cast<double>(std::max(wait.counters, 1));
    const auto expected = static_cast<double>(wait.expected.count());
    const auto around =
        Duration{static_cast<std::int64_t>(deviations * spread * mean * std::sqrt(people) / counters + drift * expected)};
    wait.from = rounded_down(std::max(Duration{}, wait.expected - around));
    wait.to = std::max(rounded_up(wait.expected + around), wait.from + shown_step);
    const auto called_at = after_opening_time(now, wait.expected, hours);
    wait.today = called_at.has_value();
    wait.called_at = called_at.value_or(now + wait.expected);
    return wait;
}

}  // namespace

Pace::Pace(const settings::Queue& rules) {
    for (const auto& line : rules.lines) lines_[line.id] = Minutes(line.service_minutes);
}

Pace::Pace(const Hall& hall, const LocalDate& day, const settings::Queue& rules) : Pace(rules) {
    struct Ended {
        WallTime at;
        std::string_view line;
        Duration occupied;
    };
    std::vector<Ended> ended;
    hall.each(day, [&](const Kept<Ticket>& kept) {
        std::optional<WallTime> called;
        for (const auto& step : kept.value.history) {
            if (step.state == TicketState::called && step.reason != again) called = step.at;
            else if (called && step.state != TicketState::called && step.state != TicketState::serving) {
                // A clock that was put back between the two says nothing.
                if (step.at >= *called) ended.push_back({step.at, kept.value.line, step.at - *called});
                called.reset();
            }
        }
    });
    std::ranges::sort(ended, {}, &Ended::at);
    for (const auto& one : ended) add(one.line, one.occupied);
}

void Pace::add(std::string_view line, Duration occupied) {
    const auto found = lines_.find(line);
    if (found == lines_.end()) return;
    const auto before = static_cast<double>(found->second.count());
    const auto now = static_cast<double>(occupied.count());
    found->second = Duration{static_cast<std::int64_t>(before + smoothing * (now - before))};
}

Duration Pace::of(std::string_view line) const {
    constexpr Duration unknown = Minutes(8);
    const auto found = lines_.find(line);
    return found == lines_.end() ? unknown : found->second;
}

std::optional<Wait> wait_of(const Hall& hall, PressId ticket, WallTime now, const settings::Queue& rules,
                            const settings::Hours& hours) {
    const auto* kept = hall.kept(ticket);
    if (kept == nullptr) return std::nullopt;
    const auto& state = kept->value.state;
    if (!waits(state) && state != TicketState::reserved) return std::nullopt;
    auto waiting = waiting_on(hall, kept->value.day, now, rules);
    if (!waits(state)) waiting.push_back(standing_of(*kept, rules));
    const auto wanted = std::ranges::find(waiting, ticket, &Waiting::press);
    return estimated(hall, waiting, Waiting(*wanted), now, rules, hours);
}

Wait wait_for_line(const Hall& hall, std::string_view line, WallTime now, const settings::Queue& rules,
                   const settings::Hours& hours) {
    auto waiting = waiting_on(hall, hall.business_day(now), now, rules);
    Waiting wanted;
    wanted.line = line;
    wanted.since = wanted.stands = now;
    waiting.push_back(wanted);
    return estimated(hall, std::move(waiting), wanted, now, rules, hours);
}

std::vector<LineNews> news_of_lines(const Hall& hall, WallTime now, const settings::Queue& rules,
                                    const settings::Hours& hours) {
    std::map<std::string_view, int> waiting;
    hall.each(hall.business_day(now), [&](const Kept<Ticket>& kept) {
        if (waits(kept.value.state)) ++waiting[kept.value.line];
    });
    std::vector<LineNews> out;
    for (const auto& line : rules.lines) {
        const auto wait = wait_for_line(hall, line.id, now, rules, hours);
        out.push_back({line.id, waiting[line.id], wait.counters, wait.open, wait.from, wait.to, wait.today});
    }
    return out;
}

std::optional<WallTime> after_opening_time(WallTime now, Duration time, const settings::Hours& hours) {
    const auto date = local_time(now).date;
    const auto midnight = wall_time({date, 0, 0, 0});
    for (const auto& stretch : settings::stretches_on(hours, date)) {
        const auto begin = std::max(now, midnight + Minutes(stretch.from_minute));
        const auto end = midnight + Minutes(stretch.to_minute);
        if (end <= begin) continue;
        if (time <= end - begin) return begin + time;
        time -= end - begin;
    }
    return std::nullopt;
}

}  // namespace kiosk::queue
