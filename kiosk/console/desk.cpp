#include "kiosk/console/desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "kiosk/base/log.hpp"
#include "kiosk/base/pin.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/console/json.hpp"
#include "kiosk/console/picture_json.hpp"
#include "kiosk/dossier/letter.hpp"

namespace kiosk::console {
namespace {

using settings::AccountRole;

constexpr int free_tries_of_an_account = 5;   // as with the kiosk's own PINs
constexpr int free_tries_of_an_address = 30;  // a centre may stand behind one address
constexpr int deeds_at_once = 20;
constexpr int deeds_a_second = 5;
constexpr Duration look_around_every = 5s;

std::string hours_text(const settings::Hours& hours, const LocalDate& day) {
    std::string out;
    for (const auto& stretch : settings::stretches_on(hours, day))
        out += fmt::format("{}{:02}:{:02}–{:02}:{:02}", out.empty() ? "" : ", ", stretch.from_minute / 60,
                           stretch.from_minute % 60, stretch.to_minute / 60, stretch.to_minute % 60);
    return out;
}

}  // namespace

Desk::Desk(const Server::Parts& parts, std::filesystem::path sessions)
    : parts_(parts),
      sessions_(parts.settings.serve, parts.clock, std::move(sessions)),
      by_account_(parts.clock, free_tries_of_an_account),
      by_address_(parts.clock, free_tries_of_an_address),
      pace_(parts.clock, deeds_at_once, deeds_a_second),
      queue_(parts.deeds, parts.settings),
      deeds_(queue_, parts.deeds, parts.settings, parts.clock) {
    {
        // Its thread draws as soon as it knows something, and must find it then.
        const std::lock_guard lock(draw_mutex_);
        follower_ = std::make_unique<queue::Follower>(parts.following, parts.settings.centre.id, parts.settings.queue.digits,
                                                      parts.clock, [this](const auto&) { draw(); });
    }
    around_ = std::jthread([this](const std::stop_token& stop) { look_around(stop); });
}

Desk::~Desk() {
    live_.stop();
    around_.request_stop();
    woken_.notify_all();
    around_.join();
    std::unique_ptr<queue::Follower> going;
    {
        const std::lock_guard lock(draw_mutex_);
        going = std::move(follower_);
    }
}

// ---- What pages see -----------------------------------------------------------------------------------------------------------

void Desk::draw() {
    const std::lock_guard lock(draw_mutex_);
    if (!follower_) return;  // it is going
    const auto picture = follower_->look();
    if (!picture.hall) return;
    Scene scene{parts_.settings, parts_.catalogue, {}, std::nullopt};
    {
        const std::lock_guard held(today_mutex_);
        scene.today = today_;
    }
    const auto now = parts_.clock.wall();
    if (!picture.agreed) scene.not_agreed_since = now + -(parts_.clock.monotonic() - picture.as_of);
    live_.show(Audience::boards, picture.hall->revision(), board_json(*picture.hall, scene, now));
    live_.show(Audience::consoles, picture.hall->revision(), console_json(*picture.hall, scene, now));
}

void Desk::look_around(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        ask_today();
        hold_counters();
        draw();  // appointments whose time has come
        std::unique_lock lock(sleep_mutex_);
        woken_.wait_for(lock, stop, look_around_every, [] { return false; });
    }
}

/// No kiosk here: a board without a notice.
void Desk::ask_today() {
    auto today = parts_.kiosk.today();
    const std::lock_guard lock(today_mutex_);
    if (today) today_ = std::move(*today);
}

/// A counter whose console is open keeps its lease: when the officer's machine dies, everybody sees it.
void Desk::hold_counters() {
    const auto picture = follower_->look();
    if (!picture.hall || !picture.agreed) return;
    for (const auto& [counter, desk] : picture.hall->desks()) {
        const bool there = desk.value.state == queue::DeskState::open && live_.listens(desk.value.officer);
        const std::lock_guard lock(deeds_mutex_);
        const auto held = leases_.find(counter);
        if (!there) {
            if (held != leases_.end()) leases_.erase(held);  // ends by itself: a page that is loaded again keeps it
            continue;
        }
        if (held != leases_.end() && parts_.deeds.renew(held->second)) continue;
        auto lease = parts_.deeds.grant(std::chrono::duration_cast<Duration>(
            std::chrono::ceil<std::chrono::seconds>(parts_.settings.queue.counter_lease)));
        if (!lease) return;
        const auto key = picture.hall->keys().live("counter/" + counter);
        if (parts_.deeds.write({{}, {{key, desk.value.officer, *lease}}, {}})) leases_[counter] = *lease;
    }
}

// ---- Who comes in --------------------------------------------------------------------------------------------------------------

Result<Done> Desk::must_wait(const std::string& account, const std::string& address) {
    const auto left = std::max(account.empty() ? Duration{} : by_account_.begin(account), by_address_.begin(address));
    if (left == Duration{}) return Done{};
    return fail(Code::too_many, std::to_string(std::chrono::ceil<std::chrono::seconds>(left).count()));
}

Result<Desk::SignedIn> Desk::sign_in(const std::string& id, const Personal& password, const std::string& address) {
    if (auto free = must_wait(id, address); !free) return fail(std::move(free));
    const auto* account = parts_.settings.serve.account(id);
    bool right = false;
    {
        // An account that does not exist takes as long as one that does.
        const std::lock_guard lock(hashing_);
        const auto hash = account == nullptr ? std::string(settings::training_password_hash) : account->password_hash;
        right = pin_matches(hash, password) && account != nullptr;
    }
    if (!right) {
        log::warning("console: a wrong password for {} from {}", account == nullptr ? "no account" : account->id, address);
        return fail(Code::refused, "account or password is not right");
    }
    by_account_.forget(id);
    by_address_.forget(address);
    log::info("console: {} signed in from {}", account->id, address);
    return SignedIn{sessions_.open(account->id, account->role), account};
}

Result<Desk::SignedIn> Desk::sign_in_board(const Personal& token, const std::string& address) {
    // A token cannot be guessed; whoever tries must not keep the other boards out.
    if (auto free = must_wait({}, address); !free) return fail(std::move(free));
    const auto& wanted = parts_.settings.serve.board_token_sha256;
    if (wanted.empty() || sha256_hex(token.reveal()) != wanted) return fail(Code::refused, "the board's token is not right");
    by_address_.forget(address);
    return SignedIn{sessions_.open({}, AccountRole::board), nullptr};
}

// ---- What is done --------------------------------------------------------------------------------------------------------------

Result<Done> Desk::do_deed(const Session& session, const Wish& wish) {
    const std::lock_guard lock(deeds_mutex_);
    return deeds_.carry_out(session, wish);
}

Result<std::string> Desk::prepared(const std::string& visit_code) {
    auto dossier = parts_.kiosk.prepared(visit_code);
    if (!dossier) return fail(std::move(dossier));
    Json out{{"code", dossier->code}, {"procedure", words(dossier->procedure)}, {"papers", Json::array()}};
    out["fee_dong"] = dossier->fee_dong ? Json(*dossier->fee_dong) : Json();
    for (const auto& paper : dossier->papers)
        out["papers"].push_back({{"name", words(paper.name)},
                                 {"required", paper.required},
                                 {"present_only", paper.present_only},
                                 {"pages", paper.pages},
                                 {"brings_original", paper.brings_original}});
    const std::lock_guard lock(deeds_mutex_);
    const auto key = queue::Keys(queue_.centre()).accepted(visit_code);
    auto reading = parts_.deeds.read(key);
    if (!reading) return fail(std::move(reading));
    out["accepted"] = nullptr;
    for (const auto& entry : reading->entries) {
        if (entry.key != key) continue;
        auto accepted = queue::read_accepted(entry.value);
        if (!accepted) return fail(std::move(accepted));
        out["accepted"] = {{"at", ms(accepted->at)},
                           {"by", accepted->by},
                           {"originals", accepted->originals},
                           {"receipt", accepted->receipt}};
    }
    return dumped(out);
}

Result<Done> Desk::accept(const Session& session, const std::string& text) {
    constexpr std::size_t longest_receipt = 40;
    const auto json = Json::parse(text, nullptr, false);
    const auto press = parse_uuid(text_in(json, "press"));
    const auto which = parse_uuid(text_in(json, "ticket"));
    const auto receipt = nfc(trim(text_in(json, "receipt")));
    if (!press || !which || receipt.size() > longest_receipt || has_control_characters(receipt))
        return fail(Code::bad_format, "what is accepted is named by press and ticket, with a receipt of 40 letters at most");
    std::string visit_code;
    {
        const std::lock_guard lock(deeds_mutex_);
        auto ticket = queue_.find(*which);
        if (!ticket) return fail(std::move(ticket));
        if (!*ticket || (*ticket)->visit_code.empty())
            return fail(Code::not_found, "no dossier was prepared for this number");
        visit_code = (*ticket)->visit_code;
    }
    auto dossier = parts_.kiosk.prepared(visit_code);
    if (!dossier) return fail(std::move(dossier));
    const auto now = parts_.clock.wall();
    const queue::Accepted accepted{now, session.account, dossier->code, json.value("originals", Json()) == true, receipt};
    const std::lock_guard lock(deeds_mutex_);
    const auto key = queue::Keys(queue_.centre()).accepted(visit_code);
    // The first one stands: whoever presses later is shown it.
    auto written = parts_.deeds.write({{{key, 0}}, {{key, text_of(accepted)}}, {}});
    if (!written) return fail(std::move(written));
    if (!written->done) return Done{};
    if (auto day = deeds_.today()) deeds_.note(*day, *press, {now, session.account, "accept", dossier->code});
    return Done{};
}

// ---- Today ---------------------------------------------------------------------------------------------------------------------

Result<std::string> Desk::today() {
    auto held = parts_.kiosk.today();
    if (!held) return fail(std::move(held));
    const std::lock_guard lock(deeds_mutex_);
    auto day = deeds_.today();
    if (!day) return fail(std::move(day));
    auto log = deeds_.log(*day);
    if (!log) return fail(std::move(log));
    Json out{{"day", day->iso()},
             {"hours", hours_text(parts_.settings.hours, *day)},
             {"tickets_stopped", held->tickets_stopped},
             {"notice", held->notice},
             {"words", held->words},
             {"hidden", Json::array()},
             {"notices", Json::array()},
             {"log", Json::array()}};
    for (const auto& code : held->hidden) {
        const auto* procedure = parts_.catalogue.procedure(code);
        out["hidden"].push_back(
            {{"code", code}, {"name", words(procedure == nullptr ? LocalText{code, {}} : procedure->name)}});
    }
    for (const auto& notice : parts_.settings.today.notices)
        out["notices"].push_back({{"id", notice.id}, {"text", words(notice.text)}});
    for (const auto& line : *log)
        out["log"].push_back({{"at", ms(line.at)}, {"by", line.by}, {"what", line.what}, {"about", line.about}});
    return dumped(out);
}

Result<std::string> Desk::change_today(const Session& session, const std::string& text) {
    using Kind = settings::TodayChange::Kind;
    if (session.role != AccountRole::supervisor) return fail(Code::no_permission, "a supervisor decides what holds today");
    const auto json = Json::parse(text, nullptr, false);
    const auto kind = settings::parse_today_change(text_in(json, "kind"));
    const auto press = parse_uuid(text_in(json, "press"));
    if (!kind || !press) return fail(Code::bad_format, "a change has a kind and a press");
    const settings::TodayChange change{*kind, std::string(trim(text_in(json, "value")))};
    auto held = parts_.kiosk.change_today(change);
    if (!held) return fail(std::move(held));
    {
        const std::lock_guard lock(today_mutex_);
        today_ = *held;
    }
    draw();
    {
        // Words of one's own stand on every board; the log does not repeat them.
        const std::lock_guard lock(deeds_mutex_);
        const auto about = change.kind == Kind::show_words ? std::string{} : change.value;
        if (auto day = deeds_.today())
            deeds_.note(*day, *press,
                        {parts_.clock.wall(), session.account, std::string(settings::name(change.kind)), about});
    }
    return today();
}

// ---- Ratings -------------------------------------------------------------------------------------------------------------------

Result<Done> Desk::rate(const std::string& text) {
    const auto json = Json::parse(text, nullptr, false);
    const auto now = parts_.clock.wall();
    const auto* form = settings::rating_form_on(parts_.settings.rating, local_time(now).date);
    if (form == nullptr) return fail(Code::closed, "this centre asks nobody how the service was");
    const auto& centre = parts_.settings.centre;
    dossier::Rating rating{form->version, static_cast<int>(form->levels.size()), {}, {}, {}};
    std::optional<Uuid> press;
    try {
        auto parsed = parse_uuid(json.at("press").get<std::string>());
        if (!parsed) return fail(Code::bad_format, "press is no UUID");
        press = *parsed;
        rating.ticket = json.at("number").get<std::string>();
        for (const auto& answer : json.at("answers"))
            rating.answers.push_back({answer.at("question").get<std::string>(), answer.at("value").get<int>()});
    } catch (const Json::exception&) {
        return fail(Code::bad_format, "a rating has press, number and answers");
    }
    const bool asked =
        !rating.answers.empty() && rating.answers.size() <= form->questions.size() &&
        std::ranges::all_of(rating.answers, [&](const auto& answer) {
            return std::ranges::any_of(form->questions, [&](const auto& q) { return q.id == answer.question; }) &&
                   std::ranges::any_of(form->levels, [&](const auto& l) { return l.value == answer.value; });
        });
    if (!asked) return fail(Code::bad_format, "answers that the form does not have");
    const std::lock_guard lock(deeds_mutex_);
    auto ticket = queue_.find(rating.ticket, local_time(now).date);
    if (!ticket) return fail(std::move(ticket));
    const bool just_served =
        *ticket && (*ticket)->state == queue::TicketState::done && now - (*ticket)->history.back().at < rating_is_asked_for;
    if (!just_served) return fail(Code::refused, "this number was not served just now");
    const auto letter = dossier::rating_json({*press, now, parts_.settings.kiosk_id, centre.id, centre.unit}, rating);
    const auto key = queue::Keys(centre.id).ratings() + press->text();
    auto written = parts_.deeds.write({{{key, 0}}, {{key, letter}}, {}});
    if (!written) return fail(std::move(written));
    return Done{};  // not done: the same press was here before
}

}  // namespace kiosk::console
