#include "kiosk/scan/payload_text.hpp"

#include <optional>

#include "kiosk/base/text.hpp"

namespace kiosk::scan {
namespace {

/// Windows-1252 prints these instead of the controls 0x80..0x9F, so a mojibake may hold either.
constexpr char32_t windows_1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::optional<char> as_latin_byte(char32_t c) {
    if (c < 0x100) return static_cast<char>(c);
    for (std::size_t i = 0; i < 32; ++i) {
        if (windows_1252[i] == c) return static_cast<char>(0x80 + i);
    }
    return std::nullopt;
}

/// How many bytes the letter of well-formed UTF-8 has that begins so.
std::size_t size_of(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4; }

/// Undoes "UTF-8 read as Latin-1": the letters of well-formed UTF-8 back to bytes, if those are UTF-8 with something beyond ASCII.
std::optional<std::string> repaired(std::string_view text) {
    std::string bytes;
    bool beyond_ascii = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto size = size_of(lead);
        char32_t c = size == 1 ? lead : lead & (0xffU >> (size + 1));
        for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
            c = c << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
        i += size;
        const auto byte = as_latin_byte(c);
        if (!byte) return std::nullopt;
        beyond_ascii = beyond_ascii || static_cast<unsigned char>(*byte) >= 0x80;
        bytes += *byte;
    }
    if (!beyond_ascii || !is_utf8(bytes)) return std::nullopt;
    return bytes;
}

void note(std::vector<Warning>& warnings, Warning warning) {
    for (const auto known : warnings) {
        if (known == warning) return;
    }
    warnings.push_back(warning);
}

/// Without control and direction-changing characters; a line break inside becomes a blank.
std::string without_controls(std::string_view text, std::vector<Warning>& warnings) {
    if (!has_control_characters(text)) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto size = size_of(static_cast<unsigned char>(text[i]));
        const auto letter = text.substr(i, size);
        i += size;
        if (letter == "\n" || letter == "\r" || letter == "\t") {
            out += ' ';
        } else if (has_control_characters(letter)) {
            note(warnings, Warning::control_characters);
        } else {
            out += letter;
        }
    }
    return out;
}

}  // namespace

std::string clean_text(std::string_view bytes, std::vector<Warning>& warnings) {
    std::string text(bytes);
    if (!is_utf8(text)) {
        // A cut at the end of a long text may leave half a letter; anything else is not text.
        note(warnings, Warning::not_utf8);
        text = nfc(text);
    }
    if (auto better = repaired(text)) {
        note(warnings, Warning::text_repaired);
        text = std::move(*better);
    }
    for (const std::string_view mark : {"\xEF\xBB\xBF", "\xEF\xBF\xBE"}) {
        if (text.starts_with(mark)) text.erase(0, mark.size());
    }
    text = without_controls(trim(text), warnings);
    auto composed = nfc(text);
    if (composed != text) note(warnings, Warning::text_normalised);
    return std::string(trim(composed));
}

}  // namespace kiosk::scan
