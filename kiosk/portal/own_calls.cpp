#include "kiosk/portal/own_calls.hpp"

#include <algorithm>

namespace kiosk::portal {
namespace {

constexpr Duration round = 13s;
constexpr Duration grace = 2s;  // a question that is due goes before the link is asked about: its answer shows that as well

}  // namespace

// With a limit the outbox keeps half of what a minute may have even then.
OwnCalls::OwnCalls(Duration between) : round_(std::max(round, 2 * between)), limited_(between > 0ms) {}

Duration OwnCalls::quiet_for(Monotonic now) const {
    const auto since = [&](const auto& at) { return at ? now - *at : Duration::max(); };
    return std::min(since(asked_at_), since(delivered_at_));
}

void OwnCalls::delivered(Monotonic now) {
    const std::lock_guard lock(mutex_);
    delivered_at_ = now;
}

bool OwnCalls::may_ask(Monotonic now) {
    const std::lock_guard lock(mutex_);
    if (!limited_) return true;
    if (quiet_for(now) < round_) return false;
    asked_at_ = now;
    return true;
}

Duration OwnCalls::until_probe(Monotonic now) const {
    const std::lock_guard lock(mutex_);
    return std::max(0ms, round_ + grace - std::min(quiet_for(now), round_ + grace));
}

void OwnCalls::probing(Monotonic now) {
    const std::lock_guard lock(mutex_);
    asked_at_ = now;
}

}  // namespace kiosk::portal
