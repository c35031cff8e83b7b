#include "kiosk/app/staff_desk.hpp"

#include <nlohmann/json.hpp>

#include "kiosk/app/staff_outbox.hpp"
#include "kiosk/app/staff_payment.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/review/count_rules.hpp"

namespace kiosk::app {
namespace {

/// What answering needs, so that each command is a plain function.
struct Desk {
    store::Store& store;
    queue::Engine& queue;
    const PublicData& data;
    const Clock& clock;
    Ids& ids;
};

Json ticket_json(const queue::Ticket& ticket) {
    return {{"number", ticket.number},
            {"id", ticket.press.text()},
            {"state", queue::name(ticket.state)},
            {"line", ticket.line},
            {"purpose", settings::name(ticket.wish.purpose)},
            {"procedure", ticket.wish.procedure},
            {"priority", ticket.wish.priority},
            {"visit_code", ticket.visit_code},
            {"day", ticket.day.iso()},
            {"serial", ticket.serial},
            {"taken_at", iso_time(ticket.taken_at)}};
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
Result<Done> open_today(PressId press, const queue::TicketWish& wish, const Desk& desk, WallTime now) {
    auto given = desk.queue.find(press);
    if (!given) return fail(std::move(given));
    if (*given) return Done{};
    auto day = desk.queue.business_day(now);
    if (!day) return fail(std::move(day));
    auto today = desk.store.today_book().read(*day);
    if (!today) return fail(std::move(today));
    if (today->tickets_stopped)
        return fail(Code::closed, "staff have stopped numbers for today; `kiosk today give-tickets` gives them out again");
    if (wish.purpose == settings::Purpose::submit && today->hides(wish.procedure))
        return fail(Code::closed,
                    "staff have stopped taking " + wish.procedure + " for today; `kiosk today show` says what holds");
    return Done{};
}

Result<Json> take(const Json& request, const Desk& desk) {
    auto wish = wish_for(request.value("kind", std::string{}), desk.data);
    if (!wish) return fail(std::move(wish));
    wish->priority = request.value("priority", std::string{});
    const auto& queue = desk.data.settings.queue;
    if (!wish->priority.empty() && queue.priority(wish->priority) == nullptr) {
        std::string known;
        for (const auto& priority : queue.priorities) known += (known.empty() ? "" : ", ") + priority.id;
        return fail(Code::bad_usage,
                    "no priority class is called '" + wish->priority + "'; here: " + (known.empty() ? "none" : known));
    }
    const auto now = desk.clock.wall();
    PressId press = desk.ids.make(now);
    if (const auto given = request.value("press", std::string{}); !given.empty()) {
        auto parsed = parse_uuid(given);
        if (!parsed || parsed->nil())
            return fail(Code::bad_usage, "--press takes a UUID such as 018f6b0e-7c3a-7def-8a91-0123456789ab");
        press = *parsed;
    }
    if (auto open = open_today(press, *wish, desk, now); !open) return fail(std::move(open));
    auto taken = desk.queue.take(press, *wish, {}, now);
    if (!taken) return fail(std::move(taken));
    return ticket_json(*taken);
}

/// Whoever asked by command has been told the number: it counts.
Result<Json> shown(const Json& request, const Desk& desk) {
    const auto press = parse_uuid(request.value("press", std::string{}));
    if (!press) return fail(Code::bad_usage, "the press is a UUID, as queue.take answered it");
    auto held = desk.queue.hold(*press, queue::TicketState::shown, desk.clock.wall());
    if (!held) return fail(std::move(held));
    return ticket_json(*held);
}

/// The day that was asked for, or the one that new numbers belong to.
Result<LocalDate> day_wanted(const Json& request, const Desk& desk) {
    const auto given = request.value("day", std::string{});
    if (given.empty()) return desk.queue.business_day(desk.clock.wall());
    auto day = parse_iso_date(given);
    if (!day) return fail(Code::bad_usage, "--day takes a date such as 2026-11-23");
    return *day;
}

Result<Json> list_queue(const Json& request, const Desk& desk) {
    auto day = day_wanted(request, desk);
    if (!day) return fail(std::move(day));
    if (auto expired = desk.queue.expire_unprinted(desk.clock.wall()); !expired) return fail(std::move(expired));
    auto tickets = desk.queue.list(*day);
    if (!tickets) return fail(std::move(tickets));
    Json out = {{"day", day->iso()}, {"tickets", Json::array()}};
    for (const auto& ticket : *tickets) out["tickets"].push_back(ticket_json(ticket));
    return out;
}

Result<Json> status(const Desk& desk) {
    auto waiting = desk.store.outbox().waiting_count();
    if (!waiting) return fail(std::move(waiting));
    auto refused = desk.store.outbox().refused_count();
    if (!refused) return fail(std::move(refused));
    auto drafts = desk.store.kept_drafts().count();
    if (!drafts) return fail(std::move(drafts));
    return Json{{"kiosk", desk.data.settings.kiosk_id},
                {"waiting_for_delivery", *waiting},
                {"refused", *refused},
                {"kept_drafts", *drafts},
                {"notices", desk.store.notices()}};
}

Result<Json> tally(const Desk& desk) {
    const auto& settings = desk.data.settings;
    auto book = desk.store.tally_book().read(settings.centre.id, settings.kiosk_id, desk.clock.wall());
    if (!book) return fail(std::move(book));
    book->counts = review::CountRules(*desk.data.catalogue).allowed(book->counts);
    review::Tally own;
    if (auto joined = own.join(*book); !joined) return fail(std::move(joined));
    return Json{{"tally", review::tally_json(own)}};
}

Result<Json> list_staff(const Desk& desk) {
    Json tokens = Json::array();
    for (const auto& token : desk.data.settings.staff.tokens) {
        auto wrong = desk.store.staff_tries().count(token.id);
        if (!wrong) return fail(std::move(wrong));
        tokens.push_back({{"id", token.id},
                          {"role", token.role},
                          {"wrong_pins", *wrong},
                          {"locked", *wrong >= store::StaffTries::most_tries}});
    }
    return Json{{"tokens", std::move(tokens)}};
}

Result<Json> unlock_staff(const Json& request, const Desk& desk) {
    const auto id = request.value("id", std::string{});
    if (desk.data.settings.staff.token(id) == nullptr)
        return fail(Code::not_found, "no token is called '" + id + "'; `kiosk staff list` says which there are");
    auto forgotten = desk.store.staff_tries().forget(id);
    if (!forgotten) return fail(std::move(forgotten));
    log::warning("staff {}: unlocked by command", id);
    return Json{{"id", id}};
}

Json today_json(LocalDate day, const settings::Today& today) {
    return {{"day", day.iso()},
            {"hidden", today.hidden},
            {"tickets_stopped", today.tickets_stopped},
            {"notice", today.notice},
            {"words", today.words}};
}

Result<Json> show_today(const Json& request, const Desk& desk) {
    auto day = day_wanted(request, desk);
    if (!day) return fail(std::move(day));
    auto today = desk.store.today_book().read(*day);
    if (!today) return fail(std::move(today));
    return today_json(*day, *today);
}

Result<Json> change_today(const Json& request, const Desk& desk) {
    using Kind = settings::TodayChange::Kind;
    const auto kind = settings::parse_today_change(request.value("kind", std::string{}));
    if (!kind) return fail(Code::bad_usage, "no such change");
    settings::TodayChange change{*kind, request.value("value", std::string{})};
    if (change.kind == Kind::hide || change.kind == Kind::offer) {
        const auto* procedure = desk.data.catalogue->procedure(change.value);
        if (procedure != nullptr) change.value = procedure->code;  // a local code was given
        else if (change.kind == Kind::hide)
            return fail(Code::not_found,
                        "no procedure has the code '" + change.value + "'; find it with kiosk catalogue search");
    }
    if (change.kind == Kind::show_notice && desk.data.settings.today.notice(change.value) == nullptr)
        return fail(Code::not_found, "no [[today.notice]] of the configuration is called '" + change.value + "'");
    auto day = desk.queue.business_day(desk.clock.wall());
    if (!day) return fail(std::move(day));
    auto today = desk.store.today_book().change(*day, change);
    if (!today) return fail(std::move(today));
    const bool own_words = change.kind == Kind::show_words;
    log::warning("today: {}{}{} by command", settings::name(change.kind), change.value.empty() || own_words ? "" : " ",
                 own_words ? "" : change.value);
    return today_json(*day, *today);
}

Result<Json> run(const Json& request, const Desk& desk) {
    const auto command = request.value("command", std::string{});
    if (command == "queue.take") return take(request, desk);
    if (command == "queue.shown") return shown(request, desk);
    if (command == "queue.list") return list_queue(request, desk);
    if (command == "outbox.list") return list_outbox(desk.store);
    if (command == "outbox.send") return send_outbox(desk.store);
    if (command == "outbox.callbacks") return list_callbacks(desk.store);
    if (command == "outbox.export")
        return export_outbox(desk.store, desk.data.settings.kiosk_id, request, desk.clock.wall());
    if (command == "payment.list")
        return list_payments(desk.store, request.value("since", std::string{}), desk.clock.wall());
    if (command == "outbox.retry") return retry_refused(desk.store, request.value("code", std::string{}));
    if (command == "review.tally") return tally(desk);
    if (command == "today.show") return show_today(request, desk);
    if (command == "today.change") return change_today(request, desk);
    if (command == "staff.list") return list_staff(desk);
    if (command == "staff.unlock") return unlock_staff(request, desk);
    if (command == "status") return status(desk);
    return fail(Code::bad_usage, "no such command");
}

}  // namespace

std::string StaffDesk::answer(std::string_view request) {
    Result<Json> result = fail(Code::bad_format, "a request is one JSON object of text values");
    const auto parsed = Json::parse(request, nullptr, false);
    const bool fits =
        parsed.is_object() && std::all_of(parsed.begin(), parsed.end(), [](const Json& v) { return v.is_string(); });
    if (fits) result = run(parsed, Desk{store_, queue_, data_, clock_, ids_});
    Json out;
    if (result) {
        out = {{"ok", true}};
        out.update(*result);
    } else {
        out = {{"ok", false}, {"code", name(result.error().code)}, {"error", result.error().detail}};
    }
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kiosk::app
