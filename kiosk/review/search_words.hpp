#pragma once
/// Which words of a search may be kept. People type names and numbers into a search field, so words are kept only when nobody
/// can be meant by them. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::review {

/// Words that the catalogue does not say are kept in clear from this visit of a month on; before that only a keyed hash counts
/// them. Five: what five visits to one machine type in one month is what people call a thing, not what somebody is called,
/// and five is the least count that official statistics print about persons.
inline constexpr int enough_visits = 5;

/// Folded, letters only, two to sixty of them; nothing for anything else: what has a digit in it is never kept.
[[nodiscard]] std::optional<std::string> countable_words(std::string_view typed);

/// The names, synonyms and ways of saying of a catalogue. Immutable after construction, which folds each of them once.
class CatalogueWords {
public:
    explicit CatalogueWords(const catalogue::Catalogue& catalogue);
    /// Whether one of them has exactly these folded words in a row. Single words that happen to stand somewhere are not
    /// enough: those of "Trần Văn Đất" all do.
    [[nodiscard]] bool say(std::string_view folded) const;

private:
    void add(std::string_view text);
    std::string all_;  ///< one a line, a blank at both ends of each
};

}  // namespace kiosk::review
