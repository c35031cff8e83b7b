#pragma once
/// What every speaker refuses to say. Inside drivers/speech only.

#include "drivers/speech/speaker.hpp"

namespace kiosk::drivers {

/// The words themselves are never repeated in an error: they may be about a person.
[[nodiscard]] inline Result<Done> check_sentence(const Sentence& sentence) {
    constexpr int slowest = 50;
    constexpr int fastest = 200;
    if (sentence.words.empty() || sentence.words.size() > longest_sentence_bytes)
        return fail(Code::bad_usage, "a sentence has 1 to 4000 bytes");
    if (sentence.speed_percent < slowest || sentence.speed_percent > fastest)
        return fail(Code::bad_usage, "the speed of speech is 50 to 200 percent");
    if (sentence.volume_percent < 0 || sentence.volume_percent > 100)
        return fail(Code::bad_usage, "the volume of speech is 0 to 100 percent");
    return Done{};
}

}  // namespace kiosk::drivers
