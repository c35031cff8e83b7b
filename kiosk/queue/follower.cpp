#include "kiosk/queue/follower.hpp"

#include "kiosk/base/log.hpp"

namespace kiosk::queue {
namespace {

constexpr auto patience = 5s;  // how long one look waits for a change
constexpr auto pause_after_failure = 500ms;

}  // namespace

Follower::Follower(ledger::Engine& engine, std::string_view centre, int digits, const Clock& clock,
                   std::function<void(const Picture&)> changed)
    : engine_(engine),
      centre_(centre),
      digits_(digits),
      clock_(clock),
      changed_(std::move(changed)),
      hall_(centre, digits),
      thread_([this](const std::stop_token& stop) { follow(stop); }) {}

Follower::~Follower() {
    thread_.request_stop();
    engine_.stop();
    came_.notify_all();
}

Follower::Picture Follower::look() const {
    const std::lock_guard lock(mutex_);
    return picture_;
}

bool Follower::wait_for(ledger::Revision revision, Duration wait) const {
    std::unique_lock lock(mutex_);
    return came_.wait_for(lock, wait, [&] { return picture_.hall && picture_.hall->revision() >= revision; });
}

void Follower::publish(bool agreed) {
    // Who looks at the hall looks at today: what is kept of other days is read by who asks for it.
    hall_.forget_before(hall_.business_day(clock_.wall()));
    Picture picture{std::make_shared<const Hall>(hall_), clock_.monotonic(), agreed};
    {
        const std::lock_guard lock(mutex_);
        picture_ = picture;
    }
    came_.notify_all();
    if (changed_) changed_(picture);
}

Result<ledger::Reading> Follower::read(Hall& hall, const std::string& prefix) {
    auto reading = engine_.read(prefix, ledger::Engine::Freshness::or_stale);
    if (!reading) return reading;
    for (const auto& entry : reading->entries) {
        if (auto taken = hall.take_in(entry); !taken) log::failure("a record of the queue", taken.error());
    }
    return reading;
}

/// The last picture stays; whoever shows it says how old it is.
void Follower::lose(const Error& error) {
    bool news = false;
    Picture picture;
    {
        const std::lock_guard lock(mutex_);
        news = picture_.agreed;
        picture_.agreed = false;
        picture = picture_;
    }
    if (!news) return;
    log::failure("following the queue", error);
    if (changed_) changed_(picture);
}

/// Of the tickets only today's: a centre keeps those of a month.
Result<Done> Follower::read_all() {
    Hall hall(centre_, digits_);
    const auto& keys = hall.keys();
    // What changes while the rest is read comes once more with the changes after the first reading.
    const auto first = read(hall, keys.days());
    if (!first) return tl::unexpected(first.error());
    bool agreed = first->agreed;
    auto rest = keys.beside_tickets();
    rest.push_back(keys.tickets(hall.business_day(clock_.wall())));
    // Where those who keep the queue cannot agree, each question waits in vain first: then all at once.
    if (!agreed) rest = {keys.root()};
    for (const auto& prefix : rest) {
        const auto reading = read(hall, prefix);
        if (!reading) return tl::unexpected(reading.error());
        agreed = agreed && reading->agreed;
    }
    hall.seen(first->revision);
    hall_ = std::move(hall);
    read_ = agreed;  // what one member knew is read anew until they agree
    publish(agreed);
    return Done{};
}

Result<Done> Follower::read_on() {
    auto changes = engine_.changes("q/" + centre_ + "/", hall_.revision(), patience);
    if (!changes) return fail(std::move(changes));
    for (const auto& change : changes->changes) {
        if (auto taken = hall_.take_in(change); !taken) log::failure("a record of the queue", taken.error());
    }
    hall_.seen(std::max(hall_.revision(), changes->until));
    const bool was_agreed = look().agreed;
    if (!changes->changes.empty() || !was_agreed) publish(true);
    else {
        const std::lock_guard lock(mutex_);
        picture_.as_of = clock_.monotonic();
    }
    return Done{};
}

void Follower::follow(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        auto done = read_ ? read_on() : read_all();
        if (done && read_) continue;
        if (stop.stop_requested()) return;
        if (!done && done.error().code == Code::not_found) {  // changes so old are not kept: read anew
            read_ = false;
            continue;
        }
        if (!done) {
            lose(done.error());
            read_ = false;
        }
        std::unique_lock lock(mutex_);
        came_.wait_for(lock, pause_after_failure, [&] { return stop.stop_requested(); });
    }
}

}  // namespace kiosk::queue
