#include "kiosk/console/sessions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/console/json.hpp"

namespace kiosk::console {
namespace {

using settings::AccountRole;

constexpr Duration use_is_kept_every = 1min;  // a restart may end a session that much early
constexpr std::size_t largest_file = 1U << 20;
constexpr std::size_t token_letters = 64;

std::optional<AccountRole> role_named(std::string_view text) {
    for (const auto role : {AccountRole::board, AccountRole::officer, AccountRole::supervisor}) {
        if (settings::name(role) == text) return role;
    }
    return std::nullopt;
}

}  // namespace

Sessions::Sessions(const settings::Serve& rules, const Clock& clock, std::filesystem::path file)
    : rules_(rules), clock_(clock), file_(std::move(file)) {
    if (!file_.empty()) read();
}

std::string Sessions::open(std::string_view account, AccountRole role) {
    std::array<std::uint8_t, token_letters / 2> bytes{};
    const std::lock_guard lock(mutex_);
    random_.fill_random(bytes);
    std::string token;
    for (const auto byte : bytes) token += fmt::format("{:02x}", byte);
    const auto now = clock_.wall();
    make_room(now);
    sessions_[sha256_hex(token)] = {std::string(account), role, now, now};
    keep();
    return token;
}

std::optional<Session> Sessions::find(std::string_view token, bool used) {
    if (token.size() != token_letters) return std::nullopt;
    const auto now = clock_.wall();
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(sha256_hex(token));
    if (found == sessions_.end()) return std::nullopt;
    if (ended(found->second, now)) {
        sessions_.erase(found);
        keep();
        return std::nullopt;
    }
    if (used) {
        found->second.used = now;
        if (now - kept_at_ > use_is_kept_every) keep();
    }
    return found->second;
}

void Sessions::close(std::string_view token) {
    const std::lock_guard lock(mutex_);
    if (sessions_.erase(sha256_hex(token)) != 0) keep();
}

std::string Sessions::csrf_of(std::string_view token) { return sha256_hex("csrf " + std::string(token)); }

/// An account that is gone from the file, or has another role there, has no session any more.
bool Sessions::ended(const Session& session, WallTime now) const {
    const bool board = session.role == AccountRole::board;
    const auto idle = board ? board_idle : rules_.idle_ends_after;
    const auto longest = board ? board_longest : rules_.session_ends_after;
    if (now - session.used > idle || now - session.begun > longest) return true;
    if (session.account.empty()) return rules_.board_token_sha256.empty();
    const auto* account = rules_.account(session.account);
    return account == nullptr || account->role != session.role;
}

void Sessions::make_room(WallTime now) {
    std::erase_if(sessions_, [&](const auto& one) { return ended(one.second, now); });
    if (sessions_.size() < most) return;
    sessions_.erase(
        std::ranges::min_element(sessions_, [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
}

void Sessions::keep() {
    kept_at_ = clock_.wall();
    if (file_.empty()) return;
    Json all = Json::array();
    for (const auto& [hash, session] : sessions_)
        all.push_back({hash, session.account, settings::name(session.role), session.begun.since_epoch.count(),
                       session.used.since_epoch.count()});
    if (auto written = write_file(file_, all.dump()); !written) log::failure("keeping the sessions", written.error());
}

void Sessions::read() {
    std::error_code error;
    if (!std::filesystem::exists(file_, error)) return;
    const auto text = read_file(file_, largest_file);
    const auto all = text ? Json::parse(*text, nullptr, false) : Json();
    try {
        for (const auto& one : all) {
            const auto role = role_named(one.at(2).get<std::string>());
            if (!role) continue;
            const auto time = [&](std::size_t i) { return WallTime{Duration{one.at(i).get<std::int64_t>()}}; };
            sessions_[one.at(0).get<std::string>()] = {one.at(1).get<std::string>(), *role, time(3), time(4)};
        }
    } catch (const Json::exception&) {
        sessions_.clear();
    }
    if (!all.is_array()) log::warning("{}: cannot be read; everybody signs in again", file_.string());
}

}  // namespace kiosk::console
