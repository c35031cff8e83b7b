#include "drivers/speech/sound.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

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

Samples two_tones() {
    struct Tone {
        double begins;  // s
        double hertz;
    };
    constexpr std::array tones{Tone{0, 659.26}, Tone{0.42, 523.25}};  // e'' and c''
    // A bell's partials: what stands above the tone fades first.
    struct Partial {
        double multiple;
        double strength;
        double fades;  // s until a third is left
    };
    constexpr std::array partials{Partial{1, 0.62, 0.30}, Partial{2, 0.22, 0.16}, Partial{3, 0.10, 0.09}};
    constexpr double lasts = 1.2;
    constexpr double rise = 0.006;  // s: a tone that begins at once clicks
    constexpr double loudest = 22000;
    Samples out(static_cast<std::size_t>(lasts * samples_per_second));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double at = static_cast<double>(i) / samples_per_second;
        double sum = 0;
        for (const auto& tone : tones) {
            const double since = at - tone.begins;
            if (since < 0) continue;
            for (const auto& partial : partials)
                sum += partial.strength * std::min(1.0, since / rise) * std::exp(-since / partial.fades) *
                       std::sin(2 * std::numbers::pi * tone.hertz * partial.multiple * since);
        }
        const double ending = std::min(1.0, (lasts - at) / 0.05);
        out[i] = static_cast<std::int16_t>(std::lround(std::clamp(sum, -1.0, 1.0) * ending * loudest));
    }
    return out;
}

}  // namespace kiosk::drivers
