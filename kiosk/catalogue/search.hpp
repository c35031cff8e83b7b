#pragma once
/// The index behind Catalogue::search: every word of every name, folded, with where it stands. Immutable after `build`; any
/// thread; a search takes a fraction of a millisecond for thousands of procedures, a few for a hundred thousand.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/phrases.hpp"

namespace kiosk::catalogue {

struct Catalogue::Index {
    /// Where a word stands: which procedure, which of its texts, which word of that text.
    struct Place {
        std::uint32_t procedure = 0;
        std::uint16_t text = 0;
        std::uint16_t position = 0;
        std::int32_t weight = 0;  ///< of the text, here as well: a search that follows no pointers is three times as fast
    };
    struct Word {
        std::string folded;
        std::string written;  ///< lower case, with its marks
        std::vector<Place> places;
    };
    struct TextWord {
        std::uint32_t word = 0;  ///< of `words`
        bool silent = false;     ///< the text says the same without it
        bool special = false;    ///< it makes the procedure a special case of another one
    };
    struct Text {
        std::vector<TextWord> words;
        int weight = 0;   ///< how much a find in this kind of text says
        int telling = 0;  ///< how many words are not silent, those left out too; at least one
    };
    struct Initials {
        std::string letters;
        std::uint32_t procedure = 0;
        std::int32_t points = 0;
    };

    std::vector<Word> words;                                        ///< sorted by `folded`
    std::multimap<std::string, std::size_t, std::less<>> by_sound;  ///< y as i -> words
    std::vector<std::vector<Text>> texts;                           ///< of each procedure
    std::vector<Initials> initials;                                 ///< sorted by `letters`
    std::map<std::string, std::size_t, std::less<>> by_code;
    std::vector<std::pair<std::string, std::uint32_t>> serials;  ///< sorted digits behind the first of a code
    /// What happens to people, "sinh con", folded -> its procedures in the order of the catalogue, the ordinary one first.
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_event_name;
    std::map<std::string, std::vector<const Procedure*>, std::less<>> by_field;
    std::map<std::string, std::vector<const Procedure*>, std::less<>> by_life_event;
    Phrases silent;  ///< what asks for nothing in a question

    [[nodiscard]] static std::shared_ptr<const Index> build(const std::vector<Procedure>& procedures,
                                                            const std::vector<Synonym>& synonyms = {},
                                                            const std::vector<LifeEvent>& events = {},
                                                            const SearchHints& hints = {});
    [[nodiscard]] std::vector<Hit> search(const std::vector<Procedure>& procedures, std::string_view typed,
                                          std::size_t limit) const;
};

}  // namespace kiosk::catalogue
