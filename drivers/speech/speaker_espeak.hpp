#pragma once
/// A speaker with espeak-ng for a voice and SDL's audio for an output; prepared sound files are preferred where there are any.

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "drivers/speech/sound.hpp"
#include "drivers/speech/speaker.hpp"

namespace kiosk::drivers {

struct SpeakerOptions {
    std::string device;  ///< as SDL calls it ("USB Audio"); empty: the system's
    std::map<std::string, std::string>
        voices;                      ///< by language: {"vi", "vi-vn-x-central"}; a language without one: its own code
    std::filesystem::path prepared;  ///< folder of <language>/<name>.wav, see `prepared_name`; empty: none
    Samples chime = two_tones();     ///< before a sentence that has one
};

/// The name of the sound file that is played instead of the engine's voice: the first 16 hexadecimal digits of the SHA-256 of the
/// words. Volume is set for it as for the engine. It has the speed it was recorded with: at another one than 100 % the engine speaks,
/// if it has a voice for the language. A file that cannot be played is logged once, and the engine speaks.
[[nodiscard]] std::string prepared_name(const std::string& words);

class SoundOutput;

class SpeakerEspeak final : public Speaker {
public:
    explicit SpeakerEspeak(SpeakerOptions options);
    ~SpeakerEspeak() override;

    Result<Done> open() override;
    Result<Done> say(const Sentence& sentence) override;
    Result<bool> speaking() override;
    void set_paused(bool paused) override;
    void hush() override;

private:
    [[nodiscard]] std::string voice_of(const std::string& language) const;
    /// The recording of it; nothing when the engine has to speak.
    [[nodiscard]] std::optional<Samples> prepared_for(const Sentence& sentence);

    const SpeakerOptions options_;
    const std::unique_ptr<SoundOutput> output_;
    std::atomic<unsigned> hushed_{0};
    std::set<std::filesystem::path> told_;  ///< files that were logged
};

}  // namespace kiosk::drivers
