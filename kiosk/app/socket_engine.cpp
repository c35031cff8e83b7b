#include "kiosk/app/socket_engine.hpp"

#include <chrono>
#include <thread>

#include "kiosk/app/control_socket.hpp"
#include "kiosk/base/parse_code.hpp"

namespace kiosk::app {
namespace {

using Json = nlohmann::ordered_json;
using namespace ledger;

constexpr auto between_looks = 50ms;

Json json_of(const Entry& entry) { return {entry.key, entry.value, entry.created, entry.modified, entry.version}; }

Result<Entry> entry_of(const Json& json) {
    if (!json.is_array() || json.size() != 5 || !json[0].is_string() || !json[1].is_string())
        return fail(Code::untrusted, "what answered on the kiosk's socket is no kiosk");
    for (std::size_t i = 2; i < 5; ++i) {
        if (!json[i].is_number_integer()) return fail(Code::untrusted, "what answered on the kiosk's socket is no kiosk");
    }
    return Entry{json[0].get<std::string>(), json[1].get<std::string>(), json[2].get<Revision>(), json[3].get<Revision>(),
                 json[4].get<std::int64_t>()};
}

Json json_of(const Write& write) {
    Json out{{"guards", Json::array()}, {"puts", Json::array()}, {"removed", write.removed}, {"counted", write.counted}};
    for (const auto& guard : write.guards) out["guards"].push_back({guard.key, guard.modified});
    for (const auto& put : write.puts) out["puts"].push_back({put.key, put.value, put.lease});
    return out;
}

Write write_of(const Json& json) {
    Write out;
    for (const auto& guard : json.at("guards"))
        out.guards.push_back({guard.at(0).get<std::string>(), guard.at(1).get<Revision>()});
    for (const auto& put : json.at("puts"))
        out.puts.push_back({put.at(0).get<std::string>(), put.at(1).get<std::string>(), put.at(2).get<Lease>()});
    out.removed = json.at("removed").get<std::vector<std::string>>();
    out.counted = json.at("counted").get<std::string>();
    return out;
}

Result<Json> told(const Result<Reading>& reading) {
    if (!reading) return tl::unexpected<Error>(reading.error());
    Json out{{"revision", reading->revision}, {"agreed", reading->agreed}, {"entries", Json::array()}};
    for (const auto& entry : reading->entries) out["entries"].push_back(json_of(entry));
    return out;
}

Result<Json> told(const Result<Written>& written) {
    if (!written) return tl::unexpected<Error>(written.error());
    return Json{{"done", written->done}, {"revision", written->revision}, {"version", written->version}};
}

Result<Json> told(const Result<Changes>& changes) {
    if (!changes) return tl::unexpected<Error>(changes.error());
    Json out{{"until", changes->until}, {"agreed", changes->agreed}, {"changes", Json::array()}};
    for (const auto& change : changes->changes)
        out["changes"].push_back({change.key, change.revision, change.entry ? json_of(*change.entry) : Json()});
    return out;
}

Result<Json> told(const Result<Done>& done) {
    if (!done) return tl::unexpected<Error>(done.error());
    return Json::object();
}

}  // namespace

Result<Json> answer_ledger(Engine& engine, std::string_view command, std::string_view body) {
    const auto json = Json::parse(body, nullptr, false);
    try {
        if (command == "ledger.read") return told(engine.read(json.at("prefix").get<std::string>()));
        if (command == "ledger.write") return told(engine.write(write_of(json)));
        if (command == "ledger.changes")
            return told(engine.changes(json.at("prefix").get<std::string>(), json.at("after").get<Revision>(), Duration{}));
        if (command == "ledger.grant") {
            auto lease = engine.grant(Duration{json.at("lasts_ms").get<std::int64_t>()});
            if (!lease) return fail(std::move(lease));
            return Json{{"lease", *lease}};
        }
        if (command == "ledger.renew") return told(engine.renew(json.at("lease").get<Lease>()));
        if (command == "ledger.revoke") return told(engine.revoke(json.at("lease").get<Lease>()));
    } catch (const Json::exception&) {
        return fail(Code::bad_format, "the request of another program to the queue is not what it should be");
    }
    return fail(Code::bad_usage, "no such command");
}

/// Nobody there is unreachable: it did not happen. No answer is unknown_outcome for a write, for it may have.
Result<Json> SocketEngine::ask(std::string_view command, const Json& body) const {
    const Json request{{"command", command}, {"body", body.dump(-1, ' ', false, Json::error_handler_t::replace)}};
    auto answer = ask_owner(data_folder_, request.dump());
    if (!answer && answer.error().code == Code::not_found)
        return fail(Code::unreachable, "the kiosk that keeps the queue is not running");
    if (!answer) return fail(command == "ledger.write" ? Code::unknown_outcome : Code::unreachable, answer.error().detail);
    auto json = Json::parse(*answer, nullptr, false);
    if (!json.is_object() || !json.contains("ok"))
        return fail(Code::untrusted, "what answered on the kiosk's socket is no kiosk");
    if (json["ok"] == true) return json;
    const auto code = parse_code(json.value("code", std::string{})).value_or(Code::io);
    // A store that is busy has not begun; whether it does so later nobody knows.
    if (code == Code::busy && command == "ledger.write")
        return fail(Code::unknown_outcome, json.value("error", std::string{}));
    return fail(code == Code::busy ? Code::unreachable : code, json.value("error", std::string{}));
}

Result<Reading> SocketEngine::read(std::string_view prefix, Freshness) {
    auto json = ask("ledger.read", {{"prefix", prefix}});
    if (!json) return fail(std::move(json));
    Reading out;
    out.revision = json->value("revision", Revision{});
    for (const auto& one : (*json)["entries"]) {
        auto entry = entry_of(one);
        if (!entry) return fail(std::move(entry));
        out.entries.push_back(std::move(*entry));
    }
    return out;
}

Result<Written> SocketEngine::write(const Write& write) {
    auto json = ask("ledger.write", json_of(write));
    if (!json) return fail(std::move(json));
    return Written{json->value("done", false), json->value("revision", Revision{}), json->value("version", std::int64_t{})};
}

Result<Changes> SocketEngine::changes(std::string_view prefix, Revision after, Duration patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (stopped_) return fail(Code::stopped, "the engine was stopped");
        auto json = ask("ledger.changes", {{"prefix", prefix}, {"after", after}});
        if (!json) return fail(std::move(json));
        Changes out;
        out.until = json->value("until", Revision{});
        for (const auto& one : (*json)["changes"]) {
            if (!one.is_array() || one.size() != 3 || !one[0].is_string() || !one[1].is_number_integer())
                return fail(Code::untrusted, "what answered on the kiosk's socket is no kiosk");
            Change change{one[0].get<std::string>(), std::nullopt, one[1].get<Revision>()};
            if (!one[2].is_null()) {
                auto entry = entry_of(one[2]);
                if (!entry) return fail(std::move(entry));
                change.entry = std::move(*entry);
            }
            out.changes.push_back(std::move(change));
        }
        if (!out.changes.empty() || std::chrono::steady_clock::now() >= until) return out;
        std::this_thread::sleep_for(between_looks);
    }
}

Result<Lease> SocketEngine::grant(Duration lasts) {
    auto json = ask("ledger.grant", {{"lasts_ms", lasts.count()}});
    if (!json) return fail(std::move(json));
    return json->value("lease", Lease{});
}

Result<Done> SocketEngine::renew(Lease lease) {
    auto json = ask("ledger.renew", {{"lease", lease}});
    if (!json) return fail(std::move(json));
    return Done{};
}

Result<Done> SocketEngine::revoke(Lease lease) {
    auto json = ask("ledger.revoke", {{"lease", lease}});
    if (!json) return fail(std::move(json));
    return Done{};
}

}  // namespace kiosk::app
