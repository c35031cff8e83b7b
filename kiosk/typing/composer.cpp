#include "kiosk/typing/composer.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/typing/syllable.hpp"

namespace kiosk::typing {
namespace {

bool is_small(char key) { return key >= 'a' && key <= 'z'; }
bool is_capital(char key) { return key >= 'A' && key <= 'Z'; }
bool is_digit(char key) { return key >= '0' && key <= '9'; }
char small(char key) { return is_capital(key) ? static_cast<char>(key - 'A' + 'a') : key; }

/// What a key can do besides being a letter.
struct Meaning {
    enum class Kind { letter, tone, no_tone, hat, horn_or_breve, horn, breve, stroke } kind = Kind::letter;
    Tone tone = Tone::none;
};

Meaning meaning_of(char key, Method method) {
    using Kind = Meaning::Kind;
    constexpr std::string_view telex_tones = "sfrxj";
    constexpr std::string_view vni_tones = "12345";
    if (method == Method::direct) return {};
    const auto tones = method == Method::telex ? telex_tones : vni_tones;
    if (const auto at = tones.find(key); at != std::string_view::npos) return {Kind::tone, static_cast<Tone>(at + 1)};
    if (method == Method::telex) {
        switch (key) {
            case 'z': return {Kind::no_tone};
            case 'a':
            case 'e':
            case 'o': return {Kind::hat};
            case 'w': return {Kind::horn_or_breve};
            case 'd': return {Kind::stroke};
            default: return {};
        }
    }
    switch (key) {
        case '0': return {Kind::no_tone};
        case '6': return {Kind::hat};
        case '7': return {Kind::horn};
        case '8': return {Kind::breve};
        case '9': return {Kind::stroke};
        default: return {};
    }
}

}  // namespace

TypedWord::TypedWord(Method method, ToneStyle style, std::string_view begun)
    : method_(method), style_(style), begun_(begun) {
    auto spelling = taken_apart(begun);
    foreign_ = !spelling;
    literal_ = foreign_ || std::ranges::any_of(begun, is_digit);
    if (spelling) word_ = std::move(*spelling);
}

void TypedWord::press(char key) {
    keys_ += key;
    if (literal_ || !acts(key)) append(key);
}

std::string TypedWord::text() const {
    if (keys_.empty()) return begun_;
    const bool spelt = begins_syllable(word_.letters, Marks::exact) && tone_fits(word_);
    return !foreign_ && (spelt || undone_) ? put_together(word_, style_) : begun_ + keys_;
}

bool TypedWord::acts(char key) {
    using Kind = Meaning::Kind;
    const auto meaning = meaning_of(small(key), method_);
    switch (meaning.kind) {
        case Kind::letter: return false;
        case Kind::tone: return set_tone(meaning.tone, key);
        case Kind::no_tone: return clear_tone();
        case Kind::hat: return method_ == Method::telex ? put_hat(small(key), key) : put_any_hat(key);
        case Kind::horn_or_breve: return put_horn(key, true);
        case Kind::horn: return put_horn(key, false);
        case Kind::breve: return put_breve(key);
        case Kind::stroke: return put_stroke(key);
    }
    return false;
}

void TypedWord::append(char key) {
    word_.letters.push_back({small(key), Mark::none, is_capital(key)});
    if (is_digit(key)) literal_ = true;  // «12a1» is no word: none of its digits is a tone
    if (literal_) return;
    // With something behind them, one horn means both: «thuơ» + ng, «thưo» + ng are «thương».
    const auto vowels = nucleus_of(word_.letters);
    for (std::size_t i = vowels ? vowels->from : 0; vowels && i + 1 < vowels->to; ++i) {
        auto& u = word_.letters[i];
        auto& o = word_.letters[i + 1];
        const bool last = i + 2 == word_.letters.size();
        if (last || u.base != 'u' || o.base != 'o') continue;
        if ((u.mark == Mark::horn) == (o.mark == Mark::horn)) continue;
        u.mark = o.mark = Mark::horn;
        given_horn_ = true;
    }
}

void TypedWord::undo(char key, bool tones_too) {
    undone_ = true;
    literal_ = literal_ || tones_too;
    append(key);
}

bool TypedWord::set_tone(Tone tone, char key) {
    if (!nucleus_of(word_.letters)) return false;
    if (word_.tone == tone) {
        word_.tone = Tone::none;
        undo(key, true);
    } else {
        word_.tone = tone;
    }
    return true;
}

bool TypedWord::clear_tone() {
    if (word_.tone == Tone::none) return false;
    word_.tone = Tone::none;
    return true;
}

/// Tries a word with other marks; keeps it when a syllable can still come of it.
bool TypedWord::try_marks(const std::vector<std::size_t>& places, Mark mark) {
    auto letters = word_.letters;
    bool changed = false;
    for (const auto place : places) {
        changed = changed || letters[place].mark != mark;
        letters[place].mark = mark;
    }
    if (!changed || !begins_syllable(letters, Marks::open)) return false;
    word_.letters = std::move(letters);
    return true;
}

/// The last vowel of this base, when it is part of the one group of vowels.
std::optional<std::size_t> TypedWord::vowel(char base) const {
    const auto vowels = nucleus_of(word_.letters);
    for (std::size_t i = vowels ? vowels->to : 0; vowels && i > vowels->from; --i) {
        if (word_.letters[i - 1].base == base) return i - 1;
    }
    return std::nullopt;
}

bool TypedWord::put_hat(char base, char key) {
    const auto place = vowel(base);
    if (!place) return false;
    if (word_.letters[*place].mark == Mark::hat) {
        word_.letters[*place].mark = Mark::none;
        undo(key, false);  // «goo» from gooo may still get its tone: goòng
        return true;
    }
    return try_marks({*place}, Mark::hat);
}

bool TypedWord::put_any_hat(char key) {
    for (const char base : {'a', 'e', 'o'}) {
        if (const auto place = vowel(base); place && try_marks({*place}, Mark::hat)) return true;
    }
    return take_marks(Mark::hat, Mark::hat, key);
}

bool TypedWord::put_breve(char key) {
    if (const auto place = vowel('a'); place && try_marks({*place}, Mark::breve)) return true;
    return take_marks(Mark::breve, Mark::breve, key);
}

bool TypedWord::put_horn(char key, bool or_breve) {
    const auto vowels = nucleus_of(word_.letters);
    if (!vowels) return or_breve && lone_horn(key);
    for (std::size_t i = vowels->from; i + 1 < vowels->to; ++i) {
        if (word_.letters[i].base != 'u' || word_.letters[i + 1].base != 'o') continue;
        const bool open = i + 2 == word_.letters.size() && word_.letters[i].mark == Mark::none;
        if (open ? try_marks({i + 1}, Mark::horn) : try_marks({i, i + 1}, Mark::horn)) return true;
    }
    for (const char base : {'u', 'o'}) {
        for (std::size_t i = vowels->from; i < vowels->to; ++i) {
            if (word_.letters[i].base == base && try_marks({i}, Mark::horn)) return true;
        }
    }
    if (or_breve) {
        if (const auto place = vowel('a'); place && try_marks({*place}, Mark::breve)) return true;
    }
    // Asked for once more by somebody who types both horns: uwonw.
    if (std::exchange(given_horn_, false)) return true;
    return take_marks(Mark::horn, or_breve ? Mark::breve : Mark::horn, key);
}

/// «w» where a vowel must come is «ư».
bool TypedWord::lone_horn(char key) {
    auto letters = word_.letters;
    letters.push_back({'u', Mark::horn, is_capital(key)});
    if (!begins_syllable(letters, Marks::open)) return false;
    word_.letters = std::move(letters);
    lone_horn_ = word_.letters.size() - 1;
    return true;
}

bool TypedWord::take_marks(Mark one, Mark other, char key) {
    if (lone_horn_ && *lone_horn_ + 1 == word_.letters.size()) {
        word_.letters.pop_back();
        undo(key, true);
        return true;
    }
    bool taken = false;
    for (auto& letter : word_.letters) {
        if (letter.mark != one && letter.mark != other) continue;
        letter.mark = Mark::none;
        taken = true;
    }
    if (taken) undo(key, true);
    return taken;
}

bool TypedWord::put_stroke(char key) {
    if (word_.letters.empty() || word_.letters.front().base != 'd') return false;
    auto& first = word_.letters.front();
    if (first.mark == Mark::stroke) {
        first.mark = Mark::none;
        undo(key, true);
    } else {
        first.mark = Mark::stroke;
    }
    return true;
}

std::string compose(std::string_view keys, Method method, ToneStyle style) {
    TypedWord word(method, style);
    for (const char key : keys) word.press(key);
    return word.text();
}

std::string compose_text(std::string_view keys, Method method, ToneStyle style) {
    std::string out;
    std::size_t begin = 0;
    const auto is_foreign = [](char key) { return static_cast<unsigned char>(key) >= 0x80; };
    const auto in_word = [&](std::size_t i) {
        return is_small(keys[i]) || is_capital(keys[i]) || is_digit(keys[i]) || is_foreign(keys[i]);
    };
    while (begin < keys.size()) {
        std::size_t end = begin;
        while (end < keys.size() && in_word(end)) ++end;
        const auto word = keys.substr(begin, end - begin);
        const bool composed_already = std::ranges::any_of(word, is_foreign);
        out += composed_already ? std::string(word) : compose(word, method, style);
        while (end < keys.size() && !in_word(end)) out.push_back(keys[end++]);
        begin = end;
    }
    return out;
}

}  // namespace kiosk::typing
