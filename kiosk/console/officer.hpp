#pragma once
/// Whoever serves at a counter's own page: signs in with their account as at the console of `kiosk serve`, may do the same there, and is
/// signed out when they do nothing for as long.
///
/// sign_in(), carry_out() and be_there() on one thread, for they block; the rest from any thread, at once.

#include <mutex>
#include <optional>
#include <string>

#include "kiosk/console/deeds.hpp"
#include "kiosk/console/passwords.hpp"
#include "kiosk/console/presence.hpp"

namespace kiosk::console {

class Officer {
public:
    /// The engine, the settings and the clock outlive it.
    Officer(ledger::Engine& engine, const settings::Settings& settings, std::string counter, const Clock& clock);

    /// Whoever was there before is signed out. Fails as Passwords::check, and with no_permission for an account that serves nobody.
    [[nodiscard]] Result<Done> sign_in(const std::string& account, const Personal& password);
    void sign_out();
    /// Nothing: nobody, or their time is over. `used`: they do something at this moment.
    [[nodiscard]] std::optional<settings::Account> who(bool used);
    /// A deed at this counter in their name. no_permission when nobody is signed in; else as Deeds.
    [[nodiscard]] Result<Done> carry_out(Wish wish);
    /// Everybody sees that the counter is served, if it is: to be said again before the settings' counter_lease is over.
    [[nodiscard]] Result<Done> be_there();

private:
    [[nodiscard]] std::optional<Session> session(bool used);

    const settings::Settings& settings_;
    const std::string counter_;
    queue::Queue queue_;
    Deeds deeds_;
    Presence presence_;
    const Clock& clock_;
    Passwords passwords_;
    Sessions sessions_;  ///< of this page alone, in memory
    std::mutex mutex_;
    std::string token_;
};

}  // namespace kiosk::console
