#include "kiosk/console/deeds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/log.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/console/json.hpp"
#include "kiosk/dossier/working_time.hpp"

namespace kiosk::console {
namespace {

using settings::AccountRole;

constexpr std::size_t longest_id = 64;

/// Ids go into keys and histories: letters of ASCII, and few.
Result<std::string> id_in(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) return std::string{};
    if (!found->is_string()) return fail(Code::bad_format, fmt::format("{} is no text", key));
    auto text = found->get<std::string>();
    const bool plain = std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    if (!plain || text.size() > longest_id) return fail(Code::bad_format, fmt::format("{} is no id", key));
    return text;
}

template <class T>
Result<Done> nothing_but(Result<T> result) {
    if (!result) return fail(std::move(result));
    return Done{};
}

}  // namespace

Result<Wish> read_wish(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return fail(Code::bad_format, "a deed is one JSON object");
    Wish out;
    std::string press;
    std::string ticket;
    for (const auto& [key, where] : std::initializer_list<std::pair<const char*, std::string*>>{{"deed", &out.deed},
                                                                                                {"press", &press},
                                                                                                {"ticket", &ticket},
                                                                                                {"counter", &out.counter},
                                                                                                {"to", &out.to},
                                                                                                {"line", &out.line},
                                                                                                {"value", &out.value}}) {
        auto id = id_in(json, key);
        if (!id) return fail(std::move(id));
        *where = std::move(*id);
    }
    const auto parsed = parse_uuid(press);
    if (!parsed || parsed->nil()) return fail(Code::bad_format, "press is no UUID");
    out.press = *parsed;
    if (!ticket.empty()) {
        const auto which = parse_uuid(ticket);
        if (!which) return fail(Code::bad_format, "ticket is no UUID");
        out.ticket = *which;
    }
    if (json.contains("lines")) {
        if (!json["lines"].is_array()) return fail(Code::bad_format, "lines is no list");
        for (const auto& line : json["lines"]) {
            auto id = id_in(Json{{"line", line}}, "line");
            if (!id) return fail(std::move(id));
            out.lines.push_back(std::move(*id));
        }
    }
    if (json.contains("words")) {
        if (!json["words"].is_string()) return fail(Code::bad_format, "words are no text");
        out.words = nfc(trim(json["words"].get<std::string>()));
        if (out.words.size() > Deeds::longest_words_bytes)
            return fail(Code::too_large, fmt::format("more than {} bytes of words", Deeds::longest_words_bytes));
        if (has_control_characters(out.words, "\n")) return fail(Code::bad_format, "control characters in the words");
    }
    return out;
}

/// The table of deeds: who may do each, what it needs, whether it is written down beside the queue's own history.
struct Deeds::Row {
    enum class Needs { own_counter, counter, ticket, kiosk };
    std::string_view name;
    AccountRole role;  ///< at least
    Needs needs;
    bool logged;
    Result<Done> (*act)(queue::Queue& queue, const Wish& wish, const queue::Deed& deed);
};

const Deeds::Row* Deeds::row_of(std::string_view deed) {
    using Q = queue::Queue;
    using D = queue::Deed;
    using Needs = Row::Needs;
    constexpr auto officer = AccountRole::officer;
    constexpr auto supervisor = AccountRole::supervisor;
    static const std::array rows{
        Row{"pause", officer, Needs::own_counter, true,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.pause(w.counter, w.value, d)); }},
        Row{"close", officer, Needs::own_counter, true,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.close(w.counter, d)); }},
        Row{"hand_over", officer, Needs::own_counter, true,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.open(w.counter, w.to, d)); }},
        Row{"call_next", officer, Needs::own_counter, false,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.call_next(w.counter, d)); }},
        Row{"recall", officer, Needs::own_counter, false,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.recall(w.counter, d)); }},
        Row{"start", officer, Needs::own_counter, false,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.start(w.counter, d)); }},
        Row{"absent", officer, Needs::own_counter, false,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.absent(w.counter, d)); }},
        Row{"hold", officer, Needs::own_counter, false,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.hold_on(w.counter, d)); }},
        Row{"finish", officer, Needs::own_counter, false,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.finish(w.counter, d, w.value)); }},
        Row{"transfer", officer, Needs::own_counter, false,
            [](Q& q, const Wish& w, const D& d) {
                return nothing_but(q.transfer(w.counter, {w.line, w.to}, d));
            }},
        Row{"call", officer, Needs::own_counter, false,
            [](Q& q, const Wish& w, const D& d) -> Result<Done> {
                if (!w.ticket) return fail(Code::bad_format, "which ticket?");
                return nothing_but(q.call(*w.ticket, w.counter, d));
            }},
        Row{"rejoin", officer, Needs::ticket, false,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.rejoin(*w.ticket, d)); }},
        Row{"note", officer, Needs::ticket, false,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.note(*w.ticket, w.words, d)); }},
        Row{"void", officer, Needs::ticket, true,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.cancel(*w.ticket, d, w.value)); }},
        Row{"reprint", officer, Needs::ticket, true,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.ask_reprint(*w.ticket, d)); }},
        Row{"help", officer, Needs::kiosk, true,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.take_help(w.to, d)); }},
        Row{"serve_lines", supervisor, Needs::counter, true,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.serve_lines(w.counter, w.lines, d)); }},
        Row{"priority", supervisor, Needs::ticket, true,
            [](Q& q, const Wish& w, const D& d) { return nothing_but(q.prioritise(*w.ticket, w.value, d)); }},
    };
    const auto found = std::ranges::find(rows, deed, &Row::name);
    return found == rows.end() ? nullptr : &*found;
}

Result<Done> Deeds::may(const Row& row, const Session& session, const Wish& wish, WallTime now) {
    using Needs = Row::Needs;
    if (session.role < row.role) return fail(Code::no_permission, "not with this account");
    if (row.needs == Needs::ticket && !wish.ticket) return fail(Code::bad_format, "which ticket?");
    if (row.needs == Needs::kiosk && wish.to.empty()) return fail(Code::bad_format, "which kiosk?");
    if (row.needs == Needs::counter || row.needs == Needs::own_counter) {
        if (settings_.queue.counter(wish.counter) == nullptr) return fail(Code::not_found, "no such counter");
    }
    if (row.needs == Needs::own_counter && session.role != AccountRole::supervisor) {
        auto hall = queue_.look(now);
        if (!hall) return fail(std::move(hall));
        const auto* desk = (*hall)->desk(wish.counter);
        if (desk == nullptr || desk->value.officer != session.account)
            return fail(Code::no_permission, "another officer has this counter, or nobody; open it first");
    }
    if (row.name == "hand_over") {
        const auto* to = settings_.serve.account(wish.to);
        if (to == nullptr || to->role == AccountRole::board) return fail(Code::not_found, "no officer is called so");
    }
    return is_of_the_lists(row, wish);
}

/// What goes into histories and the log is one of the configuration's, so that nothing about a person does.
Result<Done> Deeds::is_of_the_lists(const Row& row, const Wish& wish) const {
    const auto& serve = settings_.serve;
    const auto known = [&](const std::vector<settings::NamedChoice>& choices) {
        return std::ranges::find(choices, wish.value, &settings::NamedChoice::id) != choices.end();
    };
    if (row.name == "pause" && !known(serve.pause_reasons))
        return fail(Code::bad_usage, "a counter is paused with one of the configuration's reasons");
    if (row.name == "void" && !known(serve.void_reasons))
        return fail(Code::bad_usage, "a number is voided with one of the configuration's reasons");
    if (row.name == "finish" && !serve.outcomes.empty() && !known(serve.outcomes))
        return fail(Code::bad_usage, "a ticket is finished with one of the configuration's outcomes");
    return Done{};
}

/// A press whose answer was lost comes again when the counter is not its officer's any more: they gave it away by it.
Result<bool> Deeds::was_done(const Wish& wish, WallTime now) {
    auto hall = queue_.look(now);
    if (!hall) return fail(std::move(hall));
    const auto* desk = (*hall)->desk(wish.counter);
    if (desk != nullptr && desk->value.press == wish.press) return true;
    const auto key = queue::Keys(queue_.centre()).log((*hall)->business_day(now)) + wish.press.text();
    auto noted = engine_.read(key);
    if (!noted) return fail(std::move(noted));
    return !noted->entries.empty();
}

/// A counter that somebody else has is theirs to hand over, or a supervisor's to open.
Result<Done> Deeds::open(const Session& session, const Wish& wish, const queue::Deed& deed) {
    if (session.role < AccountRole::officer) return fail(Code::no_permission, "not with this account");
    auto hall = queue_.look(deed.now);
    if (!hall) return fail(std::move(hall));
    const auto* desk = (*hall)->desk(wish.counter);
    // Whoever left it open another day has it no longer.
    const bool taken = desk != nullptr && queue::open_on(desk->value, (*hall)->business_day(deed.now)) &&
                       desk->value.officer != session.account && desk->value.press != wish.press;
    if (taken && session.role != AccountRole::supervisor)
        return fail(Code::no_permission, "another officer has this counter");
    return nothing_but(queue_.open(wish.counter, session.account, deed));
}

/// Before its time, or for whoever came since. Numbers of a kiosk that is cut off follow when it closes the day itself.
Result<Done> Deeds::close_day(const Session& session, const queue::Deed& deed) {
    if (session.role != AccountRole::supervisor) return fail(Code::no_permission, "a supervisor closes the day");
    if (settings_.queue.at_closing != settings::Queue::AtClosing::slip)
        return fail(Code::refused, "this centre serves everybody who waits at closing; see at_closing in [queue]");
    auto day = queue_.business_day(deed.now);
    if (!day) return fail(std::move(day));
    auto to = dossier::WorkingTime(settings_.hours).day_after(*day, 1);
    if (!to) return fail(std::move(to));
    return nothing_but(queue_.postpone_waiting(*to, deed));
}

Result<Done> Deeds::carry_out(const Session& session, const Wish& wish) {
    const auto now = clock_.wall();
    const queue::Deed deed{wish.press, now, session.account};
    const bool opens = wish.deed == "open";
    const bool closes_day = wish.deed == "closing";
    const auto* row = row_of(wish.deed);
    if (row == nullptr && !opens && !closes_day) return fail(Code::bad_usage, "no such deed");
    if (row != nullptr) {
        auto allowed = may(*row, session, wish, now);
        if (!allowed && allowed.error().code == Code::no_permission && row->needs == Row::Needs::own_counter) {
            auto done = was_done(wish, now);
            if (!done) return fail(std::move(done));
            if (*done) return Done{};
        }
        if (!allowed) return allowed;
    }
    auto done = opens ? open(session, wish, deed) : closes_day ? close_day(session, deed) : row->act(queue_, wish, deed);
    if (!done) return done;
    if (row != nullptr && !row->logged) return done;
    std::string about = wish.counter;
    if (wish.ticket) {
        auto ticket = queue_.find(*wish.ticket);
        if (ticket && *ticket) about = (*ticket)->number;
    }
    if (wish.deed == "help") about = wish.to;
    for (const auto& more : {wish.value, wish.deed == "hand_over" ? wish.to : std::string{}})
        about += more.empty() ? "" : " · " + more;
    for (const auto& line : wish.lines) about += " " + line;
    auto day = today();
    if (day) note(*day, wish.press, {now, session.account, wish.deed, about});
    return done;
}

Result<LocalDate> Deeds::today() { return queue_.business_day(clock_.wall()); }

void Deeds::note(const LocalDate& day, PressId press, const queue::LogLine& line) {
    const queue::Keys keys(queue_.centre());
    const auto key = keys.log(day) + press.text();
    auto written = engine_.write({{{key, 0}}, {{key, text_of(line)}}, {}});
    if (!written) log::failure("writing down who did what", written.error());
}

Result<std::vector<queue::LogLine>> Deeds::log(const LocalDate& day) {
    const queue::Keys keys(queue_.centre());
    auto reading = engine_.read(keys.log(day));
    if (!reading) return fail(std::move(reading));
    std::vector<queue::LogLine> out;
    for (const auto& entry : reading->entries) {
        auto line = queue::read_log(entry.value);
        if (!line) return fail(std::move(line));
        out.push_back(std::move(*line));
    }
    std::ranges::sort(out, [](const auto& a, const auto& b) { return a.at > b.at; });
    return out;
}

}  // namespace kiosk::console
