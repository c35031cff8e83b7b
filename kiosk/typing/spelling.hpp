#pragma once
/// A Vietnamese word taken apart into letters, marks and one tone, and put together again with the tone on the right vowel.
/// Pure functions. Any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::typing {

enum class Mark { none, hat, breve, horn, stroke };  ///< â, ă, ơ, đ
enum class Tone { none, sac, huyen, hoi, nga, nang };
/// Where the tone of open oa, oe and uy stands: hòa, khỏe, thúy, or hoà, khoẻ, thuý. Government texts use the traditional one.
enum class ToneStyle { traditional, modern };

struct Letter {
    char base = 0;  ///< small ASCII
    Mark mark = Mark::none;
    bool capital = false;
    bool operator==(const Letter&) const = default;
};
[[nodiscard]] bool is_vowel(const Letter& letter);

/// A word is never longer than a line of the keyboard: `letters` of a real syllable are seven at most.
struct Spelling {
    std::vector<Letter> letters;
    Tone tone = Tone::none;
};

/// Nothing when the word holds a letter that Vietnamese does not write, or two tones. UTF-8 in normal form C.
[[nodiscard]] std::optional<Spelling> taken_apart(std::string_view word);
/// A tone without a vowel to stand on is left out.
[[nodiscard]] std::string put_together(const Spelling& spelling, ToneStyle style = ToneStyle::traditional);

/// The one group of vowels, without the u of «qu» and the i of «gi»: first index and the one behind the last. Nothing when there
/// is none or when a second group follows.
struct Nucleus {
    std::size_t from = 0;
    std::size_t to = 0;
};
[[nodiscard]] std::optional<Nucleus> nucleus_of(const std::vector<Letter>& letters);

}  // namespace kiosk::typing
