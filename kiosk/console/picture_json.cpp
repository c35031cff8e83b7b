#include "kiosk/console/picture_json.hpp"

#include <algorithm>

#include "kiosk/console/json.hpp"
#include "kiosk/queue/counter_keys.hpp"
#include "kiosk/queue/order.hpp"

namespace kiosk::console {
namespace {

using queue::Hall;
using queue::Kept;
using queue::Ticket;
using queue::TicketState;

constexpr std::size_t most_calls = 9;     // a board shows one large and eight small
constexpr std::size_t most_listed = 150;  // more people than that wait nowhere; a line says how many there are
constexpr std::size_t most_absent = 30;

/// When it was last asked to a counter; nothing: never.
const queue::Step* last_call(const Ticket& ticket) {
    const auto found = std::find_if(ticket.history.rbegin(), ticket.history.rend(),
                                    [](const queue::Step& step) { return step.state == TicketState::called; });
    return found == ticket.history.rend() ? nullptr : &*found;
}

Json calls_of(const std::vector<Ticket>& tickets) {
    std::vector<const Ticket*> called;
    for (const auto& ticket : tickets) {
        if (last_call(ticket) != nullptr && ticket.state != TicketState::cancelled) called.push_back(&ticket);
    }
    std::ranges::sort(called, [](const Ticket* a, const Ticket* b) { return last_call(*a)->at > last_call(*b)->at; });
    Json out = Json::array();
    for (const auto* ticket : called) {
        if (out.size() == most_calls) break;
        const auto* call = last_call(*ticket);
        const auto times = std::ranges::count(ticket->history, TicketState::called, &queue::Step::state);
        out.push_back({{"number", ticket->number}, {"counter", call->counter}, {"at", ms(call->at)}, {"call", times}});
    }
    return out;
}

std::string_view state_of(const Hall& hall, const std::string& counter) {
    const auto* desk = hall.desk(counter);
    return queue::name(desk == nullptr ? queue::DeskState::closed : desk->value.state);
}

/// The ticket that was served last at this counter.
const Ticket* finished_at(const std::vector<Ticket>& tickets, const std::string& counter) {
    const Ticket* out = nullptr;
    for (const auto& ticket : tickets) {
        if (ticket.state != TicketState::done || ticket.counter != counter) continue;
        if (out == nullptr || ticket.history.back().at > out->history.back().at) out = &ticket;
    }
    return out;
}

Json stale_json(const Scene& scene) {
    if (!scene.not_agreed_since) return nullptr;
    return ms(*scene.not_agreed_since);
}

/// Calls that wait for a voice while no machine has the floor: nobody hears them.
std::int64_t unspoken(const Hall& hall, const settings::Queue& rules, WallTime now) {
    constexpr auto another_goes_on_within = 10s;
    if (!rules.announces || hall.live("voice")) return 0;
    return std::ranges::count_if(hall.calls(),
                                 [&](const auto& one) { return now - one.second.value.at > another_goes_on_within; });
}

Json ticket_json(const Ticket& ticket, const Hall& hall, const Scene& scene) {
    Json out{{"press", ticket.press.text()},
             {"number", ticket.number},
             {"state", queue::name(ticket.state)},
             {"line", ticket.line},
             {"purpose", settings::name(ticket.wish.purpose)},
             {"since", ms(ticket.since)},
             {"taken_at", ms(ticket.taken_at)},
             {"at", ms(ticket.history.empty() ? ticket.taken_at : ticket.history.back().at)}};
    const auto put = [&](const char* key, const std::string& value) {
        if (!value.empty()) out[key] = value;
    };
    put("counter", ticket.counter);
    put("priority", ticket.wish.priority);
    put("note", ticket.note);
    put("visit_code", ticket.visit_code);
    put("kiosk", ticket.kiosk);
    if (ticket.calls != 0) out["calls"] = ticket.calls;
    if (ticket.wish.appointment) out["appointment"] = ms(*ticket.wish.appointment);
    if (const auto* kept = hall.kept(ticket.press)) out["revision"] = kept->modified;
    if (const auto* procedure = scene.catalogue.procedure(ticket.wish.procedure))
        out["procedure"] = words(procedure->short_name.vi.empty() ? procedure->name : procedure->short_name);
    return out;
}

/// How many wait whom this counter could call, and how many of them no other open counter could.
std::pair<int, int> waiting_for(const std::string& counter, const Hall& hall, const std::vector<queue::Waiting>& waiting,
                                const settings::Queue& rules) {
    const auto own = queue::lines_of(hall, counter, rules);
    int all = 0;
    int only = 0;
    for (const auto& one : waiting) {
        if (!queue::may_call(one, counter, own)) continue;
        ++all;
        only += std::ranges::none_of(rules.counters, [&](const settings::Counter& other) {
            const auto* desk = hall.desk(other.id);
            return other.id != counter && desk != nullptr && desk->value.state == queue::DeskState::open &&
                   queue::may_call(one, other.id, queue::lines_of(hall, other.id, rules));
        });
    }
    return {all, only};
}

Json counter_json(const settings::Counter& counter, const Hall& hall, const std::vector<queue::Waiting>& waiting,
                  const settings::Today& today, const Scene& scene) {
    const auto& rules = scene.settings.queue;
    const auto [all, only] = waiting_for(counter.id, hall, waiting, rules);
    Json out{{"id", counter.id},
             {"state", state_of(hall, counter.id)},
             {"lines", queue::lines_of(hall, counter.id, rules)},
             {"waiting", all},
             {"only", only},
             {"off", today.is_off(counter.id)},
             {"there", hall.live("counter/" + counter.id)}};
    const auto* desk = hall.desk(counter.id);
    if (desk == nullptr) return out;
    out["revision"] = desk->modified;
    out["officer"] = desk->value.officer;
    out["reason"] = desk->value.reason;
    out["since"] = ms(desk->value.since);
    out["moved"] = !desk->value.lines.empty();
    if (desk->value.with) {
        if (const auto ticket = hall.ticket(*desk->value.with)) out["with"] = ticket_json(*ticket, hall, scene);
    }
    return out;
}

Json newest_first(std::vector<const Ticket*> tickets, std::size_t most, const Hall& hall, const Scene& scene) {
    std::ranges::sort(tickets, [](const Ticket* a, const Ticket* b) { return a->history.back().at > b->history.back().at; });
    if (tickets.size() > most) tickets.resize(most);
    Json out = Json::array();
    for (const auto* ticket : tickets) out.push_back(ticket_json(*ticket, hall, scene));
    return out;
}

template <class Named>
Json choices_json(const std::vector<Named>& all) {
    Json out = Json::array();
    for (const auto& one : all) out.push_back({{"id", one.id}, {"name", words(one.name)}});
    return out;
}

Json rating_json(const settings::Settings& settings, const LocalDate& day) {
    const auto* form = settings::rating_form_on(settings.rating, day);
    if (form == nullptr) return nullptr;
    Json out{{"version", form->version}, {"levels", Json::array()}, {"questions", Json::array()}};
    for (const auto& level : form->levels) out["levels"].push_back({{"value", level.value}, {"name", words(level.name)}});
    for (const auto& question : form->questions)
        out["questions"].push_back({{"id", question.id}, {"text", words(question.text)}});
    out["reasons_up_to"] = form->reasons_up_to;
    out["reasons"] = choices_json(form->reasons);
    return out;
}

}  // namespace

std::string board_json(const Hall& hall, const Scene& scene, WallTime now) {
    const auto day = hall.business_day(now);
    const auto tickets = hall.tickets(day);
    const auto& settings = scene.settings;
    Json out{{"day", day.iso()}, {"stale", stale_json(scene)}, {"calls", calls_of(tickets)}};
    const auto notice = settings.today.words_of(hall.today(day));
    out["notice"] = notice.vi.empty() ? Json() : words(notice);
    if (settings.queue.tells_waiting) {
        out["waiting"] = Json::array();
        for (const auto& line : settings.queue.lines) {
            const auto count = std::ranges::count_if(
                tickets, [&](const Ticket& ticket) { return ticket.line == line.id && queue::waits(ticket.state); });
            out["waiting"].push_back({{"line", line.id}, {"count", count}});
        }
    }
    out["counters"] = Json::array();
    for (const auto& counter : settings.queue.counters) {
        Json one{{"id", counter.id}, {"state", state_of(hall, counter.id)}};
        const auto* desk = hall.desk(counter.id);
        if (desk != nullptr && desk->value.with) {
            if (const auto ticket = hall.ticket(*desk->value.with)) {
                one["number"] = ticket->number;
                one["stage"] = queue::name(ticket->state);
            }
        }
        if (const auto* last = finished_at(tickets, counter.id))
            one["finished"] = {{"number", last->number}, {"at", ms(last->history.back().at)}};
        out["counters"].push_back(std::move(one));
    }
    return dumped(out);
}

std::string console_json(const Hall& hall, const Scene& scene, WallTime now) {
    const auto day = hall.business_day(now);
    const auto tickets = hall.tickets(day);
    const auto waiting = queue::waiting_on(hall, day, now, scene.settings.queue);
    const auto today = hall.today(day);
    Json out{{"day", day.iso()}, {"stale", stale_json(scene)}, {"tickets_stopped", today.tickets_stopped}};
    const auto* decided = hall.kept_today(day);
    out["today"] = decided == nullptr ? 0 : decided->modified;
    out["unspoken"] = unspoken(hall, scene.settings.queue, now);
    out["counters"] = Json::array();
    for (const auto& counter : scene.settings.queue.counters)
        out["counters"].push_back(counter_json(counter, hall, waiting, today, scene));
    out["waiting"] = Json::array();
    for (const auto& one : waiting) {
        if (out["waiting"].size() == most_listed) break;
        if (const auto ticket = hall.ticket(one.press)) out["waiting"].push_back(ticket_json(*ticket, hall, scene));
    }
    std::vector<const Ticket*> held;
    std::vector<const Ticket*> absent;
    for (const auto& ticket : tickets) {
        if (ticket.state == TicketState::on_hold) held.push_back(&ticket);
        if (ticket.state == TicketState::absent) absent.push_back(&ticket);
    }
    out["held"] = newest_first(std::move(held), most_listed, hall, scene);
    out["absent"] = newest_first(std::move(absent), most_absent, hall, scene);
    out["help"] = Json::array();
    for (const auto& [kiosk, call] : hall.help())
        out["help"].push_back({{"kiosk", kiosk}, {"since", ms(call.value.since)}, {"taken_by", call.value.taken_by}});
    out["kiosks"] = Json::array();
    for (const auto& [kiosk, state] : hall.kiosks())
        out["kiosks"].push_back({{"kiosk", kiosk}, {"as_of", ms(state.value.as_of)}, {"faults", state.value.faults}});
    return dumped(out);
}

std::string centre_json(const settings::Settings& settings, const LocalDate& day) {
    const auto& queue = settings.queue;
    Json out{{"name", words(settings.centre.name)},
             {"place", words(settings.centre.place)},
             {"training", settings.training},
             {"calls_before_absent", queue.calls_before_absent},
             {"slips_at_closing", queue.at_closing == settings::Queue::AtClosing::slip},
             {"board", {{"calm", settings.board.calm}, {"fresh_ms", settings.board.fresh.count()}}},
             {"lines", Json::array()},
             {"counters", Json::array()},
             {"priorities", Json::array()},
             {"pause_reasons", choices_json(settings.serve.pause_reasons)},
             {"outcomes", choices_json(settings.serve.outcomes)},
             {"void_reasons", choices_json(settings.serve.void_reasons)},
             {"keys", Json::object()},
             {"accounts", Json::array()},
             {"rating", rating_json(settings, day)}};
    for (const auto& [deed, key] : queue::counter_keys) out["keys"][std::string(deed)] = "F" + std::to_string(key);
    for (const auto& line : queue.lines)
        out["lines"].push_back({{"id", line.id}, {"prefix", line.prefix}, {"name", words(line.name)}});
    for (const auto& counter : queue.counters)
        out["counters"].push_back({{"id", counter.id}, {"name", words(counter.name)}, {"lines", counter.lines}});
    for (const auto& priority : queue.priorities)
        out["priorities"].push_back({{"id", priority.id}, {"name", words(priority.name)}, {"proof", words(priority.proof)}});
    for (const auto& account : settings.serve.accounts) {
        if (account.role == settings::AccountRole::board) continue;
        out["accounts"].push_back({{"id", account.id}, {"label", account.label}, {"role", settings::name(account.role)}});
    }
    return dumped(out);
}

}  // namespace kiosk::console
