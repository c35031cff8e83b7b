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

constexpr std::string_view no_break_space = "\u00A0";

bool ends_word(char byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return !letter && static_cast<unsigned char>(byte) < 0x80;
}

/// Where the last word begins.
std::size_t word_start(std::string_view text) {
    std::size_t start = text.size();
    while (start > 0 && !ends_word(text[start - 1]) && !text.substr(0, start).ends_with(no_break_space)) --start;
    return start;
}

/// The last word with the tone that `wanted` makes of the tone it has.
template <class Wanted>
std::string retoned(std::string_view text, Wanted wanted) {
    const auto start = word_start(text);
    auto spelling = kiosk::typing::taken_apart(text.substr(start));
    if (!spelling || !kiosk::typing::nucleus_of(spelling->letters)) return std::string{text};
    spelling->tone = wanted(spelling->tone);
    return std::string{text.substr(0, start)} + kiosk::typing::put_together(*spelling);
}

std::string key_id(const Letter& letter) {
    return "key." + kiosk::typing::put_together({{Letter{letter.base, letter.mark, false}}, Tone::none});
}

}  // namespace

std::string with_tone(std::string_view text, std::string_view tone) {
    for (std::size_t t = 1; t < tones.size(); ++t) {
        const auto wanted = static_cast<Tone>(t);
        if (tones[t] == tone) return retoned(text, [&](Tone had) { return had == wanted ? Tone::none : wanted; });
    }
    return std::string{text};
}

std::string press(std::string_view text, const Key& key, Capitals capitals) {
    switch (key.kind) {
        case Key::Kind::text: {
            const bool capital =
                capitals == Capitals::all || (capitals == Capitals::words && word_start(text) == text.size());
            const auto longer = nfc(std::string{text} + (capital ? upper(key.text) : key.text));
            return retoned(longer, [](Tone had) { return had; });  // a letter after the tone may move it: «hoà» + n
        }
        case Key::Kind::tone: return with_tone(text, key.text);
        case Key::Kind::backspace: return std::string{text.substr(0, text.size() - last_letters_size(text, 1))};
        case Key::Kind::done: break;
    }
    return std::string{text};
}

std::vector<std::string> keys_for(std::string_view text) {
    std::vector<std::string> ids;
    const auto normal = nfc(text);
    std::string_view rest = normal;
    while (!rest.empty()) {
        std::size_t size = 0;
        while (size < rest.size() && !ends_word(rest[size])) ++size;
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
