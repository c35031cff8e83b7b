#pragma once
/// Whether letters are a Vietnamese syllable, or the beginning of one. Pure. Any thread.
///
/// Which finals follow which vowels is taken from the syllables of Debian's hunspell-vi word list and the names of Quảng Ngãi's
/// units (Đăk Pék, Krông, Plông); it is not law, and a word outside it can still be typed letter by letter.

#include <vector>

#include "kiosk/typing/spelling.hpp"

namespace kiosk::typing {

/// How the marks of the vowels are compared: `exact`, or `open` when a mark that is missing may still come.
enum class Marks { exact, open };

/// Whether a syllable begins so. An empty word does.
[[nodiscard]] bool begins_syllable(const std::vector<Letter>& letters, Marks marks);

/// Before c, ch, p, t and k only sắc and nặng are spoken; no tone yet is fine.
[[nodiscard]] bool tone_fits(const Spelling& spelling);

}  // namespace kiosk::typing
