#include "kiosk/console/passwords.hpp"

#include <algorithm>
#include <chrono>

#include "kiosk/base/log.hpp"
#include "kiosk/base/pin.hpp"
#include "kiosk/base/sha256.hpp"

namespace kiosk::console {
namespace {

constexpr int free_tries_of_an_account = 5;   // as with the kiosk's own PINs
constexpr int free_tries_of_an_address = 30;  // a centre may stand behind one address

}  // namespace

Passwords::Passwords(const settings::Serve& serve, const Clock& clock)
    : serve_(serve), by_account_(clock, free_tries_of_an_account), by_address_(clock, free_tries_of_an_address) {}

Result<Done> Passwords::must_wait(const std::string& account, const std::string& address) {
    const auto left = std::max(account.empty() ? Duration{} : by_account_.begin(account), by_address_.begin(address));
    if (left == Duration{}) return Done{};
    return fail(Code::too_many, std::to_string(std::chrono::ceil<std::chrono::seconds>(left).count()));
}

Result<const settings::Account*> Passwords::check(const std::string& id, const Personal& password,
                                                  const std::string& address) {
    if (auto free = must_wait(id, address); !free) return fail(std::move(free));
    const auto* account = serve_.account(id);
    bool right = false;
    {
        // An account that does not exist takes as long as one that does.
        const std::lock_guard lock(hashing_);
        const auto hash = account == nullptr ? std::string(settings::training_password_hash) : account->password_hash;
        right = pin_matches(hash, password) && account != nullptr;
    }
    if (!right) {
        log::warning("console: a wrong password for {} from {}", account == nullptr ? "no account" : account->id, address);
        return fail(Code::refused, "account or password is not right");
    }
    by_account_.forget(id);
    by_address_.forget(address);
    log::info("console: {} signed in from {}", account->id, address);
    return account;
}

Result<Done> Passwords::check_board(const Personal& token, const std::string& address) {
    // A token cannot be guessed; whoever tries must not keep the other boards out.
    if (auto free = must_wait({}, address); !free) return fail(std::move(free));
    const auto& wanted = serve_.board_token_sha256;
    if (wanted.empty() || sha256_hex(token.reveal()) != wanted) return fail(Code::refused, "the board's token is not right");
    by_address_.forget(address);
    return Done{};
}

}  // namespace kiosk::console
