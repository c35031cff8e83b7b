#include "ui/typing.hpp"

#include <array>
#include <optional>

#include "kiosk/base/text.hpp"

namespace kiosk::ui::typing {
namespace {

constexpr std::size_t no_tone = 0;
constexpr std::array<std::string_view, 6> tones{"", "´", "`", "?", "~", "."};
constexpr std::array<std::string_view, 6> tone_ids{"", "key.sac", "key.huyen", "key.hoi", "key.nga", "key.nang"};

/// Each vowel under: no tone, sắc, huyền, hỏi, ngã, nặng.
using Vowel = std::array<std::u32string_view::value_type, 6>;
constexpr std::array<Vowel, 24> vowels{{
    {U'a', U'á', U'à', U'ả', U'ã', U'ạ'}, {U'ă', U'ắ', U'ằ', U'ẳ', U'ẵ', U'ặ'}, {U'â', U'ấ', U'ầ', U'ẩ', U'ẫ', U'ậ'},
    {U'e', U'é', U'è', U'ẻ', U'ẽ', U'ẹ'}, {U'ê', U'ế', U'ề', U'ể', U'ễ', U'ệ'}, {U'i', U'í', U'ì', U'ỉ', U'ĩ', U'ị'},
    {U'o', U'ó', U'ò', U'ỏ', U'õ', U'ọ'}, {U'ô', U'ố', U'ồ', U'ổ', U'ỗ', U'ộ'}, {U'ơ', U'ớ', U'ờ', U'ở', U'ỡ', U'ợ'},
    {U'u', U'ú', U'ù', U'ủ', U'ũ', U'ụ'}, {U'ư', U'ứ', U'ừ', U'ử', U'ữ', U'ự'}, {U'y', U'ý', U'ỳ', U'ỷ', U'ỹ', U'ỵ'},
    {U'A', U'Á', U'À', U'Ả', U'Ã', U'Ạ'}, {U'Ă', U'Ắ', U'Ằ', U'Ẳ', U'Ẵ', U'Ặ'}, {U'Â', U'Ấ', U'Ầ', U'Ẩ', U'Ẫ', U'Ậ'},
    {U'E', U'É', U'È', U'Ẻ', U'Ẽ', U'Ẹ'}, {U'Ê', U'Ế', U'Ề', U'Ể', U'Ễ', U'Ệ'}, {U'I', U'Í', U'Ì', U'Ỉ', U'Ĩ', U'Ị'},
    {U'O', U'Ó', U'Ò', U'Ỏ', U'Õ', U'Ọ'}, {U'Ô', U'Ố', U'Ồ', U'Ổ', U'Ỗ', U'Ộ'}, {U'Ơ', U'Ớ', U'Ờ', U'Ở', U'Ỡ', U'Ợ'},
    {U'U', U'Ú', U'Ù', U'Ủ', U'Ũ', U'Ụ'}, {U'Ư', U'Ứ', U'Ừ', U'Ử', U'Ữ', U'Ự'}, {U'Y', U'Ý', U'Ỳ', U'Ỷ', U'Ỹ', U'Ỵ'},
}};
constexpr std::size_t small_vowels = 12;

struct Sound {
    std::size_t vowel = 0;
    std::size_t tone = no_tone;
};

std::optional<Sound> sound_of(char32_t letter) {
    for (std::size_t v = 0; v < vowels.size(); ++v) {
        for (std::size_t t = 0; t < vowels[v].size(); ++t) {
            if (vowels[v][t] == letter) return Sound{v, t};
        }
    }
    return std::nullopt;
}

/// The vowel without tone and in small letters; 0 for a consonant.
char32_t plain(char32_t letter) {
    const auto sound = sound_of(letter);
    return sound ? vowels[sound->vowel % small_vowels][0] : U'\0';
}

bool has_hat(char32_t plain_vowel) { return std::u32string_view{U"ăâêôơư"}.find(plain_vowel) != std::u32string_view::npos; }

char32_t small(char32_t letter) { return letter >= U'A' && letter <= U'Z' ? letter + 32 : letter; }

std::u32string decoded(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t code = size == 1 ? lead : lead & (0x7FU >> size);
        for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
            code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        out.push_back(code);
        i += size;
    }
    return out;
}

void append_utf8(std::string& out, char32_t code) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::string encoded(std::u32string_view letters) {
    std::string out;
    for (const auto letter : letters) append_utf8(out, letter);
    return out;
}

bool ends_word(char32_t letter) { return letter < 0x80 && !(small(letter) >= U'a' && small(letter) <= U'z'); }

/// Where the last word begins.
std::size_t word_start(std::u32string_view letters) {
    std::size_t start = letters.size();
    while (start > 0 && !ends_word(letters[start - 1]) && letters[start - 1] != U'\u00A0') --start;
    return start;
}

/// The vowels of a syllable, without the u of «qu» and the i of «gi».
struct Nucleus {
    std::size_t from = 0;
    std::size_t to = 0;
};

std::optional<Nucleus> nucleus_of(std::u32string_view word) {
    std::size_t from = 0;
    if (word.size() > 2 && small(word[0]) == U'q' && plain(word[1]) == U'u' && plain(word[2]) != 0) from = 2;
    if (word.size() > 2 && small(word[0]) == U'g' && plain(word[1]) == U'i' && plain(word[2]) != 0) from = 2;
    while (from < word.size() && plain(word[from]) == 0) ++from;
    if (from == word.size()) return std::nullopt;
    std::size_t to = from;
    while (to < word.size() && plain(word[to]) != 0) ++to;
    for (std::size_t i = to; i < word.size(); ++i) {
        if (plain(word[i]) != 0) return std::nullopt;  // a second group of vowels: not a Vietnamese syllable
    }
    return Nucleus{from, to};
}

/// Which letter carries the tone, by the traditional rules.
std::optional<std::size_t> tone_place(std::u32string_view word) {
    const auto nucleus = nucleus_of(word);
    if (!nucleus) return std::nullopt;
    const auto [from, to] = *nucleus;
    for (std::size_t i = to; i > from; --i) {
        if (has_hat(plain(word[i - 1]))) return i - 1;  // «ươ»: the second
    }
    const std::size_t count = to - from;
    if (count == 1) return from;
    if (count >= 3) return from + 1;            // khuỷu, ngoài
    return to < word.size() ? from + 1 : from;  // hoàn, but hòa
}

/// The word without tone, and the tone it had.
std::size_t strip(std::u32string& word) {
    std::size_t tone = no_tone;
    for (auto& letter : word) {
        const auto sound = sound_of(letter);
        if (!sound || sound->tone == no_tone) continue;
        tone = sound->tone;
        letter = vowels[sound->vowel][no_tone];
    }
    return tone;
}

void put(std::u32string& word, std::size_t place, std::size_t tone) {
    if (const auto sound = sound_of(word[place])) word[place] = vowels[sound->vowel][tone];
}

std::string with_tone_index(std::string_view text, std::size_t tone, bool toggles) {
    auto letters = decoded(text);
    const auto start = word_start(letters);
    auto word = letters.substr(start);
    const auto before = strip(word);
    const auto place = tone_place(word);
    if (!place) return std::string{text};
    put(word, *place, toggles && before == tone ? no_tone : tone);
    return encoded(letters.substr(0, start) + word);
}

/// A letter added after the tone may move it: «hoà» + n.
std::string settled(std::string_view text) {
    auto letters = decoded(text);
    auto word = letters.substr(word_start(letters));
    const auto tone = strip(word);
    return tone == no_tone ? std::string{text} : with_tone_index(text, tone, false);
}

bool starts_word(std::string_view text) {
    const auto letters = decoded(text);
    return word_start(letters) == letters.size();
}

}  // namespace

std::string with_tone(std::string_view text, std::string_view tone) {
    for (std::size_t t = 1; t < tones.size(); ++t) {
        if (tones[t] == tone) return with_tone_index(text, t, true);
    }
    return std::string{text};
}

std::string press(std::string_view text, const Key& key, Capitals capitals) {
    switch (key.kind) {
        case Key::Kind::text: {
            const bool capital = capitals == Capitals::all || (capitals == Capitals::words && starts_word(text));
            return settled(nfc(std::string{text} + (capital ? upper(key.text) : key.text)));
        }
        case Key::Kind::tone: return with_tone(text, key.text);
        case Key::Kind::backspace: return std::string{text.substr(0, text.size() - last_letters_size(text, 1))};
        case Key::Kind::done: break;
    }
    return std::string{text};
}

std::vector<std::string> keys_for(std::string_view text) {
    std::vector<std::string> ids;
    std::size_t tone = no_tone;
    const auto end_word = [&] {
        if (tone != no_tone) ids.emplace_back(tone_ids[tone]);
        tone = no_tone;
    };
    for (auto letter : decoded(nfc(text))) {
        if (const auto sound = sound_of(letter)) {
            if (sound->tone != no_tone) tone = sound->tone;
            letter = vowels[sound->vowel][no_tone];
        }
        if (ends_word(letter)) end_word();
        const auto typed = encoded({&letter, 1});
        const auto small_letter = lower(typed);
        if (small_letter != typed) ids.emplace_back("key.shift");
        ids.push_back(letter == U' ' ? "key.space" : "key." + small_letter);
    }
    end_word();
    return ids;
}

}  // namespace kiosk::ui::typing
