#include "kiosk/catalogue/spelling.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/text.hpp"

namespace kiosk::catalogue {
namespace {

/// Punctuation of a text in small letters as blanks; what is not ASCII stays, and so does the point inside a code.
std::string without_punctuation(std::string_view text) {
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    const auto letter = [&](std::size_t i) { return i < text.size() && text[i] >= 'a' && text[i] <= 'z'; };
    std::string out(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool word = byte >= 0x80 || digit(i) || letter(i);
        const bool point = byte == '.' && i > 0 && digit(i - 1) && (digit(i + 1) || letter(i + 1));
        if (!word && !point) out[i] = ' ';
    }
    return out;
}

/// The letters of a word in small letters that are not ASCII, those of y as those of i: «lý» and «lí» have the same.
std::string marks_of(std::string_view written) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> same{
        {{"ý", "í"}, {"ỳ", "ì"}, {"ỷ", "ỉ"}, {"ỹ", "ĩ"}, {"ỵ", "ị"}}};
    std::string out;
    for (std::size_t at = 0; at < written.size();) {
        std::size_t end = at + 1;
        while (end < written.size() && (static_cast<unsigned char>(written[end]) & 0xC0U) == 0x80U) ++end;
        const auto letter = written.substr(at, end - at);
        const auto* const as = std::ranges::find(same, letter, &std::pair<std::string_view, std::string_view>::first);
        if (letter.size() > 1) out += as == same.end() ? letter : as->second;
        at = end;
    }
    return out;
}

}  // namespace

std::vector<SearchWord> search_words(std::string_view text) {
    std::vector<SearchWord> out;
    for (auto& written : split_words(without_punctuation(lower(text)))) {
        auto folded = fold(written);
        folded.erase(std::remove(folded.begin(), folded.end(), ' '), folded.end());
        if (!folded.empty()) out.push_back({std::move(folded), std::move(written)});
    }
    return out;
}

std::string sound(std::string_view folded) {
    std::string out(folded);
    std::replace(out.begin(), out.end(), 'y', 'i');
    return out;
}

bool marks_agree(std::string_view asked, std::string_view word) {
    const auto marks = marks_of(asked);
    return marks.empty() || marks == marks_of(word);
}

bool one_slip_apart(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1 || a == b) return false;
    const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    if (a.size() != b.size()) return a.substr(at) == b.substr(at + 1);
    if (a.substr(at + 1) == b.substr(at + 1)) return true;
    return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && a.substr(at + 2) == b.substr(at + 2);
}

}  // namespace kiosk::catalogue
