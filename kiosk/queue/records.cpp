#include "kiosk/queue/records.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace kiosk::queue {
namespace {

using Json = nlohmann::ordered_json;

/// Reads an object's members; the first that is not what it should be is kept as the error.
class Reader {
public:
    Reader(std::string_view text, std::string_view what)
        : json_(Json::parse(text, nullptr, false)), what_(what), good_(json_.is_object()) {}

    std::string text(const char* key) { return value<std::string>(key, {}, &Json::is_string); }
    std::int64_t whole(const char* key) { return value<std::int64_t>(key, 0, &Json::is_number_integer); }
    int number(const char* key) { return static_cast<int>(whole(key)); }
    bool flag(const char* key) { return value<bool>(key, false, &Json::is_boolean); }
    WallTime time(const char* key) { return {Duration{whole(key)}}; }
    Uuid id(const char* key) {
        const auto given = text(key);
        if (given.empty()) return {};
        auto parsed = parse_uuid(given);
        good_ = good_ && parsed.has_value();
        return parsed.value_or(Uuid{});
    }
    template <class T>
    T parsed(const char* key, Result<T> (*parse)(std::string_view)) {
        auto out = parse(text(key));
        good_ = good_ && out.has_value();
        return out ? *out : T{};
    }
    [[nodiscard]] const Json* array(const char* key) {
        const auto found = good_ ? json_.find(key) : json_.end();
        if (found == json_.end()) return nullptr;
        good_ = found->is_array();
        return good_ ? &*found : nullptr;
    }
    [[nodiscard]] const Json* object(const char* key) {
        const auto found = good_ ? json_.find(key) : json_.end();
        if (found == json_.end()) return nullptr;
        good_ = found->is_object();
        return good_ ? &*found : nullptr;
    }
    [[nodiscard]] bool has(const char* key) const { return good_ && json_.contains(key); }
    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] tl::unexpected<Error> failure() const {
        return fail(Code::corrupt, std::string("the queue's engine holds ") + std::string(what_) + " that cannot be read");
    }

private:
    template <class T>
    T value(const char* key, T fallback, bool (Json::*is)() const noexcept) {
        if (!good_) return fallback;
        const auto found = json_.find(key);
        if (found == json_.end()) return fallback;
        good_ = ((*found).*is)();
        return good_ ? found->template get<T>() : fallback;
    }
    Json json_;
    std::string_view what_;
    bool good_;
};

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Members that say nothing are left out: a ticket of a day has some ten, and there are a thousand of them.
void put(Json& json, const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
}
void put(Json& json, const char* key, std::int64_t value) {
    if (value != 0) json[key] = value;
}
void put(Json& json, const char* key, WallTime value) {
    if (value != WallTime{}) json[key] = value.since_epoch.count();
}
void put(Json& json, const char* key, const Uuid& value) {
    if (!value.nil()) json[key] = value.text();
}

Json json_of(const Step& step) {
    Json out{{"state", name(step.state)}, {"at", step.at.since_epoch.count()}};
    put(out, "counter", step.counter);
    put(out, "by", step.by);
    put(out, "reason", step.reason);
    put(out, "press", step.press);
    if (step.overtook) out["overtook"] = true;
    put(out, "heard", step.heard);
    return out;
}

Json json_of(const Series& series) {
    Json out{{"prefix", series.prefix}};
    put(out, "epoch", series.epoch);
    put(out, "base", series.base);
    put(out, "mark", series.mark);
    return out;
}

}  // namespace

std::string text_of(const Ticket& ticket) {
    Json out{{"press", ticket.press.text()}};
    put(out, "number", ticket.number);
    out["line"] = ticket.line;
    out["day"] = ticket.day.iso();
    put(out, "serial", ticket.serial);
    out["series"] = json_of(ticket.series);
    put(out, "instead_of", ticket.instead_of);
    out["state"] = name(ticket.state);
    out["purpose"] = settings::name(ticket.wish.purpose);
    put(out, "field", ticket.wish.field);
    put(out, "procedure", ticket.wish.procedure);
    put(out, "priority", ticket.wish.priority);
    if (ticket.wish.appointment) put(out, "appointment", *ticket.wish.appointment);
    if (ticket.wish.postponed) put(out, "postponed", *ticket.wish.postponed);
    if (ticket.postponed_to) out["postponed_to"] = ticket.postponed_to->iso();
    put(out, "visit_code", ticket.visit_code);
    put(out, "taken_at", ticket.taken_at);
    put(out, "kiosk", ticket.kiosk);
    put(out, "since", ticket.since);
    put(out, "counter", ticket.counter);
    put(out, "calls", ticket.calls);
    put(out, "rejoined", ticket.rejoined);
    put(out, "note", ticket.note);
    auto& history = out["history"] = Json::array();
    for (const auto& step : ticket.history) history.push_back(json_of(step));
    return dumped(out);
}

Result<Ticket> read_ticket(std::string_view text) {
    Reader json(text, "a ticket");
    Ticket out;
    out.press = json.id("press");
    out.number = json.text("number");
    out.line = json.text("line");
    out.day = json.parsed("day", parse_iso_date);
    out.serial = json.number("serial");
    out.state = json.parsed("state", parse_state);
    out.wish.purpose = json.parsed("purpose", settings::parse_purpose);
    out.wish.field = json.text("field");
    out.wish.procedure = json.text("procedure");
    out.wish.priority = json.text("priority");
    if (json.has("appointment")) out.wish.appointment = json.time("appointment");
    if (const auto postponed = json.id("postponed"); !postponed.nil()) out.wish.postponed = postponed;
    if (json.has("postponed_to")) out.postponed_to = json.parsed("postponed_to", parse_iso_date);
    out.visit_code = json.text("visit_code");
    out.taken_at = json.time("taken_at");
    out.kiosk = json.text("kiosk");
    out.since = json.time("since");
    out.counter = json.text("counter");
    out.calls = json.number("calls");
    out.rejoined = json.number("rejoined");
    out.note = json.text("note");
    if (const auto* series = json.object("series")) {
        auto read = read_series(dumped(*series));
        if (!read) return fail(std::move(read));
        out.series = std::move(*read);
    }
    out.instead_of = json.text("instead_of");
    if (const auto* history = json.array("history")) {
        for (const auto& one : *history) {
            Reader step(dumped(one), "a ticket's step");
            out.history.push_back({step.parsed("state", parse_state), step.time("at"), step.text("counter"), step.text("by"),
                                   step.text("reason"), step.id("press"), step.flag("overtook"), step.whole("heard")});
            if (!step.good()) return step.failure();
        }
    }
    if (!json.good() || out.press.nil() || out.serial < 0) return json.failure();
    return out;
}

std::string text_of(const Desk& desk) {
    Json out{{"counter", desk.counter}, {"state", name(desk.state)}};
    put(out, "officer", desk.officer);
    put(out, "reason", desk.reason);
    put(out, "since", desk.since);
    out["day"] = desk.day.iso();
    if (desk.with) put(out, "with", *desk.with);
    if (!desk.lines.empty()) out["lines"] = desk.lines;
    put(out, "press", desk.press);
    return dumped(out);
}

Result<Desk> read_desk(std::string_view text) {
    Reader json(text, "a counter");
    Desk out;
    out.counter = json.text("counter");
    out.state = json.parsed("state", parse_desk_state);
    out.officer = json.text("officer");
    out.reason = json.text("reason");
    out.since = json.time("since");
    if (json.has("day")) out.day = json.parsed("day", parse_iso_date);
    if (const auto with = json.id("with"); !with.nil()) out.with = with;
    if (const auto* lines = json.array("lines")) {
        for (const auto& line : *lines) {
            if (!line.is_string()) return json.failure();
            out.lines.push_back(line.get<std::string>());
        }
    }
    out.press = json.id("press");
    if (!json.good() || out.counter.empty()) return json.failure();
    return out;
}

std::string text_of(const Series& series) { return dumped(json_of(series)); }

Result<Series> read_series(std::string_view text) {
    Reader json(text, "a series of numbers");
    Series out{json.text("prefix"), json.number("epoch"), json.number("base"), json.text("mark")};
    if (!json.good() || out.epoch < 0 || out.base < 0) return json.failure();
    return out;
}

std::string text_of(const Call& call) {
    return dumped({{"press", call.press.text()},
                   {"number", call.number},
                   {"counter", call.counter},
                   {"call", call.call},
                   {"at", call.at.since_epoch.count()}});
}

Result<Call> read_call(std::string_view text) {
    Reader json(text, "a call");
    Call out{json.id("press"), json.text("number"), json.text("counter"), json.number("call"), json.time("at")};
    if (!json.good() || out.press.nil()) return json.failure();
    return out;
}

std::string text_of(const Accepted& accepted) {
    Json out{{"at", accepted.at.since_epoch.count()}, {"by", accepted.by}, {"originals", accepted.originals}};
    put(out, "code", accepted.code);
    put(out, "receipt", accepted.receipt);
    if (accepted.paid_dong != 0) out["paid_dong"] = accepted.paid_dong;
    return dumped(out);
}

Result<Accepted> read_accepted(std::string_view text) {
    Reader json(text, "that a dossier was accepted");
    Accepted out{json.time("at"),        json.text("by"),      json.text("code"),
                 json.flag("originals"), json.text("receipt"), json.whole("paid_dong")};
    if (!json.good() || out.by.empty()) return json.failure();
    return out;
}

std::string text_of(const HelpCall& call) {
    Json out{{"kiosk", call.kiosk}, {"press", call.press.text()}, {"since", call.since.since_epoch.count()}};
    put(out, "taken_by", call.taken_by);
    return dumped(out);
}

Result<HelpCall> read_help(std::string_view text) {
    Reader json(text, "a call for an officer");
    HelpCall out{json.text("kiosk"), json.id("press"), json.time("since"), json.text("taken_by")};
    if (!json.good() || out.press.nil()) return json.failure();
    return out;
}

std::string text_of(const KioskState& state) {
    Json out{{"kiosk", state.kiosk}, {"as_of", state.as_of.since_epoch.count()}};
    if (!state.faults.empty()) out["faults"] = state.faults;
    return dumped(out);
}

Result<KioskState> read_kiosk(std::string_view text) {
    Reader json(text, "a kiosk's state");
    KioskState out{json.text("kiosk"), json.time("as_of")};
    if (const auto* faults = json.array("faults")) {
        for (const auto& fault : *faults) {
            if (!fault.is_string()) return json.failure();
            out.faults.push_back(fault.get<std::string>());
        }
    }
    if (!json.good() || out.kiosk.empty()) return json.failure();
    return out;
}

std::string text_of(const LogLine& line) {
    Json out{{"at", line.at.since_epoch.count()}, {"by", line.by}, {"what", line.what}};
    put(out, "about", line.about);
    return dumped(out);
}

Result<LogLine> read_log(std::string_view text) {
    Reader json(text, "a line of the log");
    LogLine out{json.time("at"), json.text("by"), json.text("what"), json.text("about")};
    if (!json.good() || out.what.empty()) return json.failure();
    return out;
}

std::string text_of(const std::vector<LocalDate>& days) {
    std::string out;
    for (const auto& day : days) out += (out.empty() ? "" : " ") + day.iso();
    return out;
}

Result<std::vector<LocalDate>> read_days(std::string_view text) {
    std::vector<LocalDate> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        auto day = parse_iso_date(text.substr(0, end));
        if (!day) return fail(Code::corrupt, "the queue's engine holds business days that cannot be read");
        out.push_back(*day);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string_view name(DeskState state) {
    switch (state) {
        case DeskState::closed: return "closed";
        case DeskState::open: return "open";
        case DeskState::paused: return "paused";
    }
    broken("every DeskState has a name");
}

Result<DeskState> parse_desk_state(std::string_view text) {
    for (const auto state : {DeskState::closed, DeskState::open, DeskState::paused}) {
        if (name(state) == text) return state;
    }
    return fail(Code::corrupt, "a counter has a state that this program does not know");
}

}  // namespace kiosk::queue
