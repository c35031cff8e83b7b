#include "kiosk/console/officer.hpp"

namespace kiosk::console {

Officer::Officer(ledger::Engine& engine, const settings::Settings& settings, std::string counter, const Clock& clock)
    : settings_(settings),
      counter_(std::move(counter)),
      queue_(engine, settings),
      deeds_(queue_, engine, settings, clock),
      presence_(engine, settings),
      clock_(clock),
      passwords_(settings.serve, clock),
      sessions_(settings.serve, clock, {}) {}

Result<Done> Officer::sign_in(const std::string& id, const Personal& password) {
    sign_out();
    const auto account = passwords_.check(id, password, "counter " + counter_);
    if (!account) return tl::unexpected(account.error());
    if ((*account)->role < settings::AccountRole::officer)
        return fail(Code::no_permission, "a board's account serves nobody");
    const std::lock_guard lock(mutex_);
    token_ = sessions_.open((*account)->id, (*account)->role);
    return Done{};
}

void Officer::sign_out() {
    const std::lock_guard lock(mutex_);
    if (!token_.empty()) sessions_.close(token_);
    token_.clear();
}

std::optional<Session> Officer::session(bool used) {
    const std::lock_guard lock(mutex_);
    return token_.empty() ? std::nullopt : sessions_.find(token_, used);
}

std::optional<settings::Account> Officer::who(bool used) {
    const auto found = session(used);
    const auto* account = found ? settings_.serve.account(found->account) : nullptr;
    return account == nullptr ? std::nullopt : std::optional(*account);
}

Result<Done> Officer::carry_out(Wish wish) {
    const auto found = session(true);
    if (!found) return fail(Code::no_permission, "nobody is signed in at this counter");
    wish.counter = counter_;
    return deeds_.carry_out(*found, wish);
}

Result<Done> Officer::be_there() {
    const auto found = session(false);
    if (found) {
        auto hall = queue_.look(clock_.wall());
        if (!hall) return fail(std::move(hall));
        const auto* desk = (*hall)->desk(counter_);
        if (desk != nullptr && desk->value.state == queue::DeskState::open && desk->value.officer == found->account)
            return presence_.is_there(counter_, found->account);
    }
    presence_.is_gone(counter_);
    return Done{};
}

}  // namespace kiosk::console
