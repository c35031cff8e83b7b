#pragma once
/// When a kiosk asks the portal whether it is there: every so often, and not while other answers show it anyway. Never blocks; any
/// thread.

#include <mutex>
#include <optional>

#include "kiosk/base/clock.hpp"

namespace kiosk::portal {

class LinkWatch {
public:
    /// `between`: settings::Portal::between_calls(), so that the question alone never takes more than a part of them.
    explicit LinkWatch(Duration between);

    /// The portal was asked something, or has answered.
    void heard(Monotonic now);
    /// How long until it is to be asked whether it is there; zero: now.
    [[nodiscard]] Duration left(Monotonic now) const;

private:
    const Duration round_;
    mutable std::mutex mutex_;
    std::optional<Monotonic> heard_at_;
};

}  // namespace kiosk::portal
