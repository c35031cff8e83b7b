#include "kiosk/queue/statistics.hpp"

#include <algorithm>
#include <chrono>

#include "kiosk/base/csv.hpp"

namespace kiosk::queue {
namespace {

/// What one ticket says.
struct Story {
    std::optional<WallTime> first_call;
    std::optional<Duration> service;
    std::string counter;
};

Story story_of(const Ticket& ticket) {
    Story out;
    std::optional<WallTime> called;
    for (const auto& step : ticket.history) {
        if (step.state == TicketState::called && step.reason != again) {
            if (!out.first_call) out.first_call = step.at;
            called = step.at;
        }
        if (step.state == TicketState::done && called && step.at >= *called) out.service = step.at - *called;
        if (!step.counter.empty() && step.state != TicketState::transferred) out.counter = step.counter;
    }
    return out;
}

struct Gathered {
    Figures figures;
    std::vector<Duration> waits;
    std::vector<Duration> services;

    void add(const Ticket& ticket, const Story& story) {
        ++figures.given;
        switch (ticket.state) {
            case TicketState::reserved:
            case TicketState::expired: ++figures.unheld; break;
            case TicketState::done: ++figures.served; break;
            case TicketState::absent: ++figures.absent; break;
            case TicketState::cancelled: ++figures.cancelled; break;
            case TicketState::postponed: ++figures.postponed; break;
            default: ++figures.waiting;
        }
        if (ticket.state == TicketState::reserved || ticket.state == TicketState::expired) return;
        if (!ticket.wish.priority.empty()) ++figures.priority;
        ++figures.came[local_time(ticket.taken_at).hour];
        if (story.first_call) {
            ++figures.called[local_time(*story.first_call).hour];
            waits.push_back(std::max(Duration{}, *story.first_call - ticket.taken_at));
        }
        if (story.service) services.push_back(*story.service);
    }
    Figures done() {
        figures.wait = times_of(std::move(waits));
        figures.service = times_of(std::move(services));
        return std::move(figures);
    }
};

std::string seconds(Duration time) { return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time).count()); }

std::string row(const std::string& kind, const std::string& id, const std::string& name, const Figures& f) {
    std::vector<std::string> cells{kind, id, name};
    for (const int count : {f.given, f.unheld, f.served, f.absent, f.cancelled, f.postponed, f.waiting, f.priority})
        cells.push_back(std::to_string(count));
    for (const auto* times : {&f.wait, &f.service}) {
        for (const auto time : {times->median, times->ninth, times->longest}) cells.push_back(seconds(time));
    }
    return csv_line(cells);
}

}  // namespace

Times times_of(std::vector<Duration> all) {
    if (all.empty()) return {};
    std::ranges::sort(all);
    const auto at = [&](std::size_t tenths) { return all[std::min(all.size() - 1, all.size() * tenths / 10)]; };
    return {static_cast<int>(all.size()), at(5), at(9), all.back()};
}

Statistics statistics_of(const std::vector<Ticket>& tickets) {
    Gathered all;
    std::map<std::string, Gathered> lines;
    std::map<std::string, Gathered> counters;
    std::map<std::string, Gathered> fields;
    for (const auto& ticket : tickets) {
        const auto story = story_of(ticket);
        all.add(ticket, story);
        lines[ticket.line].add(ticket, story);
        if (!story.counter.empty()) counters[story.counter].add(ticket, story);
        if (!ticket.wish.field.empty()) fields[ticket.wish.field].add(ticket, story);
    }
    Statistics out;
    out.all = all.done();
    for (auto& [id, gathered] : lines) out.lines[id] = gathered.done();
    for (auto& [id, gathered] : counters) out.counters[id] = gathered.done();
    for (auto& [id, gathered] : fields) out.fields[id] = gathered.done();
    return out;
}

std::string statistics_csv(const Statistics& statistics, const std::vector<LocalDate>& days, const Named& named) {
    std::string from_to;
    if (!days.empty()) from_to = days.front().iso() + (days.size() == 1 ? "" : " … " + days.back().iso());
    std::string out(byte_order_mark);
    out += csv_line({"kind", "id", "name", "given", "unheld", "served", "absent", "cancelled", "postponed", "waiting",
                     "priority", "wait_median_s", "wait_p90_s", "wait_max_s", "service_median_s", "service_p90_s",
                     "service_max_s"});
    out += row("all", from_to, "", statistics.all);
    const auto add = [&](const std::string& kind, const std::map<std::string, Figures>& figures) {
        for (const auto& [id, f] : figures) out += row(kind, id, named(kind, id), f);
    };
    add("line", statistics.lines);
    add("counter", statistics.counters);
    add("field", statistics.fields);
    for (int hour = 0; hour < 24; ++hour) {
        const auto count = [&](const std::map<int, int>& hours) {
            const auto found = hours.find(hour);
            return found == hours.end() ? 0 : found->second;
        };
        if (count(statistics.all.came) + count(statistics.all.called) == 0) continue;
        out += csv_line({"hour", std::to_string(hour), "", std::to_string(count(statistics.all.came)), "",
                         std::to_string(count(statistics.all.called))});
    }
    return out;
}

}  // namespace kiosk::queue
