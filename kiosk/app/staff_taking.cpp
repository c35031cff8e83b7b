#include "kiosk/app/staff_taking.hpp"

#include "kiosk/queue/appointment.hpp"
#include "kiosk/scan/payload.hpp"

namespace kiosk::app {
namespace {

using Json = nlohmann::ordered_json;

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

/// Of those that people say of themselves; the others are promised by a code or a slip.
Result<std::string> class_chosen(std::string wanted, const settings::Queue& queue) {
    using Given = settings::PriorityClass::Given;
    const auto* known = queue.priority(wanted);
    if (wanted.empty() || (known != nullptr && known->given == Given::by_choice)) return wanted;
    std::string choices;
    for (const auto& priority : queue.priorities) {
        if (priority.given == Given::by_choice) choices += (choices.empty() ? "" : ", ") + priority.id;
    }
    const auto here = "; to choose here: " + (choices.empty() ? "none" : choices);
    if (known == nullptr) return fail(Code::bad_usage, "no priority class is called '" + wanted + "'" + here);
    return fail(Code::bad_usage, "nobody chooses '" + wanted +
                                     "': it goes to whoever brings what it was promised with (--appointment, --postponed, a "
                                     "prepared dossier)" +
                                     here);
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
    if (request.contains("priority")) {
        auto chosen = class_chosen(request.value("priority", std::string{}), desk.data.settings.queue);
        if (!chosen) return fail(std::move(chosen));
        taking->wish.priority = std::move(*chosen);
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

}  // namespace

Result<Json> take_number(const Json& request, const StaffParts& desk) {
    const auto now = desk.clock.wall();
    auto taking = taking_of(request, desk, now);
    if (!taking) return fail(std::move(taking));
    const auto press = taking->press ? *taking->press : desk.ids.make(now);
    if (auto open = open_today(press, taking->wish, desk, now); !open) return fail(std::move(open));
    auto taken = desk.queue.take(press, taking->wish, taking->visit_code, now);
    if (!taken) return fail(std::move(taken));
    return ticket_json(*taken);
}

}  // namespace kiosk::app
