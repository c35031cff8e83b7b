#include "kiosk/app/staff_queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "kiosk/app/staff_figures.hpp"
#include "kiosk/app/staff_taking.hpp"
#include "kiosk/dossier/working_time.hpp"
#include "kiosk/queue/estimate.hpp"

namespace kiosk::app {

using Json = nlohmann::ordered_json;

Json ticket_json(const queue::Ticket& ticket) {
    Json out{{"number", ticket.number},
             {"id", ticket.press.text()},
             {"state", queue::name(ticket.state)},
             {"line", ticket.line},
             {"purpose", settings::name(ticket.wish.purpose)},
             {"procedure", ticket.wish.procedure},
             {"priority", ticket.wish.priority},
             {"visit_code", ticket.visit_code},
             {"day", ticket.day.iso()},
             {"serial", ticket.serial},
             {"taken_at", iso_time(ticket.taken_at)},
             {"kiosk", ticket.kiosk},
             {"counter", ticket.counter},
             {"calls", ticket.calls},
             {"note", ticket.note}};
    if (!ticket.instead_of.empty()) out["instead_of"] = ticket.instead_of;
    if (ticket.wish.appointment) out["appointment"] = iso_time(*ticket.wish.appointment);
    if (ticket.postponed_to) out["postponed_to"] = ticket.postponed_to->iso();
    return out;
}

namespace {

/// Whoever asked by command has been told the number: it counts.
Result<Json> shown(const Json& request, const StaffParts& desk) {
    const auto press = parse_uuid(request.value("press", std::string{}));
    if (!press) return fail(Code::bad_usage, "the press is a UUID, as queue.take answered it");
    auto held = desk.queue.hold(*press, queue::TicketState::shown, desk.clock.wall());
    if (!held) return fail(std::move(held));
    return ticket_json(*held);
}

}  // namespace

Result<LocalDate> day_wanted(const Json& request, const StaffParts& desk) {
    const auto given = request.value("day", std::string{});
    if (given.empty()) return desk.queue.business_day(desk.clock.wall());
    auto day = parse_iso_date(given);
    if (!day) return fail(Code::bad_usage, "--day takes a date such as 2026-11-23");
    return *day;
}

namespace {

Result<Json> list_queue(const Json& request, const StaffParts& desk) {
    auto day = day_wanted(request, desk);
    if (!day) return fail(std::move(day));
    if (auto expired = desk.queue.expire_unprinted(desk.clock.wall()); !expired) return fail(std::move(expired));
    auto tickets = desk.queue.list(*day);
    if (!tickets) return fail(std::move(tickets));
    Json out = {{"day", day->iso()}, {"tickets", Json::array()}};
    if (!desk.queue.joined()) out["stale"] = true;
    for (const auto& ticket : *tickets) out["tickets"].push_back(ticket_json(ticket));
    return out;
}

/// A number as printed, or the press of its ticket.
Result<queue::Ticket> ticket_wanted(const Json& request, const StaffParts& desk) {
    const auto number = request.value("number", std::string{});
    auto found = Result<std::optional<queue::Ticket>>(std::nullopt);
    if (const auto press = parse_uuid(number)) {
        found = desk.queue.find(*press);
    } else {
        auto day = day_wanted(request, desk);
        if (!day) return fail(std::move(day));
        found = desk.queue.find(number, *day);
    }
    if (!found) return fail(std::move(found));
    if (!*found)
        return fail(Code::not_found, "no number '" + number + "' was given out today; `kiosk queue list` shows all");
    return std::move(**found);
}

/// Histories and consoles say who did it: an account, never words of one's own, which may be a person's name.
Result<std::string> account_of(const Json& request, const settings::Settings& settings) {
    auto by = request.value("by", std::string("command"));
    if (by == "command" || settings.serve.account(by) != nullptr || settings.staff.token(by) != nullptr) return by;
    return fail(Code::bad_usage,
                "--by takes an account of [serve] accounts_file or a token of staff_file; leave it out for \"command\"");
}

Result<queue::Deed> deed_of(const Json& request, const StaffParts& desk) {
    const auto now = desk.clock.wall();
    auto by = account_of(request, desk.data.settings);
    if (!by) return fail(std::move(by));
    queue::Deed deed{desk.ids.make(now), now, std::move(*by)};
    const auto given = request.value("press", std::string{});
    if (given.empty()) return deed;
    const auto press = parse_uuid(given);
    if (!press || press->nil())
        return fail(Code::bad_usage, "--press takes a UUID such as 018f6b0e-7c3a-7def-8a91-0123456789ab");
    deed.press = *press;
    return deed;
}

Result<Json> told(const Result<queue::Ticket>& ticket) {
    if (!ticket) return tl::unexpected<Error>(ticket.error());
    return ticket_json(*ticket);
}

Json desk_json(const queue::Hall& hall, const settings::Counter& counter, const settings::Queue& rules) {
    const auto* kept = hall.desk(counter.id);
    const auto desk = kept == nullptr ? queue::Desk{counter.id} : kept->value;
    const auto with = desk.with ? hall.ticket(*desk.with) : std::nullopt;
    return {
        {"counter", counter.id}, {"state", queue::name(desk.state)},   {"officer", desk.officer},
        {"reason", desk.reason}, {"number", with ? with->number : ""}, {"lines", queue::lines_of(hall, counter.id, rules)}};
}

Result<Json> list_counters(const StaffParts& desk) {
    auto hall = desk.queue.queue().look(desk.clock.wall());
    if (!hall) return fail(std::move(hall));
    Json out{{"counters", Json::array()}};
    for (const auto& counter : desk.queue.rules().counters)
        out["counters"].push_back(desk_json(**hall, counter, desk.queue.rules()));
    return out;
}

/// A number, and how long its holder still waits.
Result<Json> show(const Json& request, const StaffParts& desk) {
    auto ticket = ticket_wanted(request, desk);
    if (!ticket) return fail(std::move(ticket));
    auto out = ticket_json(*ticket);
    const auto now = desk.clock.wall();
    auto hall = desk.queue.queue().look(now);
    if (!hall) return fail(std::move(hall));
    const auto& settings = desk.data.settings;
    if (!settings.queue.tells_waiting) return out;
    if (const auto wait = queue::wait_of(**hall, ticket->press, now, settings.queue,
                                         settings::hours_with(settings.hours, ticket->day, (*hall)->today(ticket->day)))) {
        using std::chrono::duration_cast;
        using std::chrono::minutes;
        out["wait"] = {{"ahead", wait->ahead},
                       {"counters", wait->counters},
                       {"open", wait->open},
                       {"from_minutes", duration_cast<minutes>(wait->from).count()},
                       {"to_minutes", duration_cast<minutes>(wait->to).count()},
                       {"today", wait->today}};
    }
    return out;
}

Result<std::string> counter_of(const Json& request, const char* key, const StaffParts& desk) {
    auto wanted = request.value(key, std::string{});
    const auto& queue = desk.queue.rules();
    if (wanted.empty() || queue.counter(wanted) != nullptr) return wanted;
    std::string known;
    for (const auto& counter : queue.counters) known += (known.empty() ? "" : ", ") + counter.id;
    return fail(Code::bad_usage, "no counter is called '" + wanted + "'; counters here: " + known);
}

/// What goes into a history is one of the configuration's: words of one's own may be about a person.
enum class Reason { wanted, may_be_left_out };
Result<std::string> reason_of(const Json& request, const std::vector<settings::NamedChoice>& choices, Reason wanted) {
    auto reason = request.value("reason", std::string{});
    std::string known;
    for (const auto& choice : choices) {
        if (choice.id == reason) return reason;
        known += (known.empty() ? "" : ", ") + choice.id;
    }
    if (reason.empty() && (wanted == Reason::may_be_left_out || choices.empty())) return reason;
    if (reason.empty()) return fail(Code::bad_usage, "give a --reason of [serve] of kiosk.toml; there: " + known);
    return fail(Code::bad_usage,
                "'" + reason + "' is not in [serve] of kiosk.toml; there: " + (known.empty() ? "none" : known));
}

Result<Json> change_counter(std::string_view what, const Json& request, const StaffParts& desk) {
    auto deed = deed_of(request, desk);
    if (!deed) return fail(std::move(deed));
    auto& queue = desk.queue.queue();
    auto counter = counter_of(request, "counter", desk);
    if (!counter) return fail(std::move(counter));
    auto reason = reason_of(request, desk.data.settings.serve.pause_reasons,
                            what == "pause" ? Reason::wanted : Reason::may_be_left_out);
    if (!reason) return fail(std::move(reason));
    auto changed = what == "open"    ? queue.open(*counter, deed->by, *deed)
                   : what == "pause" ? queue.pause(*counter, *reason, *deed)
                                     : queue.close(*counter, *deed);
    if (!changed) return fail(std::move(changed));
    auto hall = queue.look(deed->now);
    if (!hall) return fail(std::move(hall));
    return desk_json(**hall, *desk.queue.rules().counter(*counter), desk.queue.rules());
}

Result<Json> serve(std::string_view what, const Json& request, const StaffParts& desk) {
    auto deed = deed_of(request, desk);
    if (!deed) return fail(std::move(deed));
    auto& queue = desk.queue.queue();
    auto at = counter_of(request, "counter", desk);
    if (!at) return fail(std::move(at));
    const auto& counter = *at;
    auto outcome = reason_of(request, desk.data.settings.serve.outcomes, Reason::may_be_left_out);
    if (!outcome) return fail(std::move(outcome));
    if (what == "call" && request.value("number", std::string{}).empty()) return told(queue.call_next(counter, *deed));
    if (what == "call") {
        auto ticket = ticket_wanted(request, desk);
        if (!ticket) return fail(std::move(ticket));
        return told(queue.call(ticket->press, counter, *deed));
    }
    if (what == "recall") return told(queue.recall(counter, *deed));
    if (what == "start") return told(queue.start(counter, *deed));
    if (what == "absent") return told(queue.absent(counter, *deed));
    if (what == "hold") return told(queue.hold_on(counter, *deed));
    if (what == "finish") return told(queue.finish(counter, *deed, *outcome));
    auto to = counter_of(request, "to_counter", desk);
    if (!to) return fail(std::move(to));
    return told(queue.transfer(counter, {request.value("to_line", std::string{}), std::move(*to)}, *deed));
}

Result<Json> change_ticket(std::string_view what, const Json& request, const StaffParts& desk) {
    auto deed = deed_of(request, desk);
    if (!deed) return fail(std::move(deed));
    auto ticket = ticket_wanted(request, desk);
    if (!ticket) return fail(std::move(ticket));
    if (what == "rejoin") return told(desk.queue.rejoin(ticket->press, *deed));
    auto reason = reason_of(request, desk.data.settings.serve.void_reasons, Reason::wanted);
    if (!reason) return fail(std::move(reason));
    return told(desk.queue.cancel(ticket->press, *deed, *reason));
}

/// At closing: by the centre's rule everybody who waits is served, or gets a slip that goes first on the next day on which the centre
/// is open. Running kiosks print the slips of the numbers that were taken at them.
Result<Json> closing(const Json& request, const StaffParts& desk) {
    if (desk.queue.rules().at_closing == settings::Queue::AtClosing::serve)
        return fail(Code::refused, "this centre serves everybody who waits at closing; see at_closing in [queue]");
    auto deed = deed_of(request, desk);
    if (!deed) return fail(std::move(deed));
    auto today = desk.queue.business_day(deed->now);
    if (!today) return fail(std::move(today));
    const auto to = dossier::WorkingTime(desk.data.settings.hours).day_after(*today, 1);
    if (!to) return tl::unexpected(to.error());
    auto postponed = desk.queue.postpone_waiting(*to, *deed);
    if (!postponed) return fail(std::move(postponed));
    Json out{{"to", to->iso()}, {"postponed", Json::array()}};
    for (const auto& ticket : *postponed) out["postponed"].push_back(ticket_json(ticket));
    return out;
}

Result<Json> answered(std::string_view command, const Json& request, const StaffParts& desk) {
    const auto what = command.substr(command.find('.') + 1);
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), what) != names.end();
    };
    if (what == "take") return take_number(request, desk);
    if (what == "shown") return shown(request, desk);
    if (what == "list") return list_queue(request, desk);
    if (what == "show") return show(request, desk);
    if (what == "counters") return list_counters(desk);
    if (what == "closing") return closing(request, desk);
    if (what == "report") return figures_of(request, desk);
    if (is({"open", "pause", "close"})) return change_counter(what, request, desk);
    if (is({"call", "recall", "start", "absent", "hold", "finish", "transfer"})) return serve(what, request, desk);
    if (is({"rejoin", "cancel"})) return change_ticket(what, request, desk);
    return fail(Code::bad_usage, "no such command");
}

}  // namespace

Error said_by(const StaffParts& desk, Error error) {
    const bool away = error.code == Code::unreachable || error.code == Code::timed_out;
    if (!desk.queue.is_shared() || !away) return error;
    return {error.code,
            fmt::format("the centre's queue does not answer ({}). Kiosks go on with numbers of their own, such as A001-{}, "
                        "until it does: ask again then; config/etcd/README.md says what to look at",
                        error.detail, desk.data.settings.kiosk_id)};
}

Result<Json> answer_queue(std::string_view command, const Json& request, const StaffParts& desk) {
    auto answer = answered(command, request, desk);
    if (!answer) return tl::unexpected<Error>(said_by(desk, std::move(answer.error())));
    return answer;
}

}  // namespace kiosk::app
