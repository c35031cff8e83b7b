#include "kiosk/typing/syllable.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace kiosk::typing {
namespace {

constexpr std::array<std::string_view, 28> initials{"",   "b", "c", "ch", "d",  "g",   "gh", "gi", "h",  "k",
                                                    "kh", "l", "m", "n",  "ng", "ngh", "nh", "p",  "ph", "q",
                                                    "qu", "r", "s", "t",  "th", "tr",  "v",  "x"};
/// In names of the highlands, written with a capital: Plông, Krông, Bla, Brăng.
constexpr std::array<std::string_view, 4> highland_initials{"bl", "br", "kr", "pl"};

/// Vowels as they are written, marks as in VNI: 6 hat, 7 horn, 8 breve. `finals` has a blank before and behind each.
struct Rhyme {
    std::string_view vowels;
    std::string_view finals;
};
constexpr auto rhymes = std::to_array<Rhyme>({
    {"a", " c ch k m n ng nh p t "},
    {"a8", " c k m n ng p t "},
    {"a6", " c m n ng p t "},
    {"e", " c k m n ng p t "},
    {"e6", " c ch m n ng nh p t "},
    {"i", " ch m n ng nh p t "},
    {"o", " c k m n ng p t "},
    {"o6", " c k m n ng p t "},
    {"o7", " m n p t "},
    {"u", " c m n ng p t "},
    {"u7", " c m n ng t "},
    {"y", " ch nh t "},
    {"ai", " "},
    {"ao", " "},
    {"au", " "},
    {"ay", " "},
    {"a6u", " "},
    {"a6y", " "},
    {"eo", " "},
    {"e6u", " "},
    {"iu", " "},
    {"ia", " "},
    {"ie6", " c m n ng p t "},
    {"ie6u", " "},
    {"oa", " c ch m n ng nh p t "},
    {"oa8", " c m n ng p t "},
    {"oai", " "},
    {"oao", " "},
    {"oay", " "},
    {"oe", " m n ng t "},
    {"oeo", " "},
    {"oi", " "},
    {"o6i", " "},
    {"o7i", " "},
    {"oo", " c ng "},
    {"ua", " "},
    {"ua6", " n ng t "},
    {"ua6y", " "},
    {"ue6", " ch nh "},
    {"ui", " "},
    {"uo6", " c m n ng t "},
    {"uo6i", " "},
    {"uo7", " "},
    {"uy", " ch n nh p t "},
    {"uya", " "},
    {"uye6", " n t "},
    {"uyu", " "},
    {"u7a", " "},
    {"u7i", " "},
    {"u7u", " "},
    {"u7o7", " c m n ng p t "},
    {"u7o7i", " "},
    {"u7o7u", " "},
    {"ye6", " m n ng t "},
    {"ye6u", " "},
});

char digit_of(Mark mark) {
    switch (mark) {
        case Mark::hat: return '6';
        case Mark::horn: return '7';
        case Mark::breve: return '8';
        case Mark::none:
        case Mark::stroke: break;
    }
    return 0;
}

/// Whether the letters are the vowels of this rhyme, or its beginning.
enum class Match { no, beginning, whole };
Match match(std::span<const Letter> letters, std::string_view vowels, Marks marks) {
    std::size_t at = 0;
    for (const auto& letter : letters) {
        if (at == vowels.size() || vowels[at] != letter.base) return Match::no;
        ++at;
        const char wanted = at < vowels.size() && vowels[at] >= '0' && vowels[at] <= '9' ? vowels[at++] : '\0';
        const char has = digit_of(letter.mark);
        if (has != wanted && !(marks == Marks::open && has == 0)) return Match::no;
    }
    return at == vowels.size() ? Match::whole : Match::beginning;
}

std::string bases_of(std::span<const Letter> letters) {
    std::string out;
    for (const auto& letter : letters) out.push_back(letter.base);
    return out;
}

bool is_final(std::string_view finals, const std::string& final) {
    return finals.find(" " + final) != std::string_view::npos;  // or the beginning of one: n of ng
}

bool rhyme_fits(std::span<const Letter> letters, Marks marks) {
    std::size_t vowels = 0;
    while (vowels < letters.size() && is_vowel(letters[vowels])) ++vowels;
    const auto final = bases_of(letters.subspan(vowels));
    for (const auto& rhyme : rhymes) {
        const auto matched = match(letters.first(vowels), rhyme.vowels, marks);
        if (matched == Match::no) continue;
        if (final.empty() || (matched == Match::whole && is_final(rhyme.finals, final))) return true;
    }
    return false;
}

bool initial_fits(std::span<const Letter> letters, std::string_view initial, Marks marks) {
    if (letters.size() < initial.size() || bases_of(letters.first(initial.size())) != initial) return false;
    for (std::size_t i = 0; i < initial.size(); ++i) {
        const bool stroke = letters[i].mark == Mark::stroke && initial == "d";
        if (letters[i].mark != Mark::none && !stroke) return false;
    }
    const auto rest = letters.subspan(initial.size());
    if (rest.empty()) return true;
    return is_vowel(rest.front()) && initial != "q" && rhyme_fits(rest, marks);
}

}  // namespace

bool begins_syllable(const std::vector<Letter>& letters, Marks marks) {
    for (const auto initial : initials) {
        if (initial_fits(letters, initial, marks)) return true;
    }
    if (letters.empty() || !letters.front().capital) return false;
    for (const auto initial : highland_initials) {
        if (initial_fits(letters, initial, marks)) return true;
    }
    return false;
}

bool tone_fits(const Spelling& spelling) {
    if (spelling.tone == Tone::none || spelling.tone == Tone::sac || spelling.tone == Tone::nang) return true;
    const auto nucleus = nucleus_of(spelling.letters);
    if (!nucleus) return false;
    const auto final = bases_of(std::span(spelling.letters).subspan(nucleus->to));
    return final != "c" && final != "ch" && final != "p" && final != "t" && final != "k";
}

}  // namespace kiosk::typing
