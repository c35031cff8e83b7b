#include "kiosk/commands/desk_worker.hpp"

#include "kiosk/base/log.hpp"

namespace kiosk::commands {
namespace {

template <class T>
Result<Done> told(Result<T> result) {
    if (!result) return fail(std::move(result));
    return Done{};
}

}  // namespace

DeskWorker::DeskWorker(std::unique_ptr<ledger::Engine> engine, const settings::Settings& settings, std::string counter,
                       std::string officer, const Clock& clock, std::function<void()> done)
    : engine_(std::move(engine)),
      queue_(*engine_, settings),
      counter_(std::move(counter)),
      officer_(std::move(officer)),
      clock_(clock),
      done_(std::move(done)),
      worker_("desk", 1) {}

Result<Done> DeskWorker::carry_out(const ui::DeskWish& wish, const queue::Deed& deed) {
    using ui::DeskDeed;
    switch (wish.deed) {
        case DeskDeed::next: return told(queue_.call_next(counter_, deed));
        case DeskDeed::recall: return told(queue_.recall(counter_, deed));
        case DeskDeed::start: return told(queue_.start(counter_, deed));
        case DeskDeed::finish: return told(queue_.finish(counter_, deed, wish.value));
        case DeskDeed::absent: return told(queue_.absent(counter_, deed));
        case DeskDeed::hold: return told(queue_.hold_on(counter_, deed));
        case DeskDeed::open: return told(queue_.open(counter_, officer_, deed));
        case DeskDeed::pause: return told(queue_.pause(counter_, wish.value, deed));
        case DeskDeed::close: return told(queue_.close(counter_, deed));
        case DeskDeed::call_back: return told(queue_.call(wish.press, counter_, deed));
        case DeskDeed::transfer: return told(queue_.transfer(counter_, {wish.line, wish.counter}, deed));
        case DeskDeed::note: return told(queue_.note(wish.press, wish.words, deed));
        case DeskDeed::void_ticket: return told(queue_.cancel(wish.press, deed, wish.value));
    }
    broken("every DeskDeed is done somehow");
}

bool DeskWorker::ask(const ui::DeskWish& wish) {
    if (busy_.exchange(true)) return false;
    const auto now = clock_.wall();
    const queue::Deed deed{ids_.make(now), now, officer_};
    const bool posted = worker_.post([this, wish, deed] {
        constexpr int tries = 3;
        auto result = carry_out(wish, deed);
        // The same press again finds what the first one did.
        for (int i = 1; i < tries && !result && result.error().code == Code::unknown_outcome; ++i)
            result = carry_out(wish, deed);
        {
            const std::lock_guard lock(mutex_);
            failure_ = result ? std::nullopt : std::optional(result.error());
        }
        if (!result) log::failure("a deed of counter " + counter_, result.error());
        busy_ = false;
        done_();
    });
    if (!posted) busy_ = false;
    return posted;
}

std::optional<Error> DeskWorker::failure() {
    const std::lock_guard lock(mutex_);
    return failure_;
}

}  // namespace kiosk::commands
