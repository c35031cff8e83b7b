#include "kiosk/voice/floor.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/base/log.hpp"

namespace kiosk::voice {
namespace {

// A voice that notices the end of the lease falls silent within two looks and a buffer of sound.
constexpr Duration silence_takes = 300ms;
constexpr int renewals_a_lease = 3;

}  // namespace

Floor::Floor(ledger::Engine& engine, std::string_view centre, std::string_view name, Duration lease, const Clock& clock)
    : engine_(engine), keys_(centre), name_(name), lasts_(lease), clock_(clock) {}

void Floor::lose() {
    until_ = Duration{};
    lease_ = 0;
}

Result<Done> Floor::take() {
    const auto asked = clock_.monotonic();
    auto lease = engine_.grant(lasts_);
    if (!lease) return fail(std::move(lease));
    const auto key = keys_.live("voice");
    auto written = engine_.write({{{key, 0}}, {{key, name_, *lease}}, {}});
    if (!written || !written->done) {
        // Nobody needs it; one that cannot be given back ends by itself, and with it a write of which nobody knows.
        if (auto gone = engine_.revoke(*lease); !gone) log::failure("giving back a lease of the announcer", gone.error());
        if (!written) return fail(std::move(written));
        return Done{};
    }
    lease_ = *lease;
    since_ = written->revision;
    until_ = (asked + (lasts_ - silence_takes)).since_start;
    log::info("announcer: {} has the floor", name_);
    return Done{};
}

Result<Done> Floor::remove_said() {
    std::vector<std::string> keys;
    {
        const std::lock_guard lock(mutex_);
        keys.assign(said_.begin(), said_.end());
    }
    if (keys.empty()) return Done{};
    auto gone = engine_.write({{}, {}, keys});
    if (!gone) return fail(std::move(gone));
    const std::lock_guard lock(mutex_);
    for (const auto& key : keys) said_.erase(key);
    return Done{};
}

Result<Duration> Floor::keep() {
    const auto asked = clock_.monotonic();
    if (lease_ == 0) {
        if (auto taken = take(); !taken) return fail(std::move(taken));
    } else if (auto renewed = engine_.renew(lease_)) {
        until_ = (asked + (lasts_ - silence_takes)).since_start;
    } else {
        if (renewed.error().code == Code::not_found) lose();
        return fail(std::move(renewed));
    }
    if (auto removed = remove_said(); !removed) return fail(std::move(removed));
    return lasts_ / renewals_a_lease;
}

void Floor::leave() {
    const auto lease = lease_;
    lose();
    if (auto removed = remove_said(); !removed) log::failure("removing what was said", removed.error());
    if (lease == 0) return;
    if (auto gone = engine_.revoke(lease); !gone) log::failure("giving up the floor", gone.error());
}

void Floor::said(const queue::Call& call) {
    const std::lock_guard lock(mutex_);
    said_.insert(keys_.call(call));
}

bool Floor::owes() const {
    const std::lock_guard lock(mutex_);
    return !said_.empty();
}

}  // namespace kiosk::voice
