#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/base/text.hpp"
#include "kiosk/ledger/etcd_answers.hpp"

namespace kiosk::ledger::etcd {
namespace {

constexpr std::string_view no_users = "authentication is not enabled";

/// What etcd says, as far as it proves something. All else, above all a time that ran out, proves nothing.
struct Row {
    std::string_view words;
    Fate fate;
    Code code;
    std::string_view remedy;
};
constexpr std::array rows{
    Row{"etcdserver: no leader", Fate::postponed, Code::unreachable,
        "too few members run or see each other; start them, see config/etcd/README.md"},
    Row{"raft proposal dropped", Fate::postponed, Code::unreachable, "the members are choosing a leader; try again"},
    Row{"etcdserver: too many requests", Fate::postponed, Code::busy,
        "the members have more to do than they can; try again"},
    Row{"invalid auth token", Fate::signed_out, Code::refused, "signing in again did not help; look at the members' log"},
    Row{"revision of auth store is old", Fate::signed_out, Code::refused, "users were changed just now; try again"},
    Row{"user name is empty", Fate::rejected, Code::refused,
        "the cluster asks for users: give queue.etcd.user and password_file"},
    Row{"CommonName of client", Fate::rejected, Code::refused,
        "the kiosk's certificate has a common name (CN); make one without, see config/etcd/README.md"},
    Row{"invalid user ID or password", Fate::rejected, Code::refused, "check queue.etcd.user and password_file"},
    Row{"permission denied", Fate::rejected, Code::refused,
        "the user's role does not reach these keys; see config/etcd/README.md"},
    Row{no_users, Fate::rejected, Code::refused, "turn on users (etcdctl auth enable), or leave queue.etcd.user out"},
    Row{"has been compacted", Fate::rejected, Code::not_found, "read anew"},
    Row{"is a future revision", Fate::rejected, Code::not_found, "read anew"},
    Row{"requested lease not found", Fate::rejected, Code::not_found, "the lease has ended"},
    Row{"database space exceeded", Fate::rejected, Code::disk_full,
        "a member's quota is used up; compact, defragment and disarm the alarm, see config/etcd/README.md"},
    Row{"request is too large", Fate::rejected, Code::too_large, "write less at once"},
    Row{"too many operations in txn", Fate::rejected, Code::too_large, "write less at once"},
    Row{"duplicate key given", Fate::rejected, Code::bad_usage, "change a key once"},
    Row{"key is not provided", Fate::rejected, Code::bad_usage, "name the key"},
};

/// As the gateway wraps them: {"error":"…","code":14}, from 3.5 on {"message":"…"}; in a stream {"error":{"message":"…"}}.
std::string words_of(std::string_view body) {
    const auto json = nlohmann::json::parse(body, nullptr, false);
    const auto text = [](const nlohmann::json& object, const char* member) {
        const auto found = object.find(member);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!json.is_object()) return {};
    const auto error = json.find("error");
    if (error != json.end()) return error->is_object() ? text(*error, "message") : text(json, "error");
    return text(json, "message");
}

}  // namespace

Refusal refusal_of(std::string_view words) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& known) { return words.find(known.words) != words.npos; });
    constexpr std::size_t longest_said = 200;
    const auto said = nfc(has_control_characters(words) ? "…" : words.substr(0, longest_said));
    if (row == rows.end()) return {Fate::unknown, Error{Code::timed_out, fmt::format("etcd says “{}”", said)}};
    return {row->fate, Error{row->code, fmt::format("etcd says “{}”: {}", said, row->remedy)}};
}

Refusal read_refusal(int status, std::string_view body) {
    const auto words = words_of(body);
    auto refusal = refusal_of(words.empty() ? body : words);  // what the gateway itself has against a client is no JSON
    if (refusal.fate != Fate::unknown) return refusal;
    if (status == 404 || (status >= 300 && status < 400)) {
        return {
            Fate::rejected,
            Error{Code::refused, fmt::format("this is no etcd 3.4 or later (HTTP {}); check queue.etcd.members", status)}};
    }
    if (!words.empty()) return refusal;
    return {Fate::unknown, Error{Code::corrupt, fmt::format("an answer that is none of etcd's (HTTP {})", status)}};
}

bool asks_for_no_users(const Refusal& refusal) { return refusal.error.detail.find(no_users) != std::string::npos; }

}  // namespace kiosk::ledger::etcd
