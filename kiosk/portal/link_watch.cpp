#include "kiosk/portal/link_watch.hpp"

#include <algorithm>

namespace kiosk::portal {
namespace {

constexpr Duration round = 15s;  // how soon a portal that went away or came back is noticed

}  // namespace

LinkWatch::LinkWatch(Duration between) : round_(std::max(round, 2 * between)) {}

void LinkWatch::heard(Monotonic now) {
    const std::lock_guard lock(mutex_);
    heard_at_ = now;
}

Duration LinkWatch::left(Monotonic now) const {
    const std::lock_guard lock(mutex_);
    return heard_at_ ? std::max(0ms, *heard_at_ + round_ - now) : 0ms;
}

}  // namespace kiosk::portal
