#include "kiosk/catalogue/completion.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "kiosk/base/text.hpp"

namespace kiosk::catalogue {
namespace {

constexpr std::size_t least_letters = 2;
constexpr std::size_t most_place_words = 6;  // of a place's name, its kind included

/// A word of a text and where it begins.
struct Piece {
    std::size_t at = 0;
    std::string folded;  ///< without the sign behind it
    bool ends = false;   ///< with a sign: what follows is another phrase
};

std::vector<Piece> words_of(std::string_view text, std::size_t from = 0) {
    std::vector<Piece> out;
    for (std::size_t at = from; at < text.size();) {
        at = text.find_first_not_of(' ', at);
        if (at == std::string_view::npos) break;
        const auto end = std::min(text.find(' ', at), text.size());
        auto folded = fold(text.substr(at, end - at));
        const auto whole = folded.size();
        while (!folded.empty() && std::string_view(",;.:()").find(folded.back()) != std::string_view::npos)
            folded.pop_back();
        const bool ends = folded.size() < whole;
        out.push_back({at, std::move(folded), ends});
        at = end;
    }
    return out;
}

/// Kinds are written small, names large.
bool is_capital(std::string_view text, std::size_t at) {
    const auto letter = first_letter(text.substr(at));
    return lower(letter) != letter;
}

/// Whether `words` from `first` on are the words of `name` from `start` on, the last of them perhaps not to its end.
bool goes_on(const std::vector<Piece>& words, std::size_t first, const std::vector<Piece>& name, std::size_t start) {
    const auto count = words.size() - first;
    if (start + count > name.size()) return false;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        if (words[first + i].folded != name[start + i].folded) return false;
    }
    return count > 0 && name[start + count - 1].folded.starts_with(words.back().folded);
}

/// "xã Bình Chương, huyện Bình Sơn, tỉnh Quảng Ngãi"
std::string with_units_above(const Catalogue& catalogue, const Unit& unit) {
    std::string out = unit.place.vi;
    for (const auto* above = catalogue.unit(unit.parent); above != nullptr && !above->place.vi.empty();
         above = catalogue.unit(above->parent)) {
        out += ", " + above->place.vi;
    }
    return out;
}

/// What tells it from others of its name: the unit above, unless that is the whole province.
std::string shown(const Catalogue& catalogue, const Unit& unit) {
    const auto* above = catalogue.unit(unit.parent);
    const bool in_district = above != nullptr && !above->parent.empty() && !above->place.vi.empty();
    return in_district ? unit.place.vi + ", " + above->place.vi : unit.place.vi;
}

struct Find {
    const Unit* unit = nullptr;
    std::size_t at = 0;     ///< where in the text it begins
    std::size_t words = 0;  ///< how many were typed
    bool exact = false;     ///< as written, diacritics and all
};

/// How many words of the place are its kind: «xã», «thành phố».
std::size_t words_of_kind(const Unit& unit) {
    const auto words = words_of(unit.place.vi);
    std::size_t kind = 0;
    while (kind + 1 < words.size() && !is_capital(unit.place.vi, words[kind].at)) ++kind;
    return kind;
}

/// How the end of the text begins this unit's place, the most words first.
std::optional<Find> find_in(const Unit& unit, std::string_view typed, const std::vector<Piece>& words) {
    const auto name = words_of(unit.place.vi);
    for (std::size_t first = words.size() - std::min(words.size(), most_place_words); first < words.size(); ++first) {
        const auto tail = typed.substr(words[first].at);
        if (letter_count(tail) < least_letters) continue;
        const auto count = words.size() - first;
        for (std::size_t start = 0; start < name.size(); ++start) {
            // A kind alone, «xã» or «thành ph», says nothing yet: it is how half of the names begin.
            if (!goes_on(words, first, name, start) || start + count <= words_of_kind(unit)) continue;
            const bool exact = lower(unit.place.vi.substr(name[start].at)).starts_with(lower(tail));
            // One word with its diacritics is meant as it is written: «xã» is not the Xa of Ba Xa.
            if (count == 1 && !exact && fold(tail) != lower(tail)) continue;
            return Find{&unit, words[first].at, count, exact};
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<Completion> places_going_on(const Catalogue& catalogue, std::string_view typed, const LocalDate& day,
                                        std::size_t most) {
    const auto comma = typed.find_last_of(",;");
    const auto words = words_of(typed, comma == std::string_view::npos ? 0 : comma + 1);
    if (words.empty() || typed.ends_with(' ')) return {};
    std::vector<Find> finds;
    for (const auto& unit : catalogue.units()) {
        if (unit.place.vi.empty() || !unit.valid.on(day)) continue;
        if (auto found = find_in(unit, typed, words)) finds.push_back(*found);
    }
    std::ranges::stable_sort(
        finds, [](const Find& a, const Find& b) { return a.words != b.words ? a.words > b.words : a.exact && !b.exact; });
    std::vector<Completion> out;
    for (const auto& find : finds) {
        if (out.size() == most) break;
        auto text = std::string(typed.substr(0, find.at)) + with_units_above(catalogue, *find.unit);
        if (text != typed) out.push_back({shown(catalogue, *find.unit), std::move(text)});
    }
    return out;
}

std::vector<Completion> names_going_on(const std::vector<const Procedure*>& found, std::string_view typed,
                                       std::size_t most) {
    const auto words = words_of(typed);
    std::vector<Completion> out;
    if (words.empty() || words.back().folded.empty() || letter_count(typed) < least_letters) return out;
    std::set<std::string> seen;
    for (const auto* procedure : found) {
        const std::string_view written = procedure->name.vi;
        const auto name = words_of(written);
        for (std::size_t start = 0; start < name.size() && out.size() < most; ++start) {
            if (!goes_on(words, 0, name, start)) continue;
            auto last = start + words.size() - 1;
            if (name[last].folded == words.back().folded) {  // complete already
                if (name[last].ends) continue;
                ++last;
            }
            if (last >= name.size()) continue;
            const auto end = last + 1 < name.size() ? name[last + 1].at : written.size();
            auto phrase = std::string(trim(written.substr(name[start].at, end - name[start].at)));
            while (!phrase.empty() && std::string_view(",;.:").find(phrase.back()) != std::string_view::npos)
                phrase.pop_back();
            if (!seen.insert(fold(phrase)).second) continue;
            auto text = phrase + " ";
            out.push_back({std::move(phrase), std::move(text)});
        }
    }
    return out;
}

}  // namespace kiosk::catalogue
