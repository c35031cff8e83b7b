#pragma once
/// A page as a list of sentences to be said: what must be corrected first, then title and text in their order, then what can be
/// touched. A loudspeaker is heard by the whole hall, so it never says what was typed, chosen or read about a person; headphones
/// say everything. Pure; any thread.

#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/speech/speller.hpp"

namespace kiosk::speech {

/// What a thing on the page is.
enum class Kind { heading, text, status, problem, step, button, key, field, choice, checkbox, row, image };

/// Who hears it.
enum class Listener { hall, one_person };

/// A thing on the page, as the eye finds it.
struct Item {
    Kind kind = Kind::text;
    std::string label;  ///< all of it
    bool enabled = true;
    bool checked = false;   ///< choices and checkboxes; of steps the one that is now
    std::string reason;     ///< why it is not enabled
    bool personal = false;  ///< about a person: a hall hears `aloud` instead of `label`, and not whether it is checked
    std::string aloud;      ///< empty: nothing of it is for a hall
    bool house = false;     ///< of the frame around every page: not read with the page, only when it is touched
};

struct Utterance {
    std::size_t item = 0;    ///< index into the items it was made from
    std::string words;       ///< letters, blanks and . , ? ! ' alone; never empty
    std::string language{};  ///< of the voice that says it
};

/// What one voice after the other says of a sentence: in a page of another language what is Vietnamese, because nobody translated
/// the name or because it is an address, is not for the voice of that language. Told by the letters: a third of the words
/// between two marks is enough. Vietnamese is never cut.
[[nodiscard]] std::vector<Utterance> in_voices(std::size_t item, const std::string& words, const std::string& language);

/// The whole page, in voices.
[[nodiscard]] std::vector<Utterance> read_page(const std::vector<Item>& items, Listener listener, const Speller& speller);
/// One thing that was touched or moved to. Empty when there is nothing that this listener may hear.
[[nodiscard]] std::string read_item(const Item& item, Listener listener, const Speller& speller);

}  // namespace kiosk::speech
