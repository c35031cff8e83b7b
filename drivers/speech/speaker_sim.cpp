#include "drivers/speech/speaker_sim.hpp"

#include <algorithm>

#include "drivers/sim_wait.hpp"
#include "drivers/speech/sentence_check.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::size_t most_remembered = 1000;

}  // namespace

SpeakerSim::SpeakerSim(const Clock& clock) : clock_(clock) {}

Result<Done> SpeakerSim::open() {
    const std::lock_guard lock(mutex_);
    open_ = plugged_;
    saying_ = false;
    if (!plugged_) return fail(Code::device_gone, "the simulated speaker is unplugged");
    return Done{};
}

Result<Done> SpeakerSim::say(const Sentence& sentence) {
    if (auto good = check_sentence(sentence); !good) return good;
    unsigned before = 0;
    {
        const std::lock_guard lock(mutex_);
        if (!open_) return fail(Code::device_gone, "the simulated speaker is unplugged or was not opened");
        saying_ = false;
        before = hushed_;
    }
    sim_wait(clock_, making_time);
    const std::lock_guard lock(mutex_);
    if (!open_) return fail(Code::device_gone, "the simulated speaker was unplugged");
    if (hushed_ != before) return fail(Code::stopped, "hushed before the first sound");
    if (said_.size() == most_remembered) said_.erase(said_.begin());
    said_.push_back(sentence);
    const auto chime = sentence.chime ? chime_time : Duration{};
    ends_at_ = clock_.monotonic() + chime +
               letter_time * static_cast<Duration::rep>(sentence.words.size()) * 100 / sentence.speed_percent;
    saying_ = true;
    paused_ = false;
    return Done{};
}

Result<bool> SpeakerSim::speaking() {
    const std::lock_guard lock(mutex_);
    if (!open_) return fail(Code::device_gone, "the simulated speaker is unplugged or was not opened");
    if (saying_ && !paused_ && clock_.monotonic() >= ends_at_) saying_ = false;
    return saying_;
}

void SpeakerSim::set_paused(bool paused) {
    const std::lock_guard lock(mutex_);
    if (!saying_ || paused == paused_) return;
    if (paused) left_ = std::max(Duration{}, ends_at_ - clock_.monotonic());
    else ends_at_ = clock_.monotonic() + left_;
    paused_ = paused;
}

void SpeakerSim::hush() {
    const std::lock_guard lock(mutex_);
    ++hushed_;
    saying_ = false;
}

std::vector<Sentence> SpeakerSim::said() const {
    const std::lock_guard lock(mutex_);
    return said_;
}

void SpeakerSim::unplug() {
    const std::lock_guard lock(mutex_);
    plugged_ = open_ = saying_ = false;
}

void SpeakerSim::plug_in() {
    const std::lock_guard lock(mutex_);
    plugged_ = true;
}

}  // namespace kiosk::drivers
