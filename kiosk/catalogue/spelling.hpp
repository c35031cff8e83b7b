#pragma once
/// Words as people type them: what counts as the same word, and how far two words are apart. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::catalogue {

struct SearchWord {
    std::string folded;   ///< small letters without marks
    std::string written;  ///< small letters with their marks
};
/// The words of a text without punctuation; points inside codes stay.
[[nodiscard]] std::vector<SearchWord> search_words(std::string_view text);

/// y as i: "lý lịch" and "lí lịch" are said the same. Of a folded word.
[[nodiscard]] std::string sound(std::string_view folded);

/// Whether a word typed as `asked` may be meant by `word` for its marks: it has none at all, or the same ones. Of written words.
[[nodiscard]] bool marks_agree(std::string_view asked, std::string_view word);

/// One letter wrong, missing, too many, or two neighbours exchanged. Equal words are not a slip apart.
[[nodiscard]] bool one_slip_apart(std::string_view a, std::string_view b);

}  // namespace kiosk::catalogue
