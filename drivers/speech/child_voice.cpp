#include "drivers/speech/child_voice.hpp"

#include <sys/socket.h>

#include <array>

#include "drivers/child.hpp"

namespace kiosk::drivers {
namespace {

constexpr Duration patience = 5s;              // a page of text takes 0.3 s on a slow machine
constexpr Duration round = 20ms;               // how soon a hush is noticed
constexpr std::size_t most_bytes = 32U << 20;  // twelve minutes of speech

/// -b 1: the text is UTF-8, whatever the locale.
Result<Child> start(const Voice& voice) {
    auto child = Child::start(
        "espeak-ng", {"-v", voice.name, "-s", std::to_string(voice.words_per_minute), "-b", "1", "--stdin", "--stdout"});
    if (!child && child.error().code == Code::not_found)
        return fail(Code::not_found, "espeak-ng is not installed; install the Debian package espeak-ng");
    return child;
}

}  // namespace

Result<std::string> wav_of(const std::string& words, const Voice& voice, const std::atomic<unsigned>& hushed,
                           unsigned hushed_before) {
    const Deadline deadline(patience);
    auto child = start(voice);
    if (!child) return fail(std::move(child));
    if (auto given = child->give(words + '\n', deadline); !given) return fail(std::move(given));
    ::shutdown(child->channel(), SHUT_WR);

    std::string wav;
    std::array<char, 65536> part{};
    for (;;) {
        if (hushed != hushed_before) return fail(Code::stopped, "hushed before the first sound");
        if (deadline.passed()) return fail(Code::timed_out, "espeak-ng took longer than 5 s for a sentence");
        auto ready = wait_ready(child->channel(), POLLIN, Deadline(std::min(round, deadline.left())));
        if (!ready) return fail(std::move(ready));
        if (*ready == 0) continue;
        const auto got = ::recv(child->channel(), part.data(), part.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        wav.append(part.data(), static_cast<std::size_t>(got));
        if (wav.size() > most_bytes) return fail(Code::too_large, "espeak-ng made more sound than a sentence has");
    }
    if (child->wait_for_end() != 0 || wav.empty())
        return fail(Code::not_found,
                    "espeak-ng made no sound; check that `espeak-ng --voices` knows the voice " + voice.name);
    return wav;
}

}  // namespace kiosk::drivers
