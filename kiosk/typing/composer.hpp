#pragma once
/// Telex and VNI: what the keys of a word mean. Pure functions. Any thread; a word of 200 keys takes well under a millisecond.
///
/// Rules (as every engine in use has them): Telex s f r x j tones, z takes the tone away, aa ee oo hats, w horn or breve, dd stroke;
/// VNI 1-5 tones, 0 takes it away, 6 hat, 7 horn, 8 breve, 9 stroke. Marks and tones may come right after their letter or after
/// the syllable; a key repeated undoes itself and stays as typed (ass -> as, aaa -> aa, ddd -> dd); the tone moves when vowels
/// follow (hosa -> hóa). Keys that spell no Vietnamese syllable stay as typed.

#include <string>
#include <string_view>

#include "kiosk/typing/spelling.hpp"

namespace kiosk::typing {

enum class Method { telex, vni };

/// One word: letters and digits of ASCII.
[[nodiscard]] std::string compose(std::string_view keys, Method method, ToneStyle style = ToneStyle::traditional);

/// A text of many words; what is neither letter nor digit ends a word and stays as it is, and so does a word that holds letters
/// outside ASCII: it was composed already.
[[nodiscard]] std::string compose_text(std::string_view keys, Method method, ToneStyle style = ToneStyle::traditional);

/// Keys that compose to this word, for a keyboard that remembers only what stands on the screen; the word itself when none do.
[[nodiscard]] std::string keys_of(std::string_view word, Method method);

}  // namespace kiosk::typing
