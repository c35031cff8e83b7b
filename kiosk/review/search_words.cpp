#include "kiosk/review/search_words.hpp"

#include <algorithm>

#include "kiosk/base/text.hpp"

namespace kiosk::review {
std::optional<std::string> countable_words(std::string_view typed) {
    constexpr std::size_t shortest = 2;
    constexpr std::size_t longest = 60;
    auto folded = fold(typed);
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == ' '; };
    if (folded.size() < shortest || folded.size() > longest) return std::nullopt;
    if (!std::all_of(folded.begin(), folded.end(), is_letter)) return std::nullopt;
    return folded;
}

CatalogueWords::CatalogueWords(const catalogue::Catalogue& catalogue) {
    for (const auto& synonym : catalogue.synonyms()) {
        add(synonym.said);
        add(synonym.meant);
    }
    for (const auto& procedure : catalogue.procedures()) {
        for (const auto& name : {procedure.name.vi, procedure.name.en, procedure.short_name.vi}) add(name);
        for (const auto& synonym : procedure.synonyms) add(synonym);
    }
}

void CatalogueWords::add(std::string_view text) {
    auto folded = fold(text);
    const auto is_sign = [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); };
    std::replace_if(folded.begin(), folded.end(), is_sign, ' ');
    all_ += ' ';
    for (const auto& word : split_words(folded)) all_ += word + ' ';
    all_ += '\n';
}

bool CatalogueWords::say(std::string_view folded) const {
    std::string wanted = " ";
    wanted += folded;
    wanted += ' ';
    return all_.find(wanted) != std::string::npos;
}

}  // namespace kiosk::review
