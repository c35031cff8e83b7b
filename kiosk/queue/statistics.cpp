#include "kiosk/queue/statistics.hpp"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "kiosk/base/csv.hpp"

namespace kiosk::queue {
namespace {

using Json = nlohmann::ordered_json;

Duration whole_seconds(Duration time) { return std::chrono::duration_cast<std::chrono::seconds>(time); }

Visit visit_of(const Ticket& ticket) {
    Visit out{
        ticket.line, {}, ticket.wish.field, ticket.state, !ticket.wish.priority.empty(), local_time(ticket.taken_at).hour};
    std::optional<WallTime> called;
    for (const auto& step : ticket.history) {
        if (step.state == TicketState::called && step.reason != again) {
            if (!out.called_hour) {
                out.called_hour = local_time(step.at).hour;
                out.wait = whole_seconds(std::max(Duration{}, step.at - ticket.taken_at));
            }
            called = step.at;
        }
        if (step.state == TicketState::done && called && step.at >= *called) out.service = whole_seconds(step.at - *called);
        if (!step.counter.empty() && step.state != TicketState::transferred) out.counter = step.counter;
    }
    return out;
}

struct Gathered {
    Figures figures;
    std::vector<Duration> waits;
    std::vector<Duration> services;

    void add(const Visit& visit) {
        ++figures.given;
        switch (visit.state) {
            case TicketState::reserved:
            case TicketState::expired: ++figures.unheld; break;
            case TicketState::done: ++figures.served; break;
            case TicketState::absent: ++figures.absent; break;
            case TicketState::cancelled: ++figures.cancelled; break;
            case TicketState::postponed: ++figures.postponed; break;
            default: ++figures.waiting;
        }
        if (visit.state == TicketState::reserved || visit.state == TicketState::expired) return;
        if (visit.priority) ++figures.priority;
        ++figures.came[visit.came_hour];
        if (visit.called_hour) ++figures.called[*visit.called_hour];
        if (visit.wait) waits.push_back(*visit.wait);
        if (visit.service) services.push_back(*visit.service);
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

std::vector<Visit> visits_of(const std::vector<Ticket>& tickets) {
    std::vector<Visit> out;
    out.reserve(tickets.size());
    for (const auto& ticket : tickets) out.push_back(visit_of(ticket));
    return out;
}

std::string text_of(const std::vector<Visit>& visits) {
    std::vector<std::string> ids;
    const auto place_of = [&](const std::string& id) -> int {
        if (id.empty()) return -1;
        const auto found = std::ranges::find(ids, id);
        const auto place = static_cast<int>(found - ids.begin());
        if (found == ids.end()) ids.push_back(id);
        return place;
    };
    const auto seconds_of = [](const std::optional<Duration>& time) {
        return time ? std::chrono::duration_cast<std::chrono::seconds>(*time).count() : -1;
    };
    auto rows = Json::array();
    for (const auto& visit : visits)
        rows.push_back({place_of(visit.line), place_of(visit.counter), place_of(visit.field), name(visit.state),
                        visit.priority ? 1 : 0, visit.came_hour, visit.called_hour.value_or(-1), seconds_of(visit.wait),
                        seconds_of(visit.service)});
    return Json{{"ids", ids}, {"rows", std::move(rows)}}.dump();
}

Result<std::vector<Visit>> read_visits(std::string_view text) {
    try {
        const auto json = Json::parse(text);
        const auto ids = json.at("ids").get<std::vector<std::string>>();
        const auto id_at = [&](const Json& place) { return place == -1 ? std::string{} : ids.at(place.get<std::size_t>()); };
        const auto time_of = [](const Json& seconds) {
            return seconds == -1 ? std::nullopt : std::optional<Duration>(std::chrono::seconds(seconds.get<int>()));
        };
        std::vector<Visit> out;
        for (const auto& row : json.at("rows")) {
            auto state = parse_state(row.at(3).get<std::string>());
            if (!state) return fail(std::move(state));
            Visit visit{id_at(row.at(0)), id_at(row.at(1)), id_at(row.at(2)), *state, row.at(4) == 1, row.at(5).get<int>()};
            if (row.at(6) != -1) visit.called_hour = row.at(6).get<int>();
            visit.wait = time_of(row.at(7));
            visit.service = time_of(row.at(8));
            out.push_back(std::move(visit));
        }
        return out;
    } catch (const std::exception&) {  // said below
    }
    return fail(Code::corrupt, "the queue's engine holds figures of a day that cannot be read");
}

Statistics statistics_of(const std::vector<Visit>& visits) {
    Gathered all;
    std::map<std::string, Gathered> lines;
    std::map<std::string, Gathered> counters;
    std::map<std::string, Gathered> fields;
    for (const auto& visit : visits) {
        all.add(visit);
        lines[visit.line].add(visit);
        if (!visit.counter.empty()) counters[visit.counter].add(visit);
        if (!visit.field.empty()) fields[visit.field].add(visit);
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
