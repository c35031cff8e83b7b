#pragma once
/// espeak-ng as a child process: words in, a WAV file out. A child and not the library: it can be killed in the middle of a
/// sentence, a fault of it ends one sentence and not the kiosk, its languages do not stay in our memory, and 0.1 s to start is
/// less than the pause between two sentences. The words go through a socket: an argument could be read by every process of the
/// machine. One thread.

#include <atomic>
#include <string>

#include "drivers/speech/speaker.hpp"

namespace kiosk::drivers {

struct Voice {
    std::string name;  ///< espeak-ng's: "vi", "vi-vn-x-central", "en"
    int words_per_minute = 150;
};

/// The bytes of a WAV file. Blocks 0.1 s as a rule, 5 s at most; ends at once when `hushed` changes. Fails with not_found (espeak-ng
/// is not installed, or does not know the voice), timed_out, stopped, device_fault.
[[nodiscard]] Result<std::string> wav_of(const std::string& words, const Voice& voice, const std::atomic<unsigned>& hushed,
                                         unsigned hushed_before);

}  // namespace kiosk::drivers
