#include "kiosk/console/desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "kiosk/base/log.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/today_rules.hpp"
#include "kiosk/console/json.hpp"
#include "kiosk/console/picture_json.hpp"
#include "kiosk/dossier/letter.hpp"

namespace kiosk::console {
namespace {

using settings::AccountRole;

constexpr int deeds_at_once = 20;
constexpr int deeds_a_second = 5;
constexpr Duration look_around_every = 5s;

}  // namespace

Desk::Desk(const Server::Parts& parts, std::filesystem::path sessions)
    : parts_(parts),
      sessions_(parts.settings.serve, parts.clock, std::move(sessions)),
      passwords_(parts.settings.serve, parts.clock),
      pace_(parts.clock, deeds_at_once, deeds_a_second),
      queue_(parts.deeds, parts.settings),
      deeds_(queue_, parts.deeds, parts.settings, parts.clock),
      presence_(parts.deeds, parts.settings) {
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
    Scene scene{parts_.settings, parts_.catalogue, std::nullopt};
    const auto now = parts_.clock.wall();
    if (!picture.agreed) scene.not_agreed_since = now + -(parts_.clock.monotonic() - picture.as_of);
    live_.show(Audience::boards, picture.hall->revision(), board_json(*picture.hall, scene, now));
    live_.show(Audience::consoles, picture.hall->revision(), console_json(*picture.hall, scene, now));
}

void Desk::look_around(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        hold_counters();
        draw();  // appointments whose time has come
        std::unique_lock lock(sleep_mutex_);
        woken_.wait_for(lock, stop, look_around_every, [] { return false; });
    }
}

void Desk::hold_counters() {
    const auto picture = follower_->look();
    if (!picture.hall || !picture.agreed) return;
    for (const auto& [counter, desk] : picture.hall->desks()) {
        const bool there = desk.value.state == queue::DeskState::open && live_.listens(desk.value.officer);
        const std::lock_guard lock(deeds_mutex_);
        if (!there) presence_.is_gone(counter);
        else if (auto held = presence_.is_there(counter, desk.value.officer); !held)
            return log::failure("holding a counter", held.error());
    }
}

// ---- Who comes in --------------------------------------------------------------------------------------------------------------

Result<Desk::SignedIn> Desk::sign_in(const std::string& id, const Personal& password, const std::string& address) {
    const auto account = passwords_.check(id, password, address);
    if (!account) return tl::unexpected(account.error());
    return SignedIn{sessions_.open((*account)->id, (*account)->role), *account};
}

Result<Desk::SignedIn> Desk::sign_in_board(const Personal& token, const std::string& address) {
    if (auto right = passwords_.check_board(token, address); !right) return fail(std::move(right));
    return SignedIn{sessions_.open({}, AccountRole::board), nullptr};
}

// ---- What is done --------------------------------------------------------------------------------------------------------------

Result<Done> Desk::do_deed(const Session& session, const Wish& wish) {
    const std::lock_guard lock(deeds_mutex_);
    return deeds_.carry_out(session, wish);
}

// ---- Today ---------------------------------------------------------------------------------------------------------------------

Result<std::string> Desk::today() {
    const std::lock_guard lock(deeds_mutex_);
    auto day = deeds_.today();
    if (!day) return fail(std::move(day));
    auto held = queue_.today(*day);
    if (!held) return fail(std::move(held));
    auto log = deeds_.log(*day);
    if (!log) return fail(std::move(log));
    const auto usual = settings::hours_text(settings::stretches_on(parts_.settings.hours, *day));
    Json out{{"day", day->iso()},
             {"hours", held->hours ? settings::hours_text(*held->hours) : usual},
             {"usual_hours", usual},
             {"hours_decided", held->hours.has_value()},
             {"tickets_stopped", held->tickets_stopped},
             {"notice", held->notice},
             {"words", held->words},
             {"counters_off", held->counters_off},
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
    auto change = catalogue::checked(parts_.catalogue, parts_.settings, {*kind, std::string(trim(text_in(json, "value")))});
    if (!change) return fail(std::move(change));
    {
        const std::lock_guard lock(deeds_mutex_);
        const auto now = parts_.clock.wall();
        auto held = queue_.change_today(*change, {*press, now, session.account});
        if (!held) return fail(std::move(held));
        // Words of one's own stand on every board; the log does not repeat them.
        const auto about = change->kind == Kind::show_words ? std::string{} : change->value;
        if (auto day = deeds_.today())
            deeds_.note(*day, *press, {now, session.account, std::string(settings::name(change->kind)), about});
    }
    return today();
}

// ---- Ratings -------------------------------------------------------------------------------------------------------------------

namespace {

struct TabletRating {
    PressId press;
    std::string counter;
    dossier::Rating rating;
};

template <class Of>
bool each_is_once(const std::vector<Of>& all) {
    for (auto at = all.begin(); at != all.end(); ++at) {
        if (std::find(all.begin(), at, *at) != at) return false;
    }
    return true;
}

bool fits(const dossier::Rating& rating, const settings::RatingForm& form) {
    std::vector<std::string> asked;
    for (const auto& answer : rating.answers) asked.push_back(answer.question);
    const auto has = [](const auto& choices, const auto& member, const auto& value) {
        return std::ranges::find(choices, value, member) != choices.end();
    };
    return !asked.empty() && each_is_once(asked) && each_is_once(rating.reasons) &&
           std::ranges::all_of(rating.answers,
                               [&](const auto& answer) {
                                   return has(form.questions, &settings::RatingQuestion::id, answer.question) &&
                                          has(form.levels, &settings::RatingLevel::value, answer.value);
                               }) &&
           std::ranges::all_of(rating.reasons,
                               [&](const auto& id) { return has(form.reasons, &settings::NamedChoice::id, id); });
}

Result<TabletRating> read_rating(const std::string& text, const settings::RatingForm& form) {
    const auto json = Json::parse(text, nullptr, false);
    TabletRating out{{}, {}, {form.version, static_cast<int>(form.levels.size()), {}, {}, {}}};
    try {
        auto press = parse_uuid(json.at("press").get<std::string>());
        if (!press) return fail(Code::bad_format, "press is no UUID");
        out.press = *press;
        out.counter = json.at("counter").get<std::string>();
        out.rating.ticket = json.at("number").get<std::string>();
        for (const auto& answer : json.at("answers"))
            out.rating.answers.push_back({answer.at("question").get<std::string>(), answer.at("value").get<int>()});
        out.rating.reasons = json.value("reasons", std::vector<std::string>{});
    } catch (const Json::exception&) {
        return fail(Code::bad_format, "a rating has press, counter, number and answers");
    }
    if (!fits(out.rating, form)) return fail(Code::bad_format, "answers that the form does not have");
    return out;
}

}  // namespace

/// A number is rated once, at the counter that served it, and soon.
Result<Done> Desk::rate(const std::string& text) {
    const auto now = parts_.clock.wall();
    const auto* form = settings::rating_form_on(parts_.settings.rating, local_time(now).date);
    if (form == nullptr) return fail(Code::closed, "this centre asks nobody how the service was");
    const auto said = read_rating(text, *form);
    if (!said) return tl::unexpected<Error>(said.error());
    const std::lock_guard lock(deeds_mutex_);
    auto day = queue_.business_day(now);
    if (!day) return fail(std::move(day));
    auto ticket = queue_.find(said->rating.ticket, *day);
    if (!ticket) return fail(std::move(ticket));
    const bool just_served = *ticket && (*ticket)->state == queue::TicketState::done &&
                             (*ticket)->counter == said->counter && now - (*ticket)->history.back().at < rating_is_asked_for;
    if (!just_served) return fail(Code::refused, "this number was not served at this counter just now");
    const auto& centre = parts_.settings.centre;
    const queue::Keys keys(centre.id);
    const auto letter =
        dossier::rating_json({said->press, now, parts_.settings.kiosk_id, centre.id, centre.unit}, said->rating);
    const auto once = keys.rated(*day, (*ticket)->press);
    auto written =
        parts_.deeds.write({{{once, 0}}, {{once, said->press.text()}, {keys.ratings() + said->press.text(), letter}}, {}});
    if (!written) return fail(std::move(written));
    if (written->done) return Done{};
    auto by = read_key(once);
    if (!by) return fail(std::move(by));
    if (*by == said->press.text()) return Done{};  // the same press was here before
    return fail(Code::refused, "this number was rated before");
}

}  // namespace kiosk::console
