#include "kiosk/commands/desk_worker.hpp"

#include "kiosk/base/log.hpp"

namespace kiosk::commands {

DeskWorker::DeskWorker(std::unique_ptr<ledger::Engine> engine, const settings::Settings& settings, std::string counter,
                       const Clock& clock, std::function<void()> done)
    : engine_(std::move(engine)),
      officer_(*engine_, settings, counter, clock),
      counter_(std::move(counter)),
      clock_(clock),
      done_(std::move(done)),
      worker_("desk", 1, [this, again = settings.queue.counter_lease / 3, away = false]() mutable {
          auto said = officer_.be_there();
          if (!said && !away) log::failure("saying that counter " + counter_ + " is served", said.error());
          away = !said;
          return again;
      }) {}

bool DeskWorker::post(std::string what, std::function<Result<Done>()> task) {
    if (busy_.exchange(true)) return false;
    const bool posted = worker_.post([this, what = std::move(what), task = std::move(task)] {
        auto result = task();
        if (!result) log::failure(what, result.error());
        {
            const std::lock_guard lock(mutex_);
            failure_ = result ? std::nullopt : std::optional(std::move(result.error()));
        }
        busy_ = false;
        done_();
    });
    if (!posted) busy_ = false;
    return posted;
}

bool DeskWorker::sign_in(const std::string& account, const Personal& password) {
    return post("signing in at counter " + counter_,
                [this, account, password] { return officer_.sign_in(account, password); });
}

bool DeskWorker::ask(const ui::DeskWish& wish) {
    console::Wish deed{std::string(ui::name(wish.deed)), ids_.make(clock_.wall())};
    if (!wish.press.nil()) deed.ticket = wish.press;
    deed.to = wish.counter;
    deed.line = wish.line;
    deed.value = wish.value;
    deed.words = wish.words;
    return post("a deed of counter " + counter_, [this, deed] {
        constexpr int tries = 3;
        auto result = officer_.carry_out(deed);
        // The same press again finds what the first one did.
        for (int i = 1; i < tries && !result && result.error().code == Code::unknown_outcome; ++i)
            result = officer_.carry_out(deed);
        return result;
    });
}

std::optional<Error> DeskWorker::failure() {
    const std::lock_guard lock(mutex_);
    return failure_;
}

}  // namespace kiosk::commands
