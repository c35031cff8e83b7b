#pragma once
/// A speaker that nobody hears: it takes its time and remembers what was said. Tests and scripts listen.

#include <mutex>
#include <string>
#include <vector>

#include "drivers/speech/speaker.hpp"
#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// The interface on its threads, the hands on any.
class SpeakerSim final : public Speaker {
public:
    static constexpr Duration making_time = 120ms;  ///< as espeak-ng takes for a sentence
    static constexpr Duration letter_time = 65ms;   ///< of speech at 100 %

    static constexpr Duration chime_time = 1200ms;

    explicit SpeakerSim(const Clock& clock);

    Result<Done> open() override;
    Result<Done> say(const Sentence& sentence) override;
    Result<bool> speaking() override;
    void set_paused(bool paused) override;
    void hush() override;

    /// All that was begun, oldest first; the latest thousand.
    [[nodiscard]] std::vector<Sentence> said() const;
    void unplug();
    void plug_in();

private:
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::vector<Sentence> said_;
    Monotonic ends_at_{};
    Duration left_{};  ///< of a paused sentence
    bool plugged_ = true;
    bool open_ = false;
    bool saying_ = false;
    bool paused_ = false;
    unsigned hushed_ = 0;
};

}  // namespace kiosk::drivers
