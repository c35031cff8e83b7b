#pragma once
/// What the letters of bar codes look like through a lens: the widths of their bars and gaps, softened, as rows of samples to hold
/// against a line of a picture. Widths by ISO/IEC 15417 (Code 128), 16388 (Code 39), 16390 (ITF) and 15420 (EAN). Pure; any thread.

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace kiosk::scan {

inline constexpr int samples_a_module = 4;
/// Seen on either side of a letter, so that its own edges count.
inline constexpr int margin_samples = 2;
inline constexpr std::size_t most_window_samples = 96;

/// How far the lens softens an edge, in modules.
inline constexpr std::array<float, 4> softness_levels{0.25F, 0.42F, 0.6F, 0.8F};

/// One letter of a set held against samples: how well it fits, 1 being perfectly, and which one it is.
struct Fit {
    int letter = -1;
    float likeness = -1;
};
struct BestFits {
    Fit first, second, third;
};

/// All letters of one length in one softness.
class LetterSet {
public:
    /// Widths in samples, first the one that `begins_dark` says. `dark_before` and `dark_after`: what stands beside every letter.
    LetterSet(const std::vector<std::vector<int>>& widths, bool begins_dark, bool dark_before, bool dark_after,
              float softness);
    /// Samples of a letter with its margins.
    [[nodiscard]] std::size_t window() const { return window_; }
    [[nodiscard]] BestFits hold_against(std::span<const float> samples) const;
    [[nodiscard]] float likeness(std::span<const float> samples, int letter) const;

private:
    std::size_t window_ = 0;
    std::size_t letters_ = 0;
    std::vector<float> rows_;     ///< sample by sample, in each one value a letter; without mean, of length one
    std::vector<float> columns_;  ///< the same letter by letter
};

/// The sets of one kind of code, by softness. Made once, at the first use.
enum class LetterKind {
    code_128,
    code_39_narrow,
    code_39,
    code_39_wide,
    itf_narrow,
    itf,
    itf_wide,
    itf_start,
    ean_left,
    ean_right,
    ean_guard,
    ean_backwards  ///< the left half met last, from its middle: a code that is read from behind
};
inline constexpr int letter_kinds = 12;
[[nodiscard]] const LetterSet& letters(LetterKind kind, std::size_t softness);
/// Samples from one letter of this kind to the next.
[[nodiscard]] int letter_samples(LetterKind kind);

/// Code 39 in the order of its letters; the star is the last one.
inline constexpr std::string_view code_39_letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*";
/// Code 128: letters that begin and end.
inline constexpr int code_128_start_a = 103, code_128_start_c = 105, code_128_stop = 106;

}  // namespace kiosk::scan
