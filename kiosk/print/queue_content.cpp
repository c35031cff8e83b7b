#include "kiosk/print/queue_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace kiosk::print {
namespace {

using queue::Figures;

Row row_of(std::size_t index, std::initializer_list<std::pair<const char*, std::string>> cells) {
    Row out{{"no", Personal(std::to_string(index + 1))}};
    for (const auto& [name, text] : cells) out.emplace(name, Personal(text));
    return out;
}

std::string minutes(Duration time) {
    return std::to_string(std::chrono::duration_cast<std::chrono::minutes>(time + std::chrono::seconds(30)).count());
}

/// Nothing where nothing was measured.
std::string minutes_of(const queue::Times& times, Duration queue::Times::*which) {
    return times.count == 0 ? std::string("–") : minutes(times.*which);
}

std::string day_words(const LocalDate& day) { return fmt::format("{:02}/{:02}/{}", day.day, day.month, day.year); }

std::string clock_words(WallTime at) {
    const auto local = local_time(at);
    return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

Row figures_row(std::size_t index, const std::string& name, const Figures& figures) {
    return row_of(index, {{"name", name},
                          {"given", std::to_string(figures.given - figures.unheld)},
                          {"served", std::to_string(figures.served)},
                          {"absent", std::to_string(figures.absent)},
                          {"wait", minutes_of(figures.wait, &queue::Times::median)},
                          {"wait_ninth", minutes_of(figures.wait, &queue::Times::ninth)},
                          {"service", minutes_of(figures.service, &queue::Times::median)}});
}

template <class Name>
void add(std::vector<Row>& out, const std::map<std::string, Figures>& all, Name&& name) {
    for (const auto& [id, figures] : all) out.push_back(figures_row(out.size(), name(id), figures));
}

std::string state_words(const queue::Ticket& ticket) {
    using queue::TicketState;
    if (ticket.state == TicketState::called) return "đang gọi";
    if (ticket.state == TicketState::serving) return "đang phục vụ";
    if (ticket.state == TicketState::on_hold) return "tạm dừng";
    return "đang chờ";
}

}  // namespace

Content queue_day_content(const queue::Statistics& statistics, const std::vector<LocalDate>& days,
                          const catalogue::Catalogue& catalogue, const slips::Press& press) {
    Content out;
    out.subject = Subject::queue_day;
    const auto& all = statistics.all;
    const auto& queue = press.settings.queue;
    out.set("day.from", days.empty() ? std::string() : day_words(days.front()));
    out.set("day.to", days.size() < 2 ? std::string() : day_words(days.back()));
    out.set("given", std::to_string(all.given));
    out.set("unheld", std::to_string(all.unheld));
    out.set("served", std::to_string(all.served));
    out.set("absent", std::to_string(all.absent));
    out.set("cancelled", std::to_string(all.cancelled));
    out.set("postponed", std::to_string(all.postponed));
    out.set("waiting", std::to_string(all.waiting));
    out.set("priority", std::to_string(all.priority));
    out.set("wait.median", minutes_of(all.wait, &queue::Times::median));
    out.set("wait.ninth", minutes_of(all.wait, &queue::Times::ninth));
    out.set("wait.longest", minutes_of(all.wait, &queue::Times::longest));
    out.set("service.median", minutes_of(all.service, &queue::Times::median));
    add(out.lists["lines"], statistics.lines, [&](const std::string& id) {
        const auto* line = queue.line(id);
        return line == nullptr ? id : line->prefix + " · " + press.in_language(line->name);
    });
    add(out.lists["counters"], statistics.counters, [&](const std::string& id) {
        const auto* counter = queue.counter(id);
        return counter == nullptr ? id : press.in_language(counter->name);
    });
    add(out.lists["fields"], statistics.fields, [&](const std::string& id) {
        const auto* field = catalogue.field(id);
        return field == nullptr ? id : press.in_language(field->name);
    });
    auto& hours = out.lists["hours"];
    for (int hour = 0; hour < 24; ++hour) {
        const auto count = [&](const std::map<int, int>& of) {
            const auto found = of.find(hour);
            return found == of.end() ? 0 : found->second;
        };
        if (count(all.came) + count(all.called) == 0) continue;
        hours.push_back(row_of(hours.size(), {{"hour", fmt::format("{:02}:00–{:02}:59", hour, hour)},
                                              {"came", std::to_string(count(all.came))},
                                              {"called", std::to_string(count(all.called))}}));
    }
    return out;
}

Content waiting_content(const std::vector<queue::Ticket>& tickets, const std::vector<TakenIn>& taken_in, WallTime as_of,
                        bool alone, const slips::Press& press) {
    Content out;
    out.subject = Subject::waiting_list;
    auto& waiting = out.lists["waiting"];
    for (const auto& ticket : tickets) {
        if (!queue::counts(ticket.state)) continue;
        const auto* line = press.settings.queue.line(ticket.line);
        const auto* priority = press.settings.queue.priority(ticket.wish.priority);
        const auto* counter = press.settings.queue.counter(ticket.counter);
        waiting.push_back(
            row_of(waiting.size(), {{"number", ticket.number},
                                    {"line", line == nullptr ? ticket.line : press.in_language(line->name)},
                                    {"taken_at", clock_words(ticket.taken_at)},
                                    {"state", state_words(ticket)},
                                    {"counter", counter == nullptr ? ticket.counter : press.in_language(counter->name)},
                                    {"priority", priority == nullptr ? std::string() : press.in_language(priority->name)}}));
    }
    auto& intake = out.lists["taken_in"];
    for (const auto& dossier : taken_in)
        intake.push_back(row_of(intake.size(), {{"code", dossier.code},
                                                {"procedure", dossier.procedure},
                                                {"at", clock_words(dossier.at)},
                                                {"state", dossier.delivered ? "đã gửi" : "chưa gửi"}}));
    const auto local = local_time(as_of);
    out.set("as_of", clock_words(as_of) + " " + day_words(local.date));
    out.set("alone", alone ? press.settings.kiosk_id : std::string{});
    out.set("count", std::to_string(waiting.size()));
    out.set("taken_in.count", std::to_string(intake.size()));
    return out;
}

}  // namespace kiosk::print
