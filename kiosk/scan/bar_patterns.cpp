#include "kiosk/scan/bar_patterns.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::scan {
namespace {

using Widths = std::vector<int>;

/// Bars and gaps of each letter in modules; the stop's last bar, two modules more, stands after it.
constexpr std::array<std::string_view, 107> code_128_widths{
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212",
    "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131",
    "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121",
    "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212",
    "124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",
    "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "233111"};

/// Which of the nine elements are wide, most significant first.
constexpr std::array<int, 44> code_39_wide_bits{0x034, 0x121, 0x061, 0x160, 0x031, 0x130, 0x070, 0x025, 0x124, 0x064, 0x109,
                                                0x049, 0x148, 0x019, 0x118, 0x058, 0x00d, 0x10c, 0x04c, 0x01c, 0x103, 0x043,
                                                0x142, 0x013, 0x112, 0x052, 0x007, 0x106, 0x046, 0x016, 0x181, 0x0c1, 0x1c0,
                                                0x091, 0x190, 0x0d0, 0x085, 0x184, 0x0c4, 0x0a8, 0x0a2, 0x08a, 0x02a, 0x094};

constexpr std::array<std::string_view, 10> itf_wide_places{"00110", "10001", "01001", "11000", "00101",
                                                           "10100", "01100", "00011", "10010", "01010"};
constexpr std::array<std::string_view, 10> ean_widths{"3211", "2221", "2122", "1411", "1132",
                                                      "1231", "1114", "1312", "1213", "3112"};

std::vector<Widths> in_modules(std::span<const std::string_view> texts) {
    std::vector<Widths> out;
    for (const auto text : texts) {
        Widths one;
        for (const char width : text) one.push_back((width - '0') * samples_a_module);
        out.push_back(std::move(one));
    }
    return out;
}

/// How much wider than the narrow ones wide elements are, in samples.
constexpr int wide_samples(LetterKind kind) {
    switch (kind) {
        case LetterKind::code_39_narrow:
        case LetterKind::itf_narrow: return 2 * samples_a_module;
        case LetterKind::code_39_wide:
        case LetterKind::itf_wide: return 3 * samples_a_module;
        default: return samples_a_module * 5 / 2;
    }
}

std::vector<Widths> code_39_of(int wide) {
    std::vector<Widths> out;
    for (const int bits : code_39_wide_bits) {
        Widths one;
        for (int bit = 8; bit >= 0; --bit) one.push_back((bits >> bit & 1) != 0 ? wide : samples_a_module);
        out.push_back(std::move(one));
    }
    return out;
}

/// Two digits at a time, one in bars and one in the gaps between them.
std::vector<Widths> itf_of(int wide) {
    std::vector<Widths> out;
    for (const auto bars : itf_wide_places) {
        for (const auto gaps : itf_wide_places) {
            Widths one;
            for (std::size_t i = 0; i < 5; ++i) {
                one.push_back(bars[i] == '1' ? wide : samples_a_module);
                one.push_back(gaps[i] == '1' ? wide : samples_a_module);
            }
            out.push_back(std::move(one));
        }
    }
    return out;
}

/// The ten of odd parity, then the ten of even parity, which are those of the right half from behind; likewise where bars and gaps
/// have changed places.
std::vector<Widths> ean_left_of() {
    auto out = in_modules(ean_widths);
    for (std::size_t i = 0; i < 10; ++i) out.emplace_back(out[i].rbegin(), out[i].rend());
    return out;
}

LetterSet set_of(LetterKind kind, float softness) {
    switch (kind) {
        case LetterKind::code_128: return {in_modules(code_128_widths), true, false, true, softness};
        case LetterKind::ean_left: return {ean_left_of(), false, true, false, softness};
        case LetterKind::ean_right: return {in_modules(ean_widths), true, false, true, softness};
        case LetterKind::ean_backwards: return {ean_left_of(), true, false, true, softness};
        case LetterKind::code_39_narrow:
        case LetterKind::code_39:
        case LetterKind::code_39_wide: return {code_39_of(wide_samples(kind)), true, false, false, softness};
        case LetterKind::itf_narrow:
        case LetterKind::itf:
        case LetterKind::itf_wide: return {itf_of(wide_samples(kind)), true, false, true, softness};
        case LetterKind::itf_start: return {in_modules(std::array{std::string_view("1111")}), true, false, true, softness};
        case LetterKind::ean_guard: return {in_modules(std::array{std::string_view("111")}), true, false, false, softness};
    }
    return {{}, true, false, false, softness};
}

/// From light to dark at 0, at the middles of samples: edges are between two.
class SoftStep {
public:
    explicit SoftStep(float softness_samples) {
        for (int i = 0; i < 2 * reach; ++i)
            values_.at(static_cast<std::size_t>(i)) =
                0.5F * (1 + std::erf((static_cast<float>(i - reach) + 0.5F) / (softness_samples * 1.41421356F)));
    }
    [[nodiscard]] float operator()(int sample, int edge) const {
        return values_[static_cast<std::size_t>(std::clamp(sample - edge + reach, 0, 2 * reach - 1))];
    }

private:
    static constexpr int reach = 16;
    std::array<float, static_cast<std::size_t>(2 * reach)> values_{};
};

}  // namespace

LetterSet::LetterSet(const std::vector<std::vector<int>>& widths, bool begins_dark, bool dark_before, bool dark_after,
                     float softness)
    : letters_(widths.size()) {
    int longest = 0;
    for (const auto& one : widths) {
        int sum = 0;
        for (const int width : one) sum += width;
        longest = std::max(longest, sum);
    }
    window_ = static_cast<std::size_t>(longest) + std::size_t{2} * margin_samples;
    rows_.assign(window_ * letters_, 0);
    const SoftStep softened(softness * samples_a_module);
    for (std::size_t letter = 0; letter < letters_; ++letter) {
        // Every change of tone adds a softened step at its place.
        std::vector<std::pair<int, float>> changes;
        bool dark = dark_before;
        int at = margin_samples;
        bool now = begins_dark;
        for (const int width : widths[letter]) {
            if (now != dark) changes.emplace_back(at, now ? 1.0F : -1.0F);
            dark = now;
            at += width;
            now = !now;
        }
        if (dark != dark_after) changes.emplace_back(at, dark_after ? 1.0F : -1.0F);
        float mean = 0, square = 0;
        for (std::size_t s = 0; s < window_; ++s) {
            float value = dark_before ? 1.0F : 0.0F;
            for (const auto& [place, step] : changes) value += step * softened(static_cast<int>(s), place);
            rows_[s * letters_ + letter] = value;
            mean += value / static_cast<float>(window_);
        }
        for (std::size_t s = 0; s < window_; ++s) {
            auto& value = rows_[s * letters_ + letter];
            value -= mean;
            square += value * value;
        }
        const float share = 1 / std::sqrt(std::max(square, 1e-6F));
        for (std::size_t s = 0; s < window_; ++s) {
            rows_[s * letters_ + letter] *= share;
            columns_.push_back(rows_[s * letters_ + letter]);
        }
    }
}

namespace {

/// Sums of four at a time, which the processor adds together.
struct Sums {
    std::array<float, 4> product{}, plain{}, square{};
    void add(std::size_t lane, float sample, float row) {
        product[lane] += sample * row;
        plain[lane] += sample;
        square[lane] += sample * sample;
    }
    static float all(const std::array<float, 4>& lanes) { return lanes[0] + lanes[1] + lanes[2] + lanes[3]; }
    /// Length of the samples without their mean. The letters have no mean, so the product needs none taken away.
    [[nodiscard]] float length(std::size_t count) const {
        const float sum = all(plain);
        return std::sqrt(std::max(all(square) - sum * sum / static_cast<float>(count), 1e-3F));
    }
};

Sums sums_of(std::span<const float> samples, const float* row) {
    Sums out;
    const float first = samples[0];  // near the others, so that squares do not lose digits
    std::size_t i = 0;
    for (; i + 4 <= samples.size(); i += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane) out.add(lane, samples[i + lane] - first, row[i + lane]);
    }
    for (; i < samples.size(); ++i) out.add(0, samples[i] - first, row[i]);
    return out;
}

}  // namespace

BestFits LetterSet::hold_against(std::span<const float> samples) const {
    std::array<float, 128> sums{};
    for (std::size_t s = 0; s < window_; ++s) {
        const float value = samples[s];
        const float* row = rows_.data() + s * letters_;
        for (std::size_t letter = 0; letter < letters_; ++letter) sums[letter] += value * row[letter];
    }
    BestFits out;
    for (std::size_t letter = 0; letter < letters_; ++letter) {
        const Fit fit{static_cast<int>(letter), sums[letter]};
        if (fit.likeness > out.first.likeness) {
            out.third = out.second;
            out.second = out.first;
            out.first = fit;
        } else if (fit.likeness > out.second.likeness) {
            out.third = out.second;
            out.second = fit;
        } else if (fit.likeness > out.third.likeness) {
            out.third = fit;
        }
    }
    const float share = 1 / sums_of(samples.first(window_), rows_.data()).length(window_);
    for (auto* fit : {&out.first, &out.second, &out.third}) fit->likeness *= share;
    return out;
}

float LetterSet::likeness(std::span<const float> samples, int letter) const {
    const auto sums = sums_of(samples.first(window_), columns_.data() + static_cast<std::size_t>(letter) * window_);
    return Sums::all(sums.product) / sums.length(window_);
}

const LetterSet& letters(LetterKind kind, std::size_t softness) {
    static const auto all = [] {
        std::vector<LetterSet> out;
        for (int k = 0; k < letter_kinds; ++k) {
            for (const float level : softness_levels) out.push_back(set_of(static_cast<LetterKind>(k), level));
        }
        return out;
    }();
    return all[static_cast<std::size_t>(kind) * softness_levels.size() + softness];
}

int letter_samples(LetterKind kind) {
    constexpr int gap = samples_a_module;
    switch (kind) {
        case LetterKind::code_128: return 11 * samples_a_module;
        case LetterKind::ean_left:
        case LetterKind::ean_right:
        case LetterKind::ean_backwards: return 7 * samples_a_module;
        case LetterKind::code_39_narrow:
        case LetterKind::code_39:
        case LetterKind::code_39_wide: return 6 * samples_a_module + 3 * wide_samples(kind) + gap;
        case LetterKind::itf_narrow:
        case LetterKind::itf:
        case LetterKind::itf_wide: return 6 * samples_a_module + 4 * wide_samples(kind);
        case LetterKind::itf_start: return 4 * samples_a_module;
        case LetterKind::ean_guard: return 3 * samples_a_module;
    }
    return 0;
}

}  // namespace kiosk::scan
