#include "ui/typing.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/base/text.hpp"
#include "kiosk/typing/spelling.hpp"

namespace kiosk::ui::typing {
namespace {

using kiosk::typing::Letter;
using kiosk::typing::Spelling;
using kiosk::typing::Tone;

constexpr std::array<std::string_view, 6> tones{"", "´", "`", "?", "~", "."};
constexpr std::array<std::string_view, 6> tone_ids{"", "key.sac", "key.huyen", "key.hoi", "key.nga", "key.nang"};

bool is_ascii_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// Whether the letter that begins with this byte is part of a word. In UTF-8 the signs of the keyboard and the blanks that do not
/// break (« » ° – ₫) begin with C2 or E2, every letter with another byte.
bool is_in_word(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? is_ascii_letter(lead) || is_digit(lead) : byte != 0xC2 && byte != 0xE2;
}

/// Where the last word begins.
std::size_t word_start(std::string_view text) {
    std::size_t start = text.size();
    while (start > 0) {
        std::size_t lead = start - 1;
        while (lead > 0 && (static_cast<unsigned char>(text[lead]) & 0xC0U) == 0x80) --lead;
        if (!is_in_word(text[lead])) break;
        start = lead;
    }
    return start;
}

/// The last word with the tone that `wanted` makes of the tone it has.
template <class Wanted>
std::string retoned(std::string_view text, kiosk::typing::ToneStyle style, Wanted wanted) {
    const auto start = word_start(text);
    auto spelling = kiosk::typing::taken_apart(text.substr(start));
    if (!spelling || !kiosk::typing::nucleus_of(spelling->letters)) return std::string{text};
    if (std::ranges::any_of(spelling->letters, [](const Letter& letter) { return is_digit(letter.base); }))
        return std::string{text};
    const auto before = spelling->tone;
    spelling->tone = wanted(before);
    if (before == Tone::none && spelling->tone == Tone::none) return std::string{text};
    return std::string{text.substr(0, start)} + kiosk::typing::put_together(*spelling, style);
}

/// With one more key of Telex or VNI.
std::string composed(const Keyboard& keyboard, char key, Writing& writing) {
    const std::string_view text = keyboard.text;
    const auto start = word_start(text);
    const auto word = nfc(text.substr(start));
    const bool goes_on = writing.word && writing.field == keyboard.field && writing.word->method() == keyboard.method &&
                         writing.word->text() == word;
    if (!goes_on) writing = {keyboard.field, kiosk::typing::TypedWord(keyboard.method, keyboard.tones, word)};
    writing.word->press(key);
    return std::string{text.substr(0, start)} + writing.word->text();
}

std::string with_letters(const Keyboard& keyboard, const Key& key, Writing& writing) {
    const auto letters = wants_capital(keyboard.text, keyboard.capitals) ? upper(key.text) : key.text;
    const bool composes = is_vietnamese(keyboard.layout) && keyboard.method != kiosk::typing::Method::direct && !key.plain &&
                          letters.size() == 1 && (is_ascii_letter(letters[0]) || is_digit(letters[0]));
    if (composes) return composed(keyboard, letters[0], writing);
    writing = {};
    auto longer = nfc(keyboard.text + letters);
    if (!is_vietnamese(keyboard.layout) || key.plain) return longer;
    return retoned(longer, keyboard.tones, [](Tone had) { return had; });  // a letter after the tone may move it: «hoà» + n
}

std::string key_id(const Letter& letter) {
    return "key." + kiosk::typing::put_together({{Letter{letter.base, letter.mark, false}}, Tone::none});
}

}  // namespace

std::string with_tone(std::string_view text, std::string_view tone, kiosk::typing::ToneStyle style) {
    for (std::size_t t = 1; t < tones.size(); ++t) {
        const auto wanted = static_cast<Tone>(t);
        if (tones[t] == tone) return retoned(text, style, [&](Tone had) { return had == wanted ? Tone::none : wanted; });
    }
    return std::string{text};
}

bool wants_capital(std::string_view text, Capitals capitals) {
    return capitals == Capitals::all || (capitals == Capitals::words && word_start(text) == text.size());
}

std::string press(const Keyboard& keyboard, const Key& key, Writing& writing) {
    if (key.kind == Key::Kind::text) return with_letters(keyboard, key, writing);
    if (key.kind != Key::Kind::done) writing = {};
    if (key.kind == Key::Kind::suggestion) return key.text;
    if (key.kind == Key::Kind::done) return keyboard.text;
    auto text = nfc(keyboard.text);
    if (key.kind == Key::Kind::tone) return with_tone(text, key.text, keyboard.tones);
    text.resize(text.size() - last_letters_size(text, 1));
    return text;
}

std::vector<std::string> keys_for(std::string_view text) {
    std::vector<std::string> ids;
    const auto normal = nfc(text);
    std::string_view rest = normal;
    while (!rest.empty()) {
        std::size_t size = 0;
        while (size < rest.size() && (is_ascii_letter(rest[size]) || static_cast<unsigned char>(rest[size]) >= 0x80)) ++size;
        if (const auto spelling = kiosk::typing::taken_apart(rest.substr(0, size)); spelling) {
            for (const auto& letter : spelling->letters) {
                if (letter.capital) ids.emplace_back("key.shift");
                ids.push_back(key_id(letter));
            }
            if (spelling->tone != Tone::none) ids.emplace_back(tone_ids[static_cast<std::size_t>(spelling->tone)]);
        } else {
            ids.push_back("key." + std::string{rest.substr(0, size)});  // no such key: the script is told so
        }
        if (size < rest.size()) ids.push_back(rest[size] == ' ' ? "key.space" : std::string{"key."} + rest[size]);
        rest.remove_prefix(std::min(size + 1, rest.size()));
    }
    return ids;
}

}  // namespace kiosk::ui::typing
