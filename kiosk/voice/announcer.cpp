#include "kiosk/voice/announcer.hpp"

#include <algorithm>

#include "kiosk/base/log.hpp"

namespace kiosk::voice {
namespace {

/// Whoever was called is at that counter, or still on the way.
bool is_wanted(const queue::Hall& hall, const queue::Call& call) {
    const auto* kept = hall.kept(call.press);
    if (kept == nullptr) return true;  // this hall does not hold that day: nothing speaks against it
    const auto& ticket = kept->value;
    return ticket.counter == call.counter &&
           (ticket.state == queue::TicketState::called || ticket.state == queue::TicketState::serving);
}

}  // namespace

/// By the time that we have known of it; only of what was there before us the time at which it was written down says more.
bool Announcer::is_too_late(const std::string& key, const queue::Call& call, bool first_look) {
    const auto now = parts_.clock.monotonic();
    const auto [seen, is_new] = seen_.try_emplace(key, now);
    if (is_new && first_look) seen->second = now + std::min(Duration{}, call.at - parts_.clock.wall());
    return now - seen->second > parts_.rules.drop_after;
}

void Announcer::drop(const std::string& key, const queue::Call& call, std::string_view why) {
    log::warning("announcer: {} to counter {} is not said: {}", call.number, call.counter, why);
    over_.insert(key);
    parts_.floor.said(call);
}

std::vector<Announcer::Due> Announcer::due(const queue::Hall& hall) {
    std::erase_if(seen_, [&](const auto& one) { return !hall.calls().contains(one.first); });
    std::erase_if(over_, [&](const auto& key) { return !hall.calls().contains(key); });
    const bool first_look = !std::exchange(looked_, true);
    const bool ours = parts_.floor.ours();
    std::vector<Due> out;
    for (const auto& [key, kept] : hall.calls()) {
        const bool late = is_too_late(key, kept.value, first_look);
        if (over_.contains(key)) continue;
        const bool being_said = saying_ && saying_->key == key;
        if (ours && !being_said && late) drop(key, kept.value, "nobody could for too long");
        else if (ours && !being_said && !is_wanted(hall, kept.value))
            drop(key, kept.value, "the person is not awaited there");
        else out.emplace_back(key, kept);
    }
    std::ranges::sort(out, {}, [](const Due& one) { return one.second.created; });
    return out;
}

void Announcer::fall_silent() {
    if (!saying_) return;
    parts_.speaker.hush();
    saying_.reset();
}

/// The next part of what is being said; after the last one it is over.
Result<Done> Announcer::go_on() {
    auto& now = *saying_;
    const auto all = now.once.size() * static_cast<std::size_t>(now.times);
    if (now.begun == all) {
        over_.insert(now.key);
        parts_.floor.said(now.call);
        if (parts_.said) parts_.said(now.call);
        saying_.reset();
        return Done{};
    }
    const auto part = now.begun++;
    const auto& words = now.once[part % now.once.size()];
    auto begun =
        parts_.speaker.say({words.words, words.language, 100, parts_.rules.volume_percent, parts_.rules.chime && part == 0});
    const auto code = begun ? Code::io : begun.error().code;
    if (code == Code::bad_usage || code == Code::timed_out) {  // the others are said all the same
        log::failure("announcing", begun.error());
        return Done{};
    }
    return begun;
}

Result<bool> Announcer::turn(const queue::Hall& hall) {
    const auto calls = due(hall);
    const bool known = hall.revision() >= parts_.floor.since();  // what the one before us said is gone from this hall
    if (!parts_.floor.ours() || !known) {
        fall_silent();
        return false;
    }
    auto speaking = parts_.speaker.speaking();
    if (speaking && *speaking && saying_) return true;
    // The next one begins when the last one is gone: an announcer that dies has one call said twice, not two.
    if (speaking && !saying_ && parts_.floor.owes()) return true;
    if (speaking && !saying_ && !calls.empty()) {
        const auto& [key, kept] = calls.front();
        const int once_from = parts_.rules.once_from;
        const bool hurried = once_from > 0 && static_cast<int>(calls.size()) - 1 >= once_from;
        saying_ = Saying{key, kept.value, parts_.wording.of(kept.value), 0, hurried ? 1 : parts_.rules.times};
    }
    if (speaking && !saying_) return false;
    auto gone_on = speaking ? go_on() : Result<Done>(tl::unexpected<Error>(speaking.error()));
    if (!gone_on) {
        saying_.reset();
        return fail(std::move(gone_on));
    }
    if (!parts_.floor.ours()) fall_silent();  // words took longer than the floor was ours
    return saying_.has_value() || calls.size() > 1;
}

}  // namespace kiosk::voice
