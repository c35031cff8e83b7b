#pragma once
/// Says sentences aloud, one at a time, through a loudspeaker or headphones.

#include <string>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// The longest text of one sentence, bytes: half a page of a leaflet.
inline constexpr std::size_t longest_sentence_bytes = 4000;

/// One sentence, in words: no digits, no signs (kiosk/speech spells them).
struct Sentence {
    std::string words;
    std::string language;      ///< "vi", "en"
    int speed_percent = 100;   ///< 50..200; the pitch stays
    int volume_percent = 100;  ///< 0..100 of what the device gives
    bool chime = false;        ///< two tones first, so that a hall listens
};

/// `open`, `say` and `speaking` by one thread; `set_paused` and `hush` by any.
class Speaker {
public:
    virtual ~Speaker() = default;

    /// Finds the engine and opens the sound device; again after an error. Blocks up to 2 s. Fails with not_found (no engine, no
    /// such voice), device_gone (no sound), no_permission, device_fault.
    virtual Result<Done> open() = 0;

    /// Begins to say it, instead of what is being said. Blocks while words become sound: 0.1 s as a rule, 5 s at most. Fails with
    /// stopped (hushed meanwhile), timed_out, bad_usage (nothing to say, too long, speed or volume out of range; the device is
    /// well), and, `open()` again: device_gone, device_fault.
    virtual Result<Done> say(const Sentence& sentence) = 0;

    /// Whether something is being said, or paused. Never blocks. Fails with device_gone: `open()` again.
    virtual Result<bool> speaking() = 0;

    /// What is being said waits where it is, or goes on. Never blocks. A new sentence is not paused.
    virtual void set_paused(bool paused) = 0;

    /// Silence, within 50 ms; nothing is left to say. Never blocks.
    virtual void hush() = 0;
};

}  // namespace kiosk::drivers
