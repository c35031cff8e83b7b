#pragma once
/// Telex and VNI: what the keys of a word mean. Pure. A word belongs to one thread; a word of 200 keys takes well under a
/// millisecond.
///
/// Rules (as every engine in use has them): Telex s f r x j tones, z takes the tone away, aa ee oo hats, w horn or breve, dd stroke;
/// VNI 1-5 tones, 0 takes it away, 6 hat, 7 horn, 8 breve, 9 stroke. Marks and tones may come right after their letter or after
/// the syllable; a key repeated undoes itself and stays as typed (ass -> as, aaa -> aa, ddd -> dd); the tone moves when vowels
/// follow (hosa -> hóa). Keys that spell no Vietnamese syllable stay as typed.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/typing/spelling.hpp"

namespace kiosk::typing {

/// How Vietnamese is typed. `direct`: by keys that bear the letters and the tones themselves; no key is composed.
enum class Method { direct, telex, vni };

/// A word while it is typed, key after key. It knows more than the letters that stand there: «as» may be two keys, or the three
/// of a tone that was taken back, and only then does the next s stay an s.
class TypedWord {
public:
    /// `begun`: what stands there already, typed otherwise or long ago; a mark or a tone may still come to it.
    explicit TypedWord(Method method, ToneStyle style = ToneStyle::traditional, std::string_view begun = {});

    /// A letter or a digit of ASCII.
    void press(char key);
    /// What stands there now.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] Method method() const { return method_; }

private:
    [[nodiscard]] bool acts(char key);
    [[nodiscard]] bool set_tone(Tone tone, char key);
    [[nodiscard]] bool clear_tone();
    [[nodiscard]] bool put_hat(char base, char key);
    [[nodiscard]] bool put_any_hat(char key);
    [[nodiscard]] bool put_breve(char key);
    [[nodiscard]] bool put_horn(char key, bool or_breve);
    [[nodiscard]] bool lone_horn(char key);
    [[nodiscard]] bool put_stroke(char key);
    [[nodiscard]] bool take_marks(Mark one, Mark other, char key);
    [[nodiscard]] bool try_marks(const std::vector<std::size_t>& places, Mark mark);
    [[nodiscard]] std::optional<std::size_t> vowel(char base) const;
    void append(char key);
    void undo(char key, bool tones_too);

    Method method_;
    ToneStyle style_;
    std::string begun_;
    std::string keys_;                      ///< pressed since then
    Spelling word_;                         ///< what they make, as long as it may be Vietnamese
    std::optional<std::size_t> lone_horn_;  ///< where a «w» stands as «ư»
    bool given_horn_ = false;               ///< the second horn of «ươ» came by itself
    bool undone_ = false;
    bool literal_ = false;  ///< keys are nothing but letters from here on
    bool foreign_ = false;  ///< what was begun is no word of Vietnamese letters
};

/// One word: letters and digits of ASCII.
[[nodiscard]] std::string compose(std::string_view keys, Method method, ToneStyle style = ToneStyle::traditional);

/// A text of many words; what is neither letter nor digit ends a word and stays as it is, and so does a word that holds letters
/// outside ASCII: it was composed already.
[[nodiscard]] std::string compose_text(std::string_view keys, Method method, ToneStyle style = ToneStyle::traditional);

}  // namespace kiosk::typing
