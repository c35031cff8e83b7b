#include "kiosk/review/search_words.hpp"

#include <algorithm>

#include "kiosk/base/text.hpp"

namespace kiosk::review {
namespace {

bool has_in_a_row(std::string_view text, std::string_view folded) {
    if (text.empty()) return false;
    const auto padded = " " + fold(text) + " ";
    std::string wanted = " ";
    wanted += folded;
    wanted += ' ';
    return padded.find(wanted) != std::string::npos;
}

}  // namespace

std::optional<std::string> countable_words(std::string_view typed) {
    constexpr std::size_t shortest = 2;
    constexpr std::size_t longest = 60;
    auto folded = fold(typed);
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == ' '; };
    if (folded.size() < shortest || folded.size() > longest) return std::nullopt;
    if (!std::all_of(folded.begin(), folded.end(), is_letter)) return std::nullopt;
    return folded;
}

bool says(const catalogue::Catalogue& catalogue, std::string_view folded) {
    const auto in = [&](std::string_view text) { return has_in_a_row(text, folded); };
    for (const auto& synonym : catalogue.synonyms())
        if (in(synonym.said) || in(synonym.meant)) return true;
    return std::any_of(catalogue.procedures().begin(), catalogue.procedures().end(), [&](const auto& procedure) {
        return in(procedure.name.vi) || in(procedure.short_name.vi) || in(procedure.name.en) ||
               std::any_of(procedure.synonyms.begin(), procedure.synonyms.end(), in);
    });
}

}  // namespace kiosk::review
