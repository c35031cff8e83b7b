#include "kiosk/app/staff_desk.hpp"

#include <nlohmann/json.hpp>

#include "kiosk/app/socket_engine.hpp"
#include "kiosk/app/staff_outbox.hpp"
#include "kiosk/app/staff_payment.hpp"
#include "kiosk/app/staff_queue.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/catalogue/today_rules.hpp"
#include "kiosk/review/count_rules.hpp"

namespace kiosk::app {
namespace {

Result<Json> status(const StaffParts& desk) {
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

Result<Json> tally(const StaffParts& desk) {
    const auto& settings = desk.data.settings;
    auto book = desk.store.tally_book().read(settings.centre.id, settings.kiosk_id, desk.clock.wall());
    if (!book) return fail(std::move(book));
    book->counts = review::CountRules(*desk.data.catalogue).allowed(book->counts);
    review::Tally own;
    if (auto joined = own.join(*book); !joined) return fail(std::move(joined));
    return Json{{"tally", review::tally_json(own)}};
}

Result<Json> list_staff(const StaffParts& desk) {
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

Result<Json> unlock_staff(const Json& request, const StaffParts& desk) {
    const auto id = request.value("id", std::string{});
    if (desk.data.settings.staff.token(id) == nullptr)
        return fail(Code::not_found, "no token is called '" + id + "'; `kiosk staff list` says which there are");
    auto forgotten = desk.store.staff_tries().forget(id);
    if (!forgotten) return fail(std::move(forgotten));
    log::warning("staff {}: unlocked by command", id);
    return Json{{"id", id}};
}

Json today_json(LocalDate day, const settings::Today& today) {
    Json out{{"day", day.iso()},       {"hidden", today.hidden}, {"tickets_stopped", today.tickets_stopped},
             {"notice", today.notice}, {"words", today.words},   {"counters_off", today.counters_off}};
    if (today.hours) out["hours"] = settings::hours_text(*today.hours);
    return out;
}

Result<Json> show_today(const Json& request, const StaffParts& desk) {
    auto day = day_wanted(request, desk);
    if (!day) return fail(std::move(day));
    auto today = desk.queue.today(*day);
    if (!today) return fail(std::move(today));
    auto out = today_json(*day, *today);
    if (!desk.queue.joined()) out["stale"] = true;
    return out;
}

Result<Json> change_today(const Json& request, const StaffParts& desk) {
    using Kind = settings::TodayChange::Kind;
    const auto kind = settings::parse_today_change(request.value("kind", std::string{}));
    if (!kind) return fail(Code::bad_usage, "no such change");
    auto change =
        catalogue::checked(*desk.data.catalogue, desk.data.settings, {*kind, request.value("value", std::string{})});
    if (!change) return fail(std::move(change));
    const bool of_a_counter = change->kind == Kind::counter_off || change->kind == Kind::counter_on;
    if (of_a_counter && desk.queue.rules().counter(change->value) == nullptr)
        return fail(Code::bad_usage, "no counter is called '" + change->value + "'; `kiosk queue counters` shows all");
    const auto now = desk.clock.wall();
    auto today = desk.queue.change_today(*change, {desk.ids.make(now), now, "command"});
    if (!today) return tl::unexpected<Error>(said_by(desk, std::move(today.error())));
    auto day = desk.queue.business_day(now);
    if (!day) return fail(std::move(day));
    const bool own_words = change->kind == Kind::show_words;
    log::warning("today: {}{}{} by command", settings::name(change->kind), change->value.empty() || own_words ? "" : " ",
                 own_words ? "" : change->value);
    return today_json(*day, *today);
}

Result<Json> run(const Json& request, const StaffParts& desk) {
    const auto command = request.value("command", std::string{});
    if (command.starts_with("queue.")) return answer_queue(command, request, desk);
    if (command.starts_with("ledger."))
        return answer_ledger(desk.queue.engine(), command, request.value("body", std::string{}));
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
    if (fits) result = run(parsed, StaffParts{store_, queue_, data_, clock_, ids_});
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
