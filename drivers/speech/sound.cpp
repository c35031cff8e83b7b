#include "drivers/speech/sound.hpp"

#include <algorithm>

namespace kiosk::drivers {
namespace {

constexpr std::size_t riff_header = 12;
constexpr std::size_t chunk_header = 8;
constexpr std::size_t format_bytes = 16;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < count; ++i)
        out |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return out;
}

struct Format {
    int channels = 0;
    int rate = 0;
};

Result<Format> format_of(std::string_view chunk) {
    if (chunk.size() < format_bytes) return fail(Code::bad_format, "a WAV file with a cut header");
    const auto kind = number(chunk, 0, 2);
    const Format out{static_cast<int>(number(chunk, 2, 2)), static_cast<int>(number(chunk, 4, 4))};
    constexpr std::uint32_t pcm = 1;
    constexpr int lowest = 8000;
    constexpr int highest = 48000;
    if (kind != pcm || number(chunk, 14, 2) != 16 || out.channels < 1 || out.channels > 2 || out.rate < lowest ||
        out.rate > highest) {
        return fail(Code::unsupported,
                    "a WAV file that is not PCM of 16 bits, one or two channels, 8 to 48 kHz; convert it");
    }
    return out;
}

/// Both channels as one.
Samples mixed(std::string_view data, int channels) {
    const auto frame = 2 * static_cast<std::size_t>(channels);
    Samples out;
    out.reserve(data.size() / frame);
    for (std::size_t at = 0; at + frame <= data.size(); at += frame) {
        int sum = 0;
        for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c)
            sum += static_cast<std::int16_t>(number(data, at + 2 * c, 2));
        out.push_back(static_cast<std::int16_t>(sum / channels));
    }
    return out;
}

/// Straight lines between samples: speech has little above 4 kHz.
Samples at_our_rate(const Samples& in, int rate) {
    if (rate == samples_per_second || in.empty()) return in;
    const auto count = in.size() * samples_per_second / static_cast<std::size_t>(rate);
    Samples out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto place = i * static_cast<std::size_t>(rate);
        const auto left = std::min(place / samples_per_second, in.size() - 1);
        const auto right = std::min(left + 1, in.size() - 1);
        const auto part = static_cast<int>(place % samples_per_second);
        out.push_back(static_cast<std::int16_t>(in[left] + (in[right] - in[left]) * part / samples_per_second));
    }
    return out;
}

}  // namespace

Result<Samples> samples_of(std::string_view wav) {
    if (wav.size() < riff_header || !wav.starts_with("RIFF") || wav.substr(8, 4) != "WAVE")
        return fail(Code::bad_format, "not a WAV file");
    Format format;
    for (std::size_t at = riff_header; at + chunk_header <= wav.size();) {
        const auto name = wav.substr(at, 4);
        const std::size_t length = number(wav, at + 4, 4);
        const auto body = wav.substr(at + chunk_header, length);  // as far as there is any
        if (name == "fmt ") {
            auto read = format_of(body);
            if (!read) return fail(std::move(read));
            format = *read;
        } else if (name == "data") {
            if (format.channels == 0) break;
            return at_our_rate(mixed(body, format.channels), format.rate);
        }
        at += chunk_header + body.size() + (length % 2);
    }
    return fail(Code::bad_format, "a WAV file without sound");
}

void set_volume(Samples& samples, int percent) {
    for (auto& sample : samples) sample = static_cast<std::int16_t>(sample * percent / 100);
}

}  // namespace kiosk::drivers
