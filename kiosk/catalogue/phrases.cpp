#include "kiosk/catalogue/phrases.hpp"

namespace kiosk::catalogue {

Phrases::Phrases(const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
        auto words = search_words(text);
        if (!words.empty()) by_first_word_[words.front().folded].push_back(std::move(words));
    }
}

std::vector<bool> Phrases::in(const std::vector<SearchWord>& words, Marks marks) const {
    const auto same = [&](const SearchWord& word, const SearchWord& of_phrase) {
        if (marks == Marks::may_be_missing && word.written == word.folded) return word.folded == of_phrase.folded;
        return word.written == of_phrase.written;
    };
    std::vector<bool> out(words.size(), false);
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto starting = by_first_word_.find(words[at].folded);
        if (starting == by_first_word_.end()) continue;
        for (const auto& phrase : starting->second) {
            std::size_t stand = 0;
            while (stand < phrase.size() && at + stand < words.size() && same(words[at + stand], phrase[stand])) ++stand;
            if (stand < phrase.size()) continue;
            for (std::size_t i = at; i < at + stand; ++i) out[i] = true;
        }
    }
    return out;
}

}  // namespace kiosk::catalogue
