#include "kiosk/console/limits.hpp"

#include <algorithm>
#include <chrono>

namespace kiosk::console {

Duration WrongTries::pause_after(int wrong) const {
    if (wrong < free_tries_) return Duration{};
    constexpr int most_doublings = 6;  // 15 s, 30 s … 16 min
    return std::min(first_pause * (1 << std::min(wrong - free_tries_, most_doublings)), longest_pause);
}

Duration WrongTries::begin(std::string_view who) {
    const auto now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    auto found = rows_.find(who);
    if (found != rows_.end() && now - found->second.last > forgotten_after) found->second = {};
    if (found == rows_.end()) {
        make_room(now);
        found = rows_.emplace(std::string(who), Row{}).first;
    }
    auto& row = found->second;
    if (const auto over = row.last + pause_after(row.wrong); row.wrong >= free_tries_ && now < over) return over - now;
    ++row.wrong;
    row.last = now;
    return Duration{};
}

void WrongTries::forget(std::string_view who) {
    const std::lock_guard lock(mutex_);
    if (const auto found = rows_.find(who); found != rows_.end()) rows_.erase(found);
}

/// Names that somebody makes up go first: they have the fewest tries.
void WrongTries::make_room(Monotonic now) {
    if (rows_.size() < most) return;
    std::erase_if(rows_, [&](const auto& one) { return now - one.second.last > forgotten_after; });
    if (rows_.size() < most) return;
    rows_.erase(std::ranges::min_element(rows_, [](const auto& a, const auto& b) {
        return std::tie(a.second.wrong, a.second.last) < std::tie(b.second.wrong, b.second.last);
    }));
}

bool Pace::take(std::string_view who) {
    const auto now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    auto found = rows_.find(who);
    if (found == rows_.end()) {
        if (rows_.size() >= most)
            rows_.erase(
                std::ranges::min_element(rows_, [](const auto& a, const auto& b) { return a.second.at < b.second.at; }));
        found = rows_.emplace(std::string(who), Row{static_cast<double>(at_once_), now}).first;
    }
    auto& row = found->second;
    const double seconds = std::chrono::duration<double>(now - row.at).count();
    row.left = std::min<double>(at_once_, row.left + seconds * a_second_);
    row.at = now;
    if (row.left < 1) return false;
    row.left -= 1;
    return true;
}

}  // namespace kiosk::console
