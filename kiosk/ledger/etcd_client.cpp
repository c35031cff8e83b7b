#include "kiosk/ledger/etcd_client.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/ledger/etcd_requests.hpp"

namespace kiosk::ledger::etcd {
namespace {

namespace fs = std::filesystem;

constexpr Duration between_rounds = 50ms;  ///< members choose a leader within a second or two
constexpr Duration shortest_part = 100ms;  ///< of the time limit, for one of several members
constexpr Duration silence_is_odd = 5s;    ///< then a stream's member is asked whether it is still with the others
constexpr Duration stream_connects = 1s;
constexpr std::size_t longest_password = 4096;

/// `secret`: its owner's alone.
Result<Done> check_file(const fs::path& file, std::string_view what, bool secret) {
    if (file.empty()) return Done{};
    std::error_code error;
    const auto status = fs::status(file, error);
    if (!fs::is_regular_file(status))
        return fail(Code::not_found, fmt::format("there is no file {}; {}", file.string(), what));
    if (::access(file.c_str(), R_OK) != 0)
        return fail(Code::no_permission, fmt::format("{} cannot be read by this account; {}", file.string(), what));
    const auto others = fs::perms::group_all | fs::perms::others_all;
    if (secret && (status.permissions() & others) != fs::perms::none)
        return fail(Code::no_permission, fmt::format("others may read {}; {}: chmod 600", file.string(), what));
    return Done{};
}

Result<std::string> password_of(const settings::Etcd& settings) {
    if (settings.password_file.empty()) return std::string();
    auto text = read_file(settings.password_file, longest_password);
    if (!text) return text;
    auto password = std::string(trim(*text));
    while (password.ends_with('\n') || password.ends_with('\r')) password.pop_back();
    if (password.empty() || !is_utf8(password))
        return fail(Code::bad_format,
                    fmt::format("{} holds no password; write it there as one line", settings.password_file.string()));
    return password;
}

}  // namespace

Result<std::unique_ptr<Client>> Client::open(settings::Etcd settings, const Clock& clock) {
    const Result<Done> checked[] = {
        Wire::ready(), check_file(settings.ca_file, "queue.etcd.ca_file names who signs the members' certificates", false),
        check_file(settings.client_certificate, "queue.etcd.client_certificate names what the kiosk shows the members",
                   false),
        check_file(settings.client_key, "queue.etcd.client_key is the secret of the kiosk's own certificate", true),
        check_file(settings.password_file, "queue.etcd.password_file holds the kiosk's password", true)};
    for (const auto& one : checked) {
        if (!one) return tl::unexpected(one.error());
    }
    if (settings.members.empty()) return fail(Code::bad_usage, "queue.etcd.members names nobody");
    auto password = password_of(settings);
    if (!password) return fail(std::move(password));
    return std::unique_ptr<Client>(new Client(std::move(settings), std::move(*password), clock));
}

Client::Client(settings::Etcd settings, std::string password, const Clock& clock)
    : settings_(std::move(settings)),
      password_(std::move(password)),
      clock_(clock),
      users_wanted_(!settings_.user.empty()),
      members_(settings_.members.size()),
      calls_(settings_),
      streams_(settings_) {}

void Client::wake() {
    calls_.wake();
    streams_.wake();
}

void Client::stop() {
    calls_.stop();
    streams_.stop();
}

bool Client::another_to_try() const {
    const auto now = clock_.monotonic();
    return !members_.rests(members_.at(now).front(), now);
}

// ---- Calls -----------------------------------------------------------------------------------------------------------------
Client::Part Client::judge(std::size_t member, Heard heard) const {
    const auto& name = settings_.members[member];
    if (heard.whole && heard.status == 200) return {Fate::unknown, true, std::move(heard.body), {}};
    if (heard.whole) {
        auto refusal = read_refusal(heard.status, heard.body);
        refusal.error.detail = fmt::format("{}: {}", name, refusal.error.detail);
        return {refusal.fate, false, {}, std::move(refusal.error)};
    }
    if (heard.stopped && !heard.asked) return {Fate::rejected, false, {}, {Code::stopped, "the kiosk is shutting down"}};
    if (heard.untrusted)
        return {Fate::unreached,
                false,
                {},
                {Code::untrusted, fmt::format("{}: {}; check queue.etcd.ca_file, the certificates and the kiosk's date",
                                              name, heard.trouble)}};
    if (!heard.asked) return {Fate::unreached, false, {}, {Code::unreachable, fmt::format("{}: {}", name, heard.trouble)}};
    if (heard.too_large) return {Fate::unknown, false, {}, {Code::corrupt, fmt::format("{}: an endless answer", name)}};
    return {Fate::unknown, false, {}, {Code::timed_out, fmt::format("{}: {}", name, heard.trouble)}};
}

Client::Part Client::ask(std::size_t member, const Call& call, Monotonic deadline, std::size_t left) {
    // What may be asked again gets its share of the time, what may not all of it; a connection never more than its share.
    const Duration rest = std::max(Duration{1}, deadline - clock_.monotonic());
    const Duration share = std::min(rest, std::max(shortest_part, rest / static_cast<int>(std::max<std::size_t>(1, left))));
    Question question{settings_.members[member], call.path, call.body, token_, call.agreed, share, rest};
    if (call.repeatable) question.total = share;
    auto part = judge(member, calls_.ask(question));
    if (part.good) members_.answered(member);
    else if (part.fate == Fate::unknown || part.fate == Fate::unreached) members_.failed(member, clock_.monotonic());
    return part;
}

Client::Part Client::sign_in(std::size_t member, Monotonic deadline, std::size_t left) {
    const auto body = sign_in_request(settings_.user, password_);
    auto part = ask(member, {"/v3/auth/authenticate", body}, deadline, left);
    if (part.good) {
        auto token = read_token(part.body);
        if (token) token_ = std::move(*token);
        else part = {Fate::unreached, false, {}, std::move(token.error())};
    } else if (part.fate == Fate::rejected && asks_for_no_users({part.fate, part.error})) {
        log::warning("etcd: queue.etcd.user is given and the cluster asks for no users: everybody who reaches it may write");
        users_wanted_ = false;
        part.good = true;
    } else if (part.fate == Fate::unknown) {
        part.fate = Fate::unreached;  // signing in changes nothing
        if (part.error.code == Code::timed_out) part.error.code = Code::unreachable;
    }
    return part;
}

Client::Part Client::ask_signed_in(std::size_t member, const Call& call, Monotonic deadline, std::size_t left) {
    for (bool again = false;; again = true) {
        if (users_wanted_ && token_.empty()) {
            if (auto part = sign_in(member, deadline, left); !part.good) return part;
        }
        auto part = ask(member, call, deadline, left);
        if (part.good || part.fate != Fate::signed_out) return part;
        token_.clear();
        if (again || !users_wanted_) return part;
    }
}

Result<std::string> Client::call(const Call& call) {
    const auto now = clock_.monotonic();
    const auto deadline = until_ ? std::min(*until_, now + settings_.timeout) : now + settings_.timeout;
    if (deadline <= now) return fail(Code::unreachable, "nobody answered the calls before this one in time");
    for (;;) {
        bool leader_missing = false;
        Error last;
        std::string failures;
        const auto order = members_.at(clock_.monotonic());
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i > 0 && clock_.monotonic() >= deadline) break;
            auto part = ask_signed_in(order[i], call, deadline, order.size() - i);
            if (part.good) return std::move(part.body);
            if (part.error.code == Code::stopped || part.fate == Fate::rejected || part.fate == Fate::signed_out)
                return tl::unexpected(std::move(part.error));
            if (part.fate == Fate::unknown && !call.repeatable)
                return fail(Code::unknown_outcome, part.error.detail + "; it may have happened all the same: look it up");
            leader_missing = leader_missing || part.fate == Fate::postponed;
            failures += (failures.empty() ? "" : "; ") + part.error.detail;
            // Of several reasons the gravest: a certificate that is wrong does not heal by itself.
            if (last.code != Code::untrusted) last = std::move(part.error);
        }
        last.detail = failures;
        if (!leader_missing || !call.patient || clock_.monotonic() + between_rounds >= deadline || calls_.stopped())
            return tl::unexpected(std::move(last));
        calls_.rest(between_rounds);
    }
}

// ---- Streams ---------------------------------------------------------------------------------------------------------------
bool Client::still_agrees(std::size_t member, const std::string& probe) {
    return ask_signed_in(member, {"/v3/kv/range", probe}, clock_.monotonic() + settings_.timeout, 1).good;
}

Error Client::follow(const Follower& follower) {
    const auto member = members_.at(clock_.monotonic()).front();
    const auto& name = settings_.members[member];
    if (users_wanted_ && token_.empty()) {
        if (auto part = sign_in(member, clock_.monotonic() + settings_.timeout, 1); !part.good) return std::move(part.error);
    }
    auto after = After::go_on;
    bool alone = false;
    Wire::Listener listener;
    listener.line = [&](std::string_view line) {
        after = follower.line(line);
        if (after == After::go_on) members_.answered(member);
        return after == After::go_on;
    };
    listener.quiet = [&] {
        alone = !still_agrees(member, follower.probe);
        return !alone;
    };
    listener.wanted = follower.wanted;
    listener.quiet_after = silence_is_odd;
    auto heard = streams_.listen({name, follower.path, follower.body, token_, true, stream_connects, Duration{}}, listener);
    // The last words of a stream are not followed by a line's end.
    if (heard.whole && heard.status == 200 && !heard.body.empty()) after = follower.line(heard.body);
    if (after == After::enough || (heard.stopped && after == After::go_on && !alone))
        return {Code::stopped, "not wanted any more"};
    if (heard.whole && heard.status != 200) {
        auto part = judge(member, std::move(heard));
        if (part.fate == Fate::signed_out) {
            token_.clear();
            part.error.code = Code::unreachable;  // the next time with another one
        } else {
            members_.failed(member, clock_.monotonic());
        }
        return std::move(part.error);
    }
    members_.failed(member, clock_.monotonic());
    if (alone) return {Code::unreachable, name + ": it does not see the others any more"};
    if (heard.untrusted) return judge(member, std::move(heard)).error;
    if (heard.too_large) return {Code::corrupt, name + ": a line without an end"};
    return {Code::unreachable, fmt::format("{}: {}", name, heard.whole ? "the stream has ended" : heard.trouble)};
}

}  // namespace kiosk::ledger::etcd
