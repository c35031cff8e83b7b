#pragma once
/// Whose password is right, and how often it may be tried. Any thread. Each password takes some tenths of a second and 64 MiB on purpose,
/// and one is looked at after the other.

#include <mutex>
#include <string>

#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/console/limits.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::console {

class Passwords {
public:
    Passwords(const settings::Serve& serve, const Clock& clock);

    /// The account whose password it is. refused: not right; too_many: a pause, its seconds are the detail. `address`: from where it is
    /// tried.
    [[nodiscard]] Result<const settings::Account*> check(const std::string& account, const Personal& password,
                                                         const std::string& address);
    /// The same for the token of boards.
    [[nodiscard]] Result<Done> check_board(const Personal& token, const std::string& address);

private:
    [[nodiscard]] Result<Done> must_wait(const std::string& account, const std::string& address);

    const settings::Serve& serve_;
    WrongTries by_account_;
    WrongTries by_address_;
    std::mutex hashing_;
};

}  // namespace kiosk::console
