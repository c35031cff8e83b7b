#include "kiosk/console/live.hpp"

#include <fmt/format.h>

#include "kiosk/base/sha256.hpp"

namespace kiosk::console {
namespace {

void count_down(std::map<std::string, int>& counts, const std::string& key) {
    const auto found = counts.find(key);
    if (found != counts.end() && --found->second == 0) counts.erase(found);
}

}  // namespace

// The JSON has no line break: nlohmann escapes them.
std::string event_text(const Picture& picture) { return fmt::format("id: {}\ndata: {}\n\n", picture.id, picture.json); }

void Live::show(Audience audience, ledger::Revision revision, std::string json) {
    constexpr std::size_t letters_of_hash = 12;
    auto id = fmt::format("{}-{}", revision, sha256_hex(json).substr(0, letters_of_hash));
    const std::lock_guard lock(mutex_);
    auto& kept = pictures_[static_cast<std::size_t>(audience)];
    if (kept && kept->json == json) return;  // somebody else's change: nothing to be seen
    kept = std::make_shared<const Picture>(Picture{std::move(id), std::move(json)});
    news_.notify_all();
}

std::shared_ptr<const Picture> Live::wait(Audience audience, std::string_view seen, Duration patience) const {
    std::unique_lock lock(mutex_);
    const auto& kept = pictures_[static_cast<std::size_t>(audience)];
    const bool came = news_.wait_for(lock, patience, [&] { return stopped_ || (kept && kept->id != seen); });
    return came && !stopped_ ? kept : nullptr;
}

void Live::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    news_.notify_all();
}

bool Live::stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
}

bool Live::enter(const std::string& session, const std::string& account) {
    const std::lock_guard lock(mutex_);
    if (stopped_ || streams_ >= most_streams) return false;
    const auto found = by_session_.find(session);
    if (found != by_session_.end() && found->second >= most_of_one) return false;
    ++streams_;
    ++by_session_[session];
    ++by_account_[account];
    return true;
}

void Live::leave(const std::string& session, const std::string& account) {
    const std::lock_guard lock(mutex_);
    --streams_;
    count_down(by_session_, session);
    count_down(by_account_, account);
}

int Live::streams() const {
    const std::lock_guard lock(mutex_);
    return streams_;
}

bool Live::listens(const std::string& account) const {
    const std::lock_guard lock(mutex_);
    return by_account_.contains(account);
}

}  // namespace kiosk::console
