#include "kiosk/speech/utterance.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/base/text.hpp"
#include "kiosk/speech/runes.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::speech {
namespace {

std::optional<TextId> name_of(Kind kind) {
    switch (kind) {
        case Kind::heading:
        case Kind::text:
        case Kind::status:
        case Kind::step: return std::nullopt;
        case Kind::problem: return text::speech_problem;
        case Kind::button: return text::speech_button;
        case Kind::key: return text::speech_key;
        case Kind::field: return text::speech_field;
        case Kind::choice: return text::speech_choice;
        case Kind::checkbox: return text::speech_checkbox;
        case Kind::row: return text::speech_row;
        case Kind::image: return text::speech_image;
    }
    return std::nullopt;
}

/// In the order of reading.
int rank(const Item& item) {
    switch (item.kind) {
        case Kind::problem: return 0;
        case Kind::step: return 1;
        case Kind::heading:
        case Kind::text:
        case Kind::status:
        case Kind::image: return 2;
        default: return 3;
    }
}

bool is_mark(Kind kind) { return kind == Kind::choice || kind == Kind::checkbox; }

bool ends_sentence(char last) { return last == '.' || last == '?' || last == '!'; }

constexpr std::string_view vietnamese = "vi";

/// Whether Vietnamese among its words is known by its marks. Hrê and Co, which are written with the same, have one voice.
bool is_told_apart(std::string_view language) { return language == "en"; }

/// Letters with the marks of Vietnamese in a third of the words, as «khai sinh» has none in two.
bool is_vietnamese(std::string_view clause) {
    std::size_t words = 0;
    std::size_t marked = 0;
    for (const auto& word : split_words(clause)) {
        ++words;
        const auto letters = runes(word);
        marked += std::ranges::any_of(letters, [](char32_t c) { return c > 0x7F && is_letter(c); }) ? 1 : 0;
    }
    return marked > 0 && 3 * marked >= words;
}

/// Up to the first mark, and with it.
std::string_view first_clause(std::string_view words) {
    const auto mark = words.find_first_of(",.?!");
    return mark == std::string_view::npos ? words : words.substr(0, mark + 1);
}

std::string with_end(std::string words) {
    while (!words.empty() && words.back() == ',') words.pop_back();
    if (!words.empty() && !ends_sentence(words.back())) words += '.';
    return words;
}

}  // namespace

std::string read_item(const Item& item, Listener listener, const Speller& speller) {
    const auto& texts = speller.texts();
    const bool hushed = item.personal && listener == Listener::hall;
    const auto label = speller.words(hushed ? item.aloud : item.label);
    if (label.empty()) {
        // Which letter of a name or digit of a number it is, is not for a hall; that it is a key, is.
        return hushed && item.kind == Kind::key ? with_end(speller.words(texts(text::speech_key))) : std::string{};
    }
    std::string out;
    if (const auto name = name_of(item.kind)) {
        const bool other_voice = is_told_apart(texts.code()) && is_vietnamese(first_clause(label));
        out = speller.words(texts(*name)) + (other_voice ? ", " : " ");
    }
    out += label;
    const auto add = [&](const std::string& words) {
        if (words.empty()) return;
        while (!out.empty() && (out.back() == ',' || out.back() == '.')) out.pop_back();
        out += ", " + words;
    };
    if (hushed && item.kind != Kind::choice && item.kind != Kind::checkbox) add(texts(text::speech_entered));
    if (is_mark(item.kind) && !hushed) {
        const bool box = item.kind == Kind::checkbox;
        add(texts(item.checked ? (box ? text::speech_ticked : text::speech_chosen)
                               : (box ? text::speech_not_ticked : text::speech_not_chosen)));
    }
    if (!item.enabled) {
        add(texts(text::speech_not_now));
        add(speller.words(item.reason));
    }
    return with_end(std::move(out));
}

std::vector<Utterance> in_voices(std::size_t item, const std::string& words, const std::string& language) {
    if (!is_told_apart(language)) return {{item, words, language}};
    std::vector<Utterance> out;
    for (std::string_view rest = words; !rest.empty();) {
        const auto clause = first_clause(rest);
        rest.remove_prefix(clause.size());
        const auto voice = is_vietnamese(clause) ? std::string(vietnamese) : language;
        if (out.empty() || out.back().language != voice) out.push_back({item, std::string(trim(clause)), voice});
        else out.back().words += clause;
    }
    for (auto& part : out) part.words = with_end(std::move(part.words));
    return out;
}

std::vector<Utterance> read_page(const std::vector<Item>& items, Listener listener, const Speller& speller) {
    std::vector<std::size_t> order;
    bool keyboard = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& item = items[i];
        if (item.house || (item.kind == Kind::step && !item.checked)) continue;
        if (item.kind == Kind::key) {  // forty keys are one keyboard
            if (std::exchange(keyboard, true)) continue;
        }
        order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return rank(items[i]); });
    std::vector<Utterance> out;
    for (const auto i : order) {
        const auto words = items[i].kind == Kind::key ? with_end(speller.words(speller.texts()(text::speech_keyboard)))
                                                      : read_item(items[i], listener, speller);
        if (words.empty()) continue;
        for (auto& part : in_voices(i, words, speller.texts().code())) out.push_back(std::move(part));
    }
    return out;
}

}  // namespace kiosk::speech
