#include "kiosk/app/staff_queue.hpp"

#include <algorithm>
#include <chrono>

#include "kiosk/dossier/working_time.hpp"
#include "kiosk/queue/appointment.hpp"
#include "kiosk/queue/estimate.hpp"
#include "kiosk/scan/payload.hpp"

namespace kiosk::app {
namespace {

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

/// A line's id or prefix, a purpose, a field or a procedure: whatever a script has at hand.
Result<queue::TicketWish> wish_for(const std::string& kind, const PublicData& data) {
    const auto& queue = data.settings.queue;
    for (const auto& line : queue.lines) {
        if (line.id != kind && line.prefix != kind) continue;
        const auto purpose = line.purposes.empty() ? queue::Purpose::ask : line.purposes.front();
        return queue::TicketWish{purpose, line.fields.empty() ? std::string{} : line.fields.front(), {}};
    }
    if (const auto* procedure = data.catalogue->procedure(kind)) {
        return queue::TicketWish{queue::Purpose::submit, procedure->field, procedure->code};
    }
    if (data.catalogue->field(kind) != nullptr) return queue::TicketWish{queue::Purpose::submit, kind, {}};
    if (auto purpose = settings::parse_purpose(kind)) {
        if (settings::line_for(queue, *purpose, "") != nullptr) return queue::TicketWish{*purpose, {}, {}};
        for (const auto& field : data.catalogue->fields()) {
            if (settings::line_for(queue, *purpose, field.id) != nullptr) return queue::TicketWish{*purpose, field.id, {}};
        }
    }
    std::string known;
    for (const auto& line : queue.lines) known += (known.empty() ? "" : ", ") + line.id;
    return fail(Code::bad_usage, "no line, purpose, field or procedure is called '" + kind + "'; lines here: " + known);
}

/// What staff stopped for today is stopped for commands as well; a number that was given stays given.
Result<Done> open_today(PressId press, const queue::TicketWish& wish, const StaffParts& desk, WallTime now) {
    auto given = desk.queue.find(press);
    if (!given && !queue::out_of_reach(given.error().code)) return fail(std::move(given));
    if (given && *given) return Done{};
    auto day = desk.queue.business_day(now);
    if (!day) return fail(std::move(day));
    auto today = desk.queue.today(*day);
    if (!today) return fail(std::move(today));
    if (today->tickets_stopped)
        return fail(Code::closed, "staff have stopped numbers for today; `kiosk today give-tickets` gives them out again");
    if (wish.purpose == settings::Purpose::submit && today->hides(wish.procedure))
        return fail(Code::closed,
                    "staff have stopped taking " + wish.procedure + " for today; `kiosk today show` says what holds");
    return Done{};
}

/// What is wanted, and the press that it has of itself: an appointment's, or that of a slip of another day.
struct Taking {
    queue::TicketWish wish;
    std::optional<PressId> press{};
    std::string visit_code{};
};

Result<Taking> for_appointment(const std::string& code, Taking taking, const StaffParts& desk, WallTime now) {
    const auto payload = scan::classify(code);
    const auto* read = std::get_if<scan::Appointment>(&payload.content);
    if (read == nullptr)
        return fail(Code::bad_usage, "--appointment takes the code of one, such as QNA1:BINHSON:20261123:0930:XK7Q");
    const queue::Appointment appointment{read->centre, read->date, read->minute_of_day, read->code, read->signature};
    switch (queue::fits(appointment, desk.data.settings.centre.id, now, desk.data.settings.queue)) {
        case queue::AppointmentFits::other_centre:
            return fail(Code::refused, "this appointment is at " + appointment.centre + ", not here");
        case queue::AppointmentFits::other_day:
            return fail(Code::refused, "this appointment is on " + appointment.day.iso() + ", not today");
        case queue::AppointmentFits::unproven:
            return fail(Code::refused,
                        "no key of queue.appointment_key signed this appointment; without it a number is taken");
        case queue::AppointmentFits::late:  // a number like any other: the answer says so by its class
        case queue::AppointmentFits::early:
        case queue::AppointmentFits::in_time: break;
    }
    taking.wish.appointment = appointment.at();
    taking.press = appointment.press();
    return taking;
}

Result<Taking> for_postponed(const std::string& given, const StaffParts& desk) {
    const auto payload = scan::classify(given);
    const auto* read = std::get_if<scan::Ticket>(&payload.content);
    const auto press = read != nullptr ? Result<Uuid>(read->id) : parse_uuid(given);
    if (!press) return fail(Code::bad_usage, "--postponed takes the code of the slip, or the UUID of its press");
    auto before = desk.queue.find(*press);
    if (!before) return fail(std::move(before));
    if (!*before) return fail(Code::not_found, "no number was given out for this slip");
    const auto& wish = (*before)->wish;
    return Taking{{wish.purpose, wish.field, wish.procedure, wish.priority, {}, *press},
                  queue::press_after(*press),
                  (*before)->visit_code};
}

Result<Taking> taking_of(const Json& request, const StaffParts& desk, WallTime now) {
    const auto postponed = request.value("postponed", std::string{});
    const auto appointment = request.value("appointment", std::string{});
    auto taking = [&]() -> Result<Taking> {
        if (!postponed.empty()) return for_postponed(postponed, desk);
        auto wish = wish_for(request.value("kind", std::string{}), desk.data);
        if (!wish) return fail(std::move(wish));
        Taking out{std::move(*wish)};
        return appointment.empty() ? Result<Taking>(std::move(out))
                                   : for_appointment(appointment, std::move(out), desk, now);
    }();
    if (!taking) return taking;
    if (request.contains("priority")) taking->wish.priority = request.value("priority", std::string{});
    const auto& wish = taking->wish;
    const auto& queue = desk.data.settings.queue;
    if (!wish.priority.empty() && queue.priority(wish.priority) == nullptr) {
        std::string known;
        for (const auto& priority : queue.priorities) known += (known.empty() ? "" : ", ") + priority.id;
        return fail(Code::bad_usage,
                    "no priority class is called '" + wish.priority + "'; here: " + (known.empty() ? "none" : known));
    }
    if (const auto given = request.value("press", std::string{}); !given.empty()) {
        if (taking->press)
            return fail(Code::bad_usage, "an appointment and a slip have a press of their own; leave --press out");
        auto parsed = parse_uuid(given);
        if (!parsed || parsed->nil())
            return fail(Code::bad_usage, "--press takes a UUID such as 018f6b0e-7c3a-7def-8a91-0123456789ab");
        taking->press = *parsed;
    }
    return taking;
}

Result<Json> take(const Json& request, const StaffParts& desk) {
    const auto now = desk.clock.wall();
    auto taking = taking_of(request, desk, now);
    if (!taking) return fail(std::move(taking));
    const auto press = taking->press ? *taking->press : desk.ids.make(now);
    if (auto open = open_today(press, taking->wish, desk, now); !open) return fail(std::move(open));
    auto taken = desk.queue.take(press, taking->wish, taking->visit_code, now);
    if (!taken) return fail(std::move(taken));
    return ticket_json(*taken);
}

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

Result<queue::Deed> deed_of(const Json& request, const StaffParts& desk) {
    const auto now = desk.clock.wall();
    queue::Deed deed{desk.ids.make(now), now, request.value("by", std::string("command"))};
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

/// What goes into a history is one of the configuration's, or nothing: words of one's own may be about a person.
Result<std::string> reason_of(const Json& request, const std::vector<settings::NamedChoice>& choices) {
    auto reason = request.value("reason", std::string{});
    std::string known;
    for (const auto& choice : choices) {
        if (choice.id == reason) return reason;
        known += (known.empty() ? "" : ", ") + choice.id;
    }
    if (reason.empty()) return reason;
    return fail(Code::bad_usage,
                "'" + reason + "' is not in [serve] of kiosk.toml; there: " + (known.empty() ? "none" : known));
}

Result<Json> change_counter(std::string_view what, const Json& request, const StaffParts& desk) {
    auto deed = deed_of(request, desk);
    if (!deed) return fail(std::move(deed));
    auto& queue = desk.queue.queue();
    const auto counter = request.value("counter", std::string{});
    auto reason = reason_of(request, desk.data.settings.serve.pause_reasons);
    if (!reason) return fail(std::move(reason));
    auto changed = what == "open"    ? queue.open(counter, deed->by, *deed)
                   : what == "pause" ? queue.pause(counter, *reason, *deed)
                                     : queue.close(counter, *deed);
    if (!changed) return fail(std::move(changed));
    auto hall = queue.look(deed->now);
    if (!hall) return fail(std::move(hall));
    return desk_json(**hall, *desk.queue.rules().counter(counter), desk.queue.rules());
}

Result<Json> serve(std::string_view what, const Json& request, const StaffParts& desk) {
    auto deed = deed_of(request, desk);
    if (!deed) return fail(std::move(deed));
    auto& queue = desk.queue.queue();
    const auto counter = request.value("counter", std::string{});
    auto outcome = reason_of(request, desk.data.settings.serve.outcomes);
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
    return told(queue.transfer(
        counter, {request.value("to_line", std::string{}), request.value("to_counter", std::string{})}, *deed));
}

Result<Json> change_ticket(std::string_view what, const Json& request, const StaffParts& desk) {
    auto deed = deed_of(request, desk);
    if (!deed) return fail(std::move(deed));
    auto ticket = ticket_wanted(request, desk);
    if (!ticket) return fail(std::move(ticket));
    if (what == "rejoin") return told(desk.queue.rejoin(ticket->press, *deed));
    auto reason = reason_of(request, desk.data.settings.serve.void_reasons);
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

/// All that is known of each number of some days: whoever asks counts.
Result<Json> report(const Json& request, const StaffParts& desk) {
    auto first = day_wanted(request, desk);
    if (!first) return fail(std::move(first));
    auto last = *first;
    if (const auto given = request.value("to_day", std::string{}); !given.empty()) {
        auto parsed = parse_iso_date(given);
        if (!parsed || *parsed < *first) return fail(Code::bad_usage, "--to-day takes a date after the first day");
        last = *parsed;
    }
    constexpr int most_days = 400;
    std::vector<queue::Ticket> tickets;
    int days = 0;
    for (auto day = *first; day <= last; day = day.plus_days(1)) {
        if (++days > most_days) return fail(Code::too_large, "a report has 400 days at most");
        auto of_the_day = desk.queue.list(day);
        if (!of_the_day) return fail(std::move(of_the_day));
        tickets.insert(tickets.end(), of_the_day->begin(), of_the_day->end());
    }
    auto records = Json::array();
    for (const auto& ticket : tickets) records.push_back(queue::text_of(ticket));
    return Json{{"from", first->iso()}, {"to", last.iso()}, {"records", std::move(records)}};
}

}  // namespace

Result<Json> answer_queue(std::string_view command, const Json& request, const StaffParts& desk) {
    const auto what = command.substr(command.find('.') + 1);
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), what) != names.end();
    };
    if (what == "take") return take(request, desk);
    if (what == "shown") return shown(request, desk);
    if (what == "list") return list_queue(request, desk);
    if (what == "show") return show(request, desk);
    if (what == "counters") return list_counters(desk);
    if (what == "closing") return closing(request, desk);
    if (what == "report") return report(request, desk);
    if (is({"open", "pause", "close"})) return change_counter(what, request, desk);
    if (is({"call", "recall", "start", "absent", "hold", "finish", "transfer"})) return serve(what, request, desk);
    if (is({"rejoin", "cancel"})) return change_ticket(what, request, desk);
    return fail(Code::bad_usage, "no such command");
}

}  // namespace kiosk::app
