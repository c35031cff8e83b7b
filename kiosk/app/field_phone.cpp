// What is asked of the field while somebody signs in or pays with their own telephone, and for fees that nobody waits for.

#include "kiosk/app/field_world.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::app {

// ---- Signing in ------------------------------------------------------------------------------------------------------------

void FieldWorld::do_effect(visit::BeginSignIn effect) {
    const auto unavailable = [&](Code code, const char* why) {
        parts_.post(visit::SignInGranted{effect.question, fail(code, why)});
    };
    if (parts_.identity_provider == nullptr) return unavailable(Code::closed, "no identity provider is open");
    const bool posted = sign_in_worker_.post([this, effect] {
        auto grant = parts_.identity_provider->begin();
        if (!grant) log::failure("beginning a sign-in", grant.error());
        parts_.post(visit::SignInGranted{effect.question, std::move(grant)});
    });
    if (!posted) unavailable(Code::busy, "too much is waiting");
}

void FieldWorld::do_effect(visit::PollSignIn effect) {
    const auto question = effect.question;
    const bool posted = sign_in_worker_.post([this, effect = std::move(effect)] {
        auto answer = parts_.identity_provider->poll(effect.device_code);
        if (const auto* silent = std::get_if<signin::NoAnswer>(&answer)) log::failure("asking for a sign-in", silent->why);
        if (const auto* unusable = std::get_if<signin::Unusable>(&answer)) log::failure("a sign-in", unusable->why);
        parts_.post(visit::SignInPolled{effect.question, std::move(answer)});
    });
    if (!posted) parts_.post(visit::SignInPolled{question, signin::NoAnswer{{Code::busy, "too much is waiting"}}});
}

void FieldWorld::do_effect(visit::AskOwnDossiers effect) {
    const auto question = effect.question;
    const auto not_found = [this, question](Code code) { parts_.post(visit::OwnDossiersNotFound{question, code}); };
    // The token is the sign-in worker's; what the portal says for it is the look-up worker's to ask.
    const bool posted = parts_.identity_provider != nullptr && sign_in_worker_.post([this, question, not_found] {
        auto token = parts_.identity_provider->access_token();
        const bool on = lookup_worker_.post([this, question, not_found, token = std::move(token)] {
            auto own = parts_.lookup_portal.own_dossiers(token);
            if (own) return parts_.post(visit::OwnDossiersFound{question, std::move(*own)});
            log::failure("the list of somebody's own dossiers", own.error());
            not_found(own.error().code);
        });
        if (!on) not_found(Code::busy);
    });
    if (!posted) not_found(Code::busy);
}

/// Tokens are given back, whatever the provider answers.
void FieldWorld::sign_out() {
    if (parts_.identity_provider == nullptr) return;
    const bool posted = sign_in_worker_.post([this] {
        if (auto ended = parts_.identity_provider->end(); !ended) log::failure("ending a sign-in", ended.error());
    });
    if (!posted) log::error("a sign-in was not ended: too much is waiting");
}

// ---- Paying ----------------------------------------------------------------------------------------------------------------

void FieldWorld::do_effect(visit::RecordOrder effect) {
    const auto press = effect.order.id;
    const bool posted = store_worker_.post([this, effect = std::move(effect)] {
        auto* payments = parts_.store_desk.payments();
        if (payments == nullptr)
            return parts_.post(visit::OrderRecorded{effect.order.id, fail(Code::closed, "nothing is paid here")});
        parts_.post(payments->record(effect));
    });
    if (!posted) parts_.post(visit::OrderRecorded{press, fail(Code::busy, "too much is waiting")});
}

bool FieldWorld::run_errand(collection::Errand errand, std::function<void(collection::ErrandEnd)> then) {
    if (parts_.bank == nullptr || parts_.store_desk.payments() == nullptr) return false;
    return bank_worker_.post([this, errand = std::move(errand), then = std::move(then)] {
        auto end = run(*parts_.bank, errand);
        if (end.failure) log::failure("an order", *end.failure);
        const bool back = store_worker_.post([this, errand, end, then] {
            const auto change = parts_.store_desk.payments()->settle(errand, end);
            then(end);
            if (change) parts_.post(visit::PaymentMoved{change->order.fee, change->after});
        });
        if (!back) then({Error{Code::busy, "the store is too busy to hear of an order; it is asked about again"}, {}, {}});
    });
}

void FieldWorld::do_effect(visit::PlaceOrder effect) {
    const auto id = effect.order.id;
    const bool posted = run_errand({std::move(effect.order), true}, [this, id](collection::ErrandEnd end) {
        Result<std::string> address = std::move(end.address);
        if (end.failure) address = tl::unexpected(std::move(*end.failure));
        parts_.post(visit::OrderPlaced{id, std::move(address)});
    });
    if (!posted)
        parts_.post(visit::OrderPlaced{id, fail(Code::closed, "the server that knows of payments is not asked now")});
}

void FieldWorld::do_effect(visit::AskBank effect) {
    const auto id = effect.order.id;
    watch_bank(effect.order);
    const bool posted = run_errand({effect.order, false}, [this, order = effect.order](collection::ErrandEnd end) {
        auto heard = end.failure ? Result<std::vector<payment::Confirmation>>(tl::unexpected(std::move(*end.failure)))
                                 : parts_.store_desk.payments()->heard_of(order);
        parts_.post(visit::BankTold{order.id, std::move(heard)});
    });
    if (!posted) parts_.post(visit::BankTold{id, fail(Code::closed, "the server that knows of payments is not asked now")});
}

void FieldWorld::do_effect(visit::PrintPaymentSlip effect) {
    const auto press = effect.press;
    if (!printer_worker_.post([this, effect = std::move(effect)] { parts_.post(print_desk_.print(effect)); }))
        parts_.post(visit::PaymentSlipNotPrinted{press, Code::busy});
}

/// Somebody waits for this order: the server tells of it when money comes, where it offers that.
void FieldWorld::watch_bank(const payment::Order& order) {
    if (parts_.pushing_bank == nullptr) return;
    {
        const std::lock_guard lock(watch_mutex_);
        if (watched_ && watched_->id == order.id) return;
        watched_ = order;
    }
    if (!push_worker_.post([] {})) log::warning("money is asked about, not told of: too much is waiting");
}

void FieldWorld::forget_bank() {
    const std::lock_guard lock(watch_mutex_);
    watched_.reset();
}

/// On the push worker: one question that the server keeps open, then the next.
Duration FieldWorld::hear_of_money() {
    constexpr Duration nobody_waits = 1h;  // woken by watch_bank
    constexpr Duration after_failure = 5s;
    constexpr Duration least_patience = 1s;  // who answers sooner, and nothing new, does not keep questions open
    std::optional<payment::Order> order;
    {
        const std::lock_guard lock(watch_mutex_);
        order = watched_;
    }
    if (!order || parts_.stop.stop_requested()) return nobody_waits;
    if (movements_of_ != order->id) movements_ = 0;
    movements_of_ = order->id;
    const auto asked_at = parts_.clock.monotonic();
    auto heard = parts_.pushing_bank->news(*order, movements_, parts_.data.settings.payment->pushed_within);
    if (!heard) return after_failure;  // it is asked all the while, and the page says what fails
    if (heard->size() <= movements_)
        return parts_.clock.monotonic() - asked_at < least_patience ? after_failure : Duration{};
    movements_ = heard->size();
    const collection::Errand errand{*order, false};
    collection::ErrandEnd end{std::nullopt, {}, std::move(*heard)};
    const bool back = store_worker_.post([this, errand, end = std::move(end)] {
        const auto change = parts_.store_desk.payments()->settle(errand, end);
        parts_.post(visit::BankTold{errand.order.id, parts_.store_desk.payments()->heard_of(errand.order)});
        if (change) parts_.post(visit::PaymentMoved{change->order.fee, change->after});
    });
    if (!back) log::warning("the store is too busy to hear of money; it is asked about again");
    return Duration{};
}

/// Orders that nobody waits for before the screen, one at a time: a late payment settles its dossier.
void FieldWorld::collect() {
    auto* payments = parts_.store_desk.payments();
    if (collecting_ || !link_ || payments == nullptr || parts_.stop.stop_requested()) return;
    auto errand = payments->begin();
    if (!errand) return;
    collecting_ = run_errand(std::move(*errand), [this](const collection::ErrandEnd&) { collecting_ = false; });
}

}  // namespace kiosk::app
