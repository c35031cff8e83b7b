#include "kiosk/ledger/etcd_answers.hpp"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "kiosk/base/text.hpp"
#include "kiosk/ledger/base64.hpp"
#include "kiosk/settings/json_outline.hpp"

namespace kiosk::ledger::etcd {
namespace {

using Json = nlohmann::json;

constexpr int deepest = 16;
constexpr std::size_t longest_words = 200;

tl::unexpected<Error> no_answer(std::string_view what) {
    return fail(Code::corrupt, fmt::format("this is no answer of etcd: {}; check queue.etcd.members", what));
}

Result<Json> parse(std::string_view text) {
    using settings::JsonOutline;
    if (JsonOutline(text, 0, deepest, JsonOutline::Want::faults).too_deep()) return no_answer("nested too deep");
    auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return no_answer("no JSON object");
    return json;
}

const Json& member(const Json& object, const char* name) {
    static const Json nothing;
    if (!object.is_object()) return nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

std::string_view text(const Json& object, const char* name) {
    const auto& value = member(object, name);
    return value.is_string() ? std::string_view(value.get_ref<const std::string&>()) : std::string_view();
}

bool flag(const Json& object, const char* name) {
    const auto& value = member(object, name);
    return value.is_boolean() && value.get<bool>();
}

/// A number that is left out is 0; they are written as texts.
template <class Number>
bool take(const Json& object, const char* name, Number& out) {
    const auto& value = member(object, name);
    if (value.is_null()) return true;
    if (!value.is_string()) return false;
    const auto& digits = value.get_ref<const std::string&>();
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return error == std::errc() && end == digits.data() + digits.size() && out >= 0;
}

bool take_bytes(const Json& object, const char* name, std::string& out) {
    const auto& value = member(object, name);
    if (value.is_null()) return true;
    if (!value.is_string()) return false;
    auto bytes = from_base64(value.get_ref<const std::string&>());
    if (!bytes) return false;
    out = std::move(*bytes);
    return true;
}

bool take_entry(const Json& kv, Entry& out) {
    return kv.is_object() && take_bytes(kv, "key", out.key) && take_bytes(kv, "value", out.value) &&
           take(kv, "create_revision", out.created) && take(kv, "mod_revision", out.modified) &&
           take(kv, "version", out.version) && take(kv, "lease", out.lease);
}

bool take_revision(const Json& answer, Revision& out) {
    const auto& header = member(answer, "header");
    return header.is_object() && take(header, "revision", out) && out > 0;
}

bool take_change(const Json& event, std::string_view prefix, Change& out) {
    Entry entry;
    if (!take_entry(member(event, "kv"), entry) || !entry.key.starts_with(prefix) || entry.modified <= 0) return false;
    const auto type = text(event, "type");
    out.key = entry.key;
    out.revision = entry.modified;
    if (type == "DELETE") return true;
    if (!type.empty() && type != "PUT") return false;
    out.entry = std::move(entry);
    return out.entry->version > 0;
}

}  // namespace

Result<RangeAnswer> read_range(std::string_view body, std::string_view prefix) {
    const auto json = parse(body);
    if (!json) return tl::unexpected(json.error());
    RangeAnswer out;
    if (!take_revision(*json, out.revision)) return no_answer("a range without a revision");
    out.more = flag(*json, "more");
    const auto& kvs = member(*json, "kvs");
    if (!kvs.is_null() && !kvs.is_array()) return no_answer("a range without a list");
    for (const auto& kv : kvs) {
        Entry entry;
        if (!take_entry(kv, entry) || entry.version <= 0) return no_answer("an entry that is none");
        if (!entry.key.starts_with(prefix)) return no_answer("a key that was not asked for");
        if (!out.entries.empty() && entry.key <= out.entries.back().key) return no_answer("keys out of order");
        out.entries.push_back(std::move(entry));
    }
    if (out.more && out.entries.empty()) return no_answer("a page that leads nowhere");
    return out;
}

Result<Written> read_written(std::string_view body, const Write& write) {
    const auto json = parse(body);
    if (!json) return tl::unexpected(json.error());
    Written out;
    if (!take_revision(*json, out.revision)) return no_answer("a transaction without a revision");
    out.done = flag(*json, "succeeded");
    if (!out.done || write.counted.empty()) return out;
    const auto& responses = member(*json, "responses");
    const auto at = write.puts.size() + write.removed.size();
    if (!responses.is_array() || responses.size() != at + 1) return no_answer("a transaction with other steps");
    const auto& kvs = member(member(responses[at], "response_range"), "kvs");
    Entry counted;
    if (!kvs.is_array() || kvs.size() != 1 || !take_entry(kvs[0], counted) || counted.key != write.counted ||
        counted.version <= 0)
        return no_answer("a transaction that did not count");
    out.version = counted.version;
    return out;
}

Result<Lease> read_grant(std::string_view body) {
    const auto json = parse(body);
    if (!json) return tl::unexpected(json.error());
    Lease lease = 0;
    if (!take(*json, "ID", lease) || lease == 0) return no_answer("a lease without an id");
    return lease;
}

Result<bool> read_renewal(std::string_view body) {
    const auto json = parse(body);  // a stream of one line
    if (!json) return tl::unexpected(json.error());
    const auto& result = member(*json, "result");
    std::int64_t seconds = 0;
    if (!result.is_object() || !take(result, "TTL", seconds)) return no_answer("a renewal without its time");
    return seconds > 0;
}

Result<std::string> read_token(std::string_view body) {
    const auto json = parse(body);
    if (!json) return tl::unexpected(json.error());
    const auto token = text(*json, "token");
    constexpr std::size_t longest_token = 4096;  // goes into a header: one line, of a sensible length
    if (token.empty() || token.size() > longest_token || has_control_characters(token)) return no_answer("no token");
    return std::string(token);
}

Result<WatchLine> read_watch_line(std::string_view line, std::string_view prefix) {
    const auto json = parse(line);
    if (!json) return tl::unexpected(json.error());
    WatchLine out;
    if (const auto& error = member(*json, "error"); error.is_object()) {
        out.canceled = true;
        out.reason = text(error, "message").substr(0, longest_words);
        return out;
    }
    const auto& result = member(*json, "result");
    const auto& header = member(result, "header");
    out.canceled = flag(result, "canceled");  // such a line names no revision
    if (!take(header, "revision", out.revision) || !take(header, "cluster_id", out.cluster) ||
        !take(result, "compact_revision", out.compacted) || (out.revision == 0 && !out.canceled))
        return no_answer("a line of a watch without its numbers");
    out.created = flag(result, "created");
    out.fragment = flag(result, "fragment");
    out.reason = text(result, "cancel_reason").substr(0, longest_words);
    const auto& events = member(result, "events");
    if (!events.is_null() && !events.is_array()) return no_answer("events that are no list");
    for (const auto& event : events) {
        Change change;
        if (!take_change(event, prefix, change)) return no_answer("an event that is none");
        if (!out.changes.empty() && change.revision < out.changes.back().revision) return no_answer("events out of order");
        out.changes.push_back(std::move(change));
    }
    return out;
}

}  // namespace kiosk::ledger::etcd
