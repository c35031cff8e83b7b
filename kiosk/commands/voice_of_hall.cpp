#include "kiosk/commands/voice_of_hall.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "drivers/speech/speaker_espeak.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/commands/json_line.hpp"

namespace kiosk::commands {
namespace {

void print_line(const std::string& line) {
    std::fputs((line + "\n").c_str(), stdout);
    std::fflush(stdout);  // whoever reads it waits for it
}

/// Prints sentences instead of saying them, and has done at once.
class PrintedVoice final : public drivers::Speaker {
public:
    explicit PrintedVoice(bool silent) : silent_(silent) {}
    Result<Done> open() override { return Done{}; }
    Result<Done> say(const drivers::Sentence& sentence) override {
        if (!silent_) print_line(sentence.language + ": " + sentence.words);
        return Done{};
    }
    Result<bool> speaking() override { return false; }
    void set_paused(bool) override {}
    void hush() override {}

private:
    const bool silent_;
};

Result<drivers::Samples> chime_of(const settings::QueueVoice& rules) {
    constexpr std::size_t largest = 8U << 20;
    if (rules.chime_file.empty()) return drivers::two_tones();
    auto wav = read_file(rules.chime_file, largest);
    if (!wav) return fail(std::move(wav));
    auto samples = drivers::samples_of(*wav);
    if (!samples) return fail(samples.error().code, rules.chime_file.string() + ": " + samples.error().detail);
    return samples;
}

Result<std::unique_ptr<drivers::Speaker>> speaker_of(const settings::Settings& settings, const VoiceOptions& options) {
    const auto kind = settings.devices.speaker.kind;
    if (options.simulate || kind == settings::DeviceKind::simulated) return std::make_unique<PrintedVoice>(options.json);
    if (kind == settings::DeviceKind::none)
        return fail(Code::bad_usage, "devices.speaker is none: nobody would hear it; name a speaker, or use --simulate");
    auto chime = chime_of(settings.queue.voice);
    if (!chime) return fail(std::move(chime));
    return std::make_unique<drivers::SpeakerEspeak>(drivers::SpeakerOptions{
        settings.devices.speaker.address, settings.speech.voices, settings.speech.prepared_folder, std::move(*chime)});
}

/// Of this announcer, for the log and for whoever looks who has the floor.
std::string own_name(const settings::Settings& settings) {
    std::string host(256, '\0');
    if (gethostname(host.data(), host.size() - 1) != 0) host = "?";
    return fmt::format("{}/{}/{}", host.c_str(), settings.kiosk_id, getpid());
}

}  // namespace

Result<std::unique_ptr<voice::Announcing>> start_announcing(const settings::Settings& settings, const Languages& languages,
                                                            const HallQueue& hall, const Clock& clock,
                                                            const VoiceOptions& options) {
    if (!settings.queue.announces)
        return fail(Code::bad_usage, "queue.announces is false: no calls are kept to be said; set it to true");
    auto wording = voice::Wording::open(settings, languages);
    if (!wording) return fail(std::move(wording));
    auto speaker = speaker_of(settings, options);
    if (!speaker) return fail(std::move(speaker));
    auto follows = hall.engine();
    if (!follows) return fail(std::move(follows));
    auto keeps = hall.engine();
    if (!keeps) return fail(std::move(keeps));
    const auto told = [json = options.json](const queue::Call& call) {
        if (!json) return print_line(fmt::format("{} to counter {}, call {}", call.number, call.counter, call.call));
        print_line(json_line(
            {{"number", call.number}, {"counter", call.counter}, {"call", call.call}, {"called_at", iso_time(call.at)}}));
    };
    return std::make_unique<voice::Announcing>(voice::Announcing::Parts{settings, std::move(*wording), std::move(*follows),
                                                                        std::move(*keeps), std::move(*speaker),
                                                                        own_name(settings), clock, told});
}

}  // namespace kiosk::commands
