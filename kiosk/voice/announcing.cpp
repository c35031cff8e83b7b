#include "kiosk/voice/announcing.hpp"

#include "kiosk/base/log.hpp"

namespace kiosk::voice {
namespace {

constexpr Duration while_speaking = 50ms;  // how soon the end of a sentence, or of the floor, is noticed
constexpr Duration while_silent = 1s;
constexpr Duration after_failure = 500ms;
constexpr Duration until_speaker_again = 5s;

}  // namespace

void Announcing::Bell::ring() {
    {
        const std::lock_guard lock(mutex_);
        ++times_;
    }
    rang_.notify_all();
}

void Announcing::Bell::wait(unsigned& rung, Duration most, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    rang_.wait_for(lock, stop, most, [&] { return times_ != rung; });
    rung = times_;
}

Announcing::Announcing(Parts parts)
    : follows_(std::move(parts.follows)),
      keeps_(std::move(parts.keeps)),
      speaker_(std::move(parts.speaker)),
      floor_(*keeps_, parts.settings.centre.id, parts.name, parts.settings.queue.voice.lease, parts.clock),
      announcer_(
          {parts.settings.queue.voice, std::move(parts.wording), floor_, *speaker_, parts.clock, std::move(parts.said)}),
      follower_(*follows_, parts.settings.centre.id, parts.settings.queue.digits, parts.clock,
                [this](const queue::Follower::Picture& picture) {
                    if (picture.hall && !picture.hall->live("voice")) for_floor_.ring();  // nobody has the floor
                    for_voice_.ring();
                }),
      floor_thread_([this](const std::stop_token& stop) { keep_floor(stop); }),
      voice_thread_([this](const std::stop_token& stop) { speak(stop); }) {}

Announcing::~Announcing() {
    voice_thread_.request_stop();
    speaker_->hush();
    voice_thread_.join();
    floor_thread_.request_stop();
    floor_thread_.join();
}

/// Who cannot speak leaves the floor to others.
void Announcing::keep_floor(const std::stop_token& stop) {
    unsigned rung = 0;
    bool failing = false;
    while (!stop.stop_requested()) {
        if (!can_speak_) {
            floor_.leave();
            for_floor_.wait(rung, while_silent, stop);
            continue;
        }
        auto kept = floor_.keep();
        if (!kept && !failing) log::failure("keeping the floor of the announcer", kept.error());
        failing = !kept;
        for_floor_.wait(rung, kept ? *kept : after_failure, stop);
    }
    floor_.leave();
}

void Announcing::open_speaker() {
    auto opened = speaker_->open();
    if (!opened && !told_) log::failure("opening the speaker of the announcer", opened.error());
    told_ = !opened;
    can_speak_ = opened.has_value();
    if (can_speak_) for_floor_.ring();
}

void Announcing::speak(const std::stop_token& stop) {
    unsigned rung = 0;
    while (!stop.stop_requested()) {
        if (!can_speak_) open_speaker();
        const auto picture = follower_.look();
        if (!can_speak_ || !picture.hall) {
            for_voice_.wait(rung, can_speak_ ? while_silent : until_speaker_again, stop);
            continue;
        }
        auto busy = announcer_.turn(*picture.hall);
        if (!busy) {
            log::failure("announcing", busy.error());
            can_speak_ = false;
            continue;
        }
        if (floor_.owes()) for_floor_.ring();  // what was said goes at once
        for_voice_.wait(rung, *busy ? while_speaking : while_silent, stop);
    }
}

}  // namespace kiosk::voice
