#include "kiosk/typing/spelling.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace kiosk::typing {
namespace {

struct Vowel {
    char base;
    Mark mark;
    std::array<char32_t, 6> small;  // in the order of Tone
    std::array<char32_t, 6> capital;
};
constexpr std::array<Vowel, 12> vowel_forms{{
    {'a', Mark::none, {U'a', U'á', U'à', U'ả', U'ã', U'ạ'}, {U'A', U'Á', U'À', U'Ả', U'Ã', U'Ạ'}},
    {'a', Mark::breve, {U'ă', U'ắ', U'ằ', U'ẳ', U'ẵ', U'ặ'}, {U'Ă', U'Ắ', U'Ằ', U'Ẳ', U'Ẵ', U'Ặ'}},
    {'a', Mark::hat, {U'â', U'ấ', U'ầ', U'ẩ', U'ẫ', U'ậ'}, {U'Â', U'Ấ', U'Ầ', U'Ẩ', U'Ẫ', U'Ậ'}},
    {'e', Mark::none, {U'e', U'é', U'è', U'ẻ', U'ẽ', U'ẹ'}, {U'E', U'É', U'È', U'Ẻ', U'Ẽ', U'Ẹ'}},
    {'e', Mark::hat, {U'ê', U'ế', U'ề', U'ể', U'ễ', U'ệ'}, {U'Ê', U'Ế', U'Ề', U'Ể', U'Ễ', U'Ệ'}},
    {'i', Mark::none, {U'i', U'í', U'ì', U'ỉ', U'ĩ', U'ị'}, {U'I', U'Í', U'Ì', U'Ỉ', U'Ĩ', U'Ị'}},
    {'o', Mark::none, {U'o', U'ó', U'ò', U'ỏ', U'õ', U'ọ'}, {U'O', U'Ó', U'Ò', U'Ỏ', U'Õ', U'Ọ'}},
    {'o', Mark::hat, {U'ô', U'ố', U'ồ', U'ổ', U'ỗ', U'ộ'}, {U'Ô', U'Ố', U'Ồ', U'Ổ', U'Ỗ', U'Ộ'}},
    {'o', Mark::horn, {U'ơ', U'ớ', U'ờ', U'ở', U'ỡ', U'ợ'}, {U'Ơ', U'Ớ', U'Ờ', U'Ở', U'Ỡ', U'Ợ'}},
    {'u', Mark::none, {U'u', U'ú', U'ù', U'ủ', U'ũ', U'ụ'}, {U'U', U'Ú', U'Ù', U'Ủ', U'Ũ', U'Ụ'}},
    {'u', Mark::horn, {U'ư', U'ứ', U'ừ', U'ử', U'ữ', U'ự'}, {U'Ư', U'Ứ', U'Ừ', U'Ử', U'Ữ', U'Ự'}},
    {'y', Mark::none, {U'y', U'ý', U'ỳ', U'ỷ', U'ỹ', U'ỵ'}, {U'Y', U'Ý', U'Ỳ', U'Ỷ', U'Ỹ', U'Ỵ'}},
}};

struct Sound {
    Letter letter;
    Tone tone = Tone::none;
};

std::map<char32_t, Sound> sounds_by_code() {
    std::map<char32_t, Sound> out;
    for (const auto& vowel : vowel_forms) {
        for (std::size_t t = 0; t < vowel.small.size(); ++t) {
            out[vowel.small[t]] = {{vowel.base, vowel.mark, false}, static_cast<Tone>(t)};
            out[vowel.capital[t]] = {{vowel.base, vowel.mark, true}, static_cast<Tone>(t)};
        }
    }
    out[U'đ'] = {{'d', Mark::stroke, false}, Tone::none};
    out[U'Đ'] = {{'d', Mark::stroke, true}, Tone::none};
    for (char c = 'a'; c <= 'z'; ++c) {
        out.insert({static_cast<char32_t>(c), {{c, Mark::none, false}, Tone::none}});
        out.insert({static_cast<char32_t>(c - 'a' + 'A'), {{c, Mark::none, true}, Tone::none}});
    }
    for (char c = '0'; c <= '9'; ++c) out[static_cast<char32_t>(c)] = {{c, Mark::none, false}, Tone::none};
    return out;
}

char32_t code_of(const Letter& letter, Tone tone) {
    if (letter.mark == Mark::stroke) return letter.capital ? U'Đ' : U'đ';
    for (const auto& vowel : vowel_forms) {
        if (vowel.base == letter.base && vowel.mark == letter.mark) {
            const auto t = static_cast<std::size_t>(tone);
            return letter.capital ? vowel.capital[t] : vowel.small[t];
        }
    }
    const bool raises = letter.capital && letter.base >= 'a' && letter.base <= 'z';
    return static_cast<char32_t>(raises ? letter.base - 'a' + 'A' : letter.base);
}

/// Every letter of Vietnamese has one to three bytes.
void append_utf8(std::string& out, char32_t code) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | code >> 6);
    } else {
        put(0xE0 | code >> 12);
        put(0x80 | ((code >> 6) & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

/// The next code point; 0 for what no Vietnamese letter is made of.
char32_t take_utf8(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t size = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : 0;
    if (size == 0 || text.size() < size) {
        text = {};
        return 0;
    }
    char32_t code = size == 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(size);
    return code;
}

bool is_one_of(const std::vector<Letter>& letters, Nucleus nucleus, std::initializer_list<std::string_view> wanted) {
    std::string bases;
    for (std::size_t i = nucleus.from; i < nucleus.to; ++i) bases.push_back(letters[i].base);
    return std::ranges::find(wanted, bases) != wanted.end();
}

std::optional<std::size_t> tone_place(const std::vector<Letter>& letters, ToneStyle style) {
    const auto nucleus = nucleus_of(letters);
    if (!nucleus) return std::nullopt;
    const auto [from, to] = *nucleus;
    for (std::size_t i = to; i > from; --i) {
        if (letters[i - 1].mark != Mark::none) return i - 1;  // of «ươ» the second
    }
    const std::size_t count = to - from;
    if (count == 1) return from;
    if (count >= 3) return from + 1;           // khuỷu, ngoài
    if (to < letters.size()) return from + 1;  // hoàn
    const bool modern = style == ToneStyle::modern && is_one_of(letters, *nucleus, {"oa", "oe", "uy"});
    return modern ? from + 1 : from;
}

}  // namespace

bool is_vowel(const Letter& letter) { return std::string_view("aeiouy").find(letter.base) != std::string_view::npos; }

std::optional<Spelling> taken_apart(std::string_view word) {
    static const auto sounds = sounds_by_code();
    Spelling out;
    while (!word.empty()) {
        const auto found = sounds.find(take_utf8(word));
        if (found == sounds.end()) return std::nullopt;
        out.letters.push_back(found->second.letter);
        if (found->second.tone == Tone::none) continue;
        if (out.tone != Tone::none) return std::nullopt;
        out.tone = found->second.tone;
    }
    return out;
}

std::string put_together(const Spelling& spelling, ToneStyle style) {
    const auto place = spelling.tone == Tone::none ? std::nullopt : tone_place(spelling.letters, style);
    std::string out;
    for (std::size_t i = 0; i < spelling.letters.size(); ++i) {
        append_utf8(out, code_of(spelling.letters[i], place == i ? spelling.tone : Tone::none));
    }
    return out;
}

std::optional<Nucleus> nucleus_of(const std::vector<Letter>& letters) {
    const auto vowel_at = [&](std::size_t i) { return i < letters.size() && is_vowel(letters[i]); };
    const auto begins = [&](char first, char second) {
        return letters.size() > 2 && letters[0].base == first && letters[1].base == second &&
               letters[1].mark == Mark::none && vowel_at(2);
    };
    std::size_t from = begins('q', 'u') || begins('g', 'i') ? 2 : 0;
    while (from < letters.size() && !vowel_at(from)) ++from;
    if (from == letters.size()) return std::nullopt;
    std::size_t to = from;
    while (vowel_at(to)) ++to;
    for (std::size_t i = to; i < letters.size(); ++i) {
        if (vowel_at(i)) return std::nullopt;
    }
    return Nucleus{from, to};
}

}  // namespace kiosk::typing
