#include "drivers/speech/speaker_espeak.hpp"

#include "drivers/speech/child_voice.hpp"
#include "drivers/speech/sentence_check.hpp"
#include "drivers/speech/sound_output.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/sha256.hpp"

namespace kiosk::drivers {
namespace {

// Syllables a minute, for Vietnamese those of a clear, slow speaker; half of it is the slowest that espeak-ng speaks.
constexpr int usual_speed = 160;
constexpr std::size_t largest_prepared = 8U << 20;  // a minute and a half in two channels
constexpr std::size_t name_digits = 16;

}  // namespace

std::string prepared_name(const std::string& words) { return sha256_hex(words).substr(0, name_digits); }

SpeakerEspeak::SpeakerEspeak(SpeakerOptions options)
    : options_(std::move(options)), output_(std::make_unique<SoundOutput>()) {}
SpeakerEspeak::~SpeakerEspeak() = default;

std::string SpeakerEspeak::voice_of(const std::string& language) const {
    const auto found = options_.voices.find(language);
    return found == options_.voices.end() ? language : found->second;
}

Result<Done> SpeakerEspeak::open() {
    for (const auto& [language, voice] : options_.voices) {
        const auto tried = wav_of("a", {voice, usual_speed}, hushed_, hushed_);
        if (!tried && tried.error().code != Code::stopped) return tl::unexpected<Error>(tried.error());
    }
    return output_->open(options_.device);
}

std::optional<Samples> SpeakerEspeak::prepared_for(const Sentence& sentence) {
    // A recording has the speed it was spoken with: another one is the engine's, if it knows the language.
    const bool engine_only = sentence.speed_percent != 100 && options_.voices.contains(sentence.language);
    if (options_.prepared.empty() || engine_only) return std::nullopt;
    const auto file = options_.prepared / sentence.language / (prepared_name(sentence.words) + ".wav");
    const auto wav = read_file(file, largest_prepared);
    if (!wav && wav.error().code == Code::not_found) return std::nullopt;  // not recorded
    auto samples = wav ? samples_of(*wav) : Result<Samples>(tl::unexpected<Error>(wav.error()));
    if (samples) return std::move(*samples);
    if (told_.insert(file).second) log::failure("playing " + file.string() + ", the engine speaks instead", samples.error());
    return std::nullopt;
}

Result<Done> SpeakerEspeak::say(const Sentence& sentence) {
    if (auto good = check_sentence(sentence); !good) return good;
    if (auto there = output_->playing(); !there) return fail(std::move(there));
    const unsigned hushed_before = hushed_;
    output_->silence();
    auto samples = prepared_for(sentence);
    if (!samples) {
        auto wav = wav_of(sentence.words, {voice_of(sentence.language), usual_speed * sentence.speed_percent / 100}, hushed_,
                          hushed_before);
        if (!wav) return fail(std::move(wav));
        auto made = samples_of(*wav);
        if (!made) return fail(Code::device_fault, "espeak-ng made something else than sound: " + made.error().detail);
        samples = std::move(*made);
    }
    if (sentence.chime) samples->insert(samples->begin(), options_.chime.begin(), options_.chime.end());
    set_volume(*samples, sentence.volume_percent);
    return output_->play(*samples, hushed_, hushed_before);
}

Result<bool> SpeakerEspeak::speaking() { return output_->playing(); }

void SpeakerEspeak::set_paused(bool paused) { output_->set_paused(paused); }

void SpeakerEspeak::hush() {
    ++hushed_;
    output_->silence();
}

}  // namespace kiosk::drivers
