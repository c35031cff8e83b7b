#pragma once
/// Sound as the device plays it, and WAV files read into it. Pure; any thread.

#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// What espeak-ng makes, and all that we play.
inline constexpr int samples_per_second = 22050;
/// One channel, in the order of time.
using Samples = std::vector<std::int16_t>;

/// Reads a WAV file: PCM of 16 bits, one or two channels, 8 to 48 kHz, brought to our rate. A length that the header does not know
/// (a stream) is up to the end. Fails with bad_format, unsupported.
[[nodiscard]] Result<Samples> samples_of(std::string_view wav);
void set_volume(Samples& samples, int percent);
/// Two tones of a bell, the second a third lower: 1.2 s that make a hall listen.
[[nodiscard]] Samples two_tones();

}  // namespace kiosk::drivers
