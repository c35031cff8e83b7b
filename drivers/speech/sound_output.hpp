#pragma once
/// The way to the sound card, through SDL's audio alone: no window, no events. `open`, `play` and `playing` by one thread,
/// `set_paused` and `silence` by any.

#include <atomic>
#include <mutex>
#include <string>

#include "drivers/speech/sound.hpp"

namespace kiosk::drivers {

class SoundOutput {
public:
    SoundOutput() = default;
    ~SoundOutput();
    SoundOutput(const SoundOutput&) = delete;
    SoundOutput& operator=(const SoundOutput&) = delete;

    /// Blocks as the sound system does, below a second. Fails with device_gone, naming what SDL said.
    [[nodiscard]] Result<Done> open(const std::string& device);
    /// Plays instead of what is playing, unless `hushed` has changed.
    [[nodiscard]] Result<Done> play(const Samples& samples, const std::atomic<unsigned>& hushed, unsigned hushed_before);
    [[nodiscard]] Result<bool> playing();
    void set_paused(bool paused);
    void silence();

private:
    void close();

    std::mutex mutex_;
    unsigned device_ = 0;  ///< 0: none
    bool audio_ = false;
    bool paused_ = false;
};

}  // namespace kiosk::drivers
