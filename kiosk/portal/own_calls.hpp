#pragma once
/// When a kiosk asks the portal something that nobody stands and waits for: is it there, has this dossier its code, what has moved.
/// The link is not asked about while the outbox shows it anyway; and with a limit one question goes at a time, none while the outbox
/// is busy: so that a province of kiosks stays within what each of them may ask, however many return at once. Never blocks; any
/// thread.

#include <mutex>
#include <optional>

#include "kiosk/base/clock.hpp"

namespace kiosk::portal {

class OwnCalls {
public:
    /// `between`: settings::Portal::between_calls().
    explicit OwnCalls(Duration between);

    /// The portal answered the outbox.
    void delivered(Monotonic now);
    /// Whether a question may go now; then it takes the turn.
    [[nodiscard]] bool may_ask(Monotonic now);
    /// How long until the link is to be asked about; zero: now.
    [[nodiscard]] Duration until_probe(Monotonic now) const;
    /// It is asked about.
    void probing(Monotonic now);

private:
    [[nodiscard]] Duration quiet_for(Monotonic now) const;

    const Duration round_;
    const bool limited_;
    mutable std::mutex mutex_;
    std::optional<Monotonic> asked_at_;
    std::optional<Monotonic> delivered_at_;
};

}  // namespace kiosk::portal
