#include "kiosk/speech/runes.hpp"

#include <algorithm>

#include "kiosk/base/text.hpp"

namespace kiosk::speech {

std::u32string runes(std::string_view utf8) {
    const auto text = nfc(utf8);  // well formed from here on
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        auto rune = static_cast<char32_t>(more == 0 ? first : first & (0x3F >> more));
        for (int k = 1; k <= more; ++k)
            rune = (rune << 6) | (static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0x3FU);
        out += rune;
        i += 1 + static_cast<std::size_t>(more);
    }
    return out;
}

std::string utf8(std::u32string_view runes) {
    std::string out;
    for (const char32_t rune : runes) {
        const auto tail = [&](int shift) { out += static_cast<char>(0x80U | ((rune >> shift) & 0x3FU)); };
        if (rune < 0x80) {
            out += static_cast<char>(rune);
        } else if (rune < 0x800) {
            out += static_cast<char>(0xC0U | (rune >> 6));
            tail(0);
        } else if (rune < 0x10000) {
            out += static_cast<char>(0xE0U | (rune >> 12));
            tail(6);
            tail(0);
        } else {
            out += static_cast<char>(0xF0U | (rune >> 18));
            tail(12);
            tail(6);
            tail(0);
        }
    }
    return out;
}

bool all_of_digits(std::u32string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

std::optional<std::int64_t> number_of(std::u32string_view digits) {
    constexpr std::size_t most_digits = 18;
    if (!all_of_digits(digits) || digits.size() > most_digits) return std::nullopt;
    std::int64_t out = 0;
    for (const char32_t c : digits) out = out * 10 + static_cast<std::int64_t>(c - U'0');
    return out;
}

}  // namespace kiosk::speech
