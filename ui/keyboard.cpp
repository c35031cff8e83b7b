#include "ui/keyboard.hpp"

#include <array>

#include "kiosk/base/text.hpp"

namespace kiosk::ui {
namespace {

struct ToneKey {
    std::string_view id;
    std::string_view tone;
    std::string_view label;  // the letter a under that tone: read faster than a lone accent
    std::string_view spoken;
};
constexpr std::array<ToneKey, 5> tone_keys{{{"key.sac", "´", "á", "dấu sắc"},
                                            {"key.huyen", "`", "à", "dấu huyền"},
                                            {"key.hoi", "?", "ả", "dấu hỏi"},
                                            {"key.nga", "~", "ã", "dấu ngã"},
                                            {"key.nang", ".", "ạ", "dấu nặng"}}};

KeyCap letter_key(std::string_view letter, bool shift) {
    KeyCap cap;
    cap.id = "key." + std::string{letter};
    cap.label = shift ? upper(letter) : std::string{letter};
    return cap;
}

KeyCap control_key(std::string id, Icon icon, std::string label, std::string spoken, int width) {
    KeyCap cap;
    cap.id = std::move(id);
    cap.icon = icon;
    cap.label = std::move(label);
    cap.spoken = std::move(spoken);
    cap.width = width;
    cap.look = KeyCap::Look::control;
    return cap;
}

KeyCap done_key(const KeyboardWords& words, int width) {
    KeyCap cap;
    cap.id = "key.done";
    cap.label = words.done;
    cap.width = width;
    cap.look = KeyCap::Look::done;
    cap.enabled = words.done_enabled;
    return cap;
}

KeyCap backspace_key(const KeyboardWords& words, int width) {
    return control_key("key.backspace", Icon::backspace, {}, words.backspace, width);
}

KeyCap space_key(const KeyboardWords& words, int width) {
    KeyCap cap;
    cap.id = "key.space";
    cap.label = words.space;
    cap.width = width;
    return cap;
}

KeyRow row_of(std::string_view letters, bool shift, int indent = 0) {
    KeyRow row;
    row.indent = indent;
    for (const auto& letter : split_words(letters)) row.keys.push_back(letter_key(letter, shift));
    return row;
}

KeyRow marks_row(bool shift) {
    auto row = row_of("ă â đ ê ô ơ ư", shift);
    for (const auto& key : tone_keys) {
        KeyCap cap;
        cap.id = key.id;
        cap.label = key.label;
        cap.spoken = key.spoken;
        cap.look = KeyCap::Look::tone;
        row.keys.push_back(std::move(cap));
    }
    return row;
}

/// Digits and signs stand where the letters were, so that no key changes its place.
std::vector<KeyRow> symbol_rows(const KeyboardWords& words) {
    std::vector<KeyRow> rows{row_of("+ = % * # @ & ( ) [ ] _", false), row_of("1 2 3 4 5 6 7 8 9 0", false),
                             row_of("- / : ; ' \" ! ? «", false, 1), row_of("» , . – ° ₫ \\", false)};
    rows[3].keys.insert(rows[3].keys.begin(), control_key("key.symbols", Icon::none, "abc", {}, 3));
    rows[3].keys.push_back(backspace_key(words, 3));
    rows.push_back({0, {letter_key(",", false), space_key(words, 11), letter_key(".", false), done_key(words, 5)}});
    return rows;
}

std::vector<KeyRow> letter_rows(const KeyboardWords& words, bool shift) {
    std::vector<KeyRow> rows{marks_row(shift), row_of("q w e r t y u i o p", shift), row_of("a s d f g h j k l", shift, 1),
                             row_of("z x c v b n m", shift)};
    auto shift_key = control_key("key.shift", Icon::apple_keyboard_shift, {}, words.shift, 3);
    shift_key.active = shift;
    rows[3].keys.insert(rows[3].keys.begin(), std::move(shift_key));
    rows[3].keys.push_back(backspace_key(words, 3));
    rows.push_back({0,
                    {control_key("key.symbols", Icon::none, "123", {}, 3), letter_key(",", false), space_key(words, 8),
                     letter_key(".", false), done_key(words, 5)}});
    return rows;
}

std::vector<KeyRow> digit_rows(const KeyboardWords& words) {
    std::vector<KeyRow> rows{row_of("1 2 3", false), row_of("4 5 6", false), row_of("7 8 9", false)};
    rows.push_back({0, {backspace_key(words, 2), letter_key("0", false), done_key(words, 2)}});
    return rows;
}

std::vector<KeyRow> decimal_rows(const KeyboardWords& words) {
    std::vector<KeyRow> rows{row_of("1 2 3", false), row_of("4 5 6", false), row_of("7 8 9", false)};
    rows.push_back({0, {letter_key(",", false), letter_key("0", false), backspace_key(words, 2)}});
    rows.push_back({0, {done_key(words, 6)}});
    return rows;
}

std::vector<KeyRow> code_rows(const KeyboardWords& words) {
    std::vector<KeyRow> rows{row_of("1 2 3 4 5 6 7 8 9 0", false), row_of("q w e r t y u i o p", true),
                             row_of("a s d f g h j k l", true, 1), row_of("z x c v b n m", true)};
    rows[3].keys.push_back(backspace_key(words, 6));
    rows.push_back(
        {0,
         {letter_key("-", false), letter_key(".", false), letter_key("/", false), space_key(words, 7), done_key(words, 7)}});
    return rows;
}

std::vector<KeyRow> email_rows(const KeyboardWords& words) {
    std::vector<KeyRow> rows{row_of("1 2 3 4 5 6 7 8 9 0", false), row_of("q w e r t y u i o p", false),
                             row_of("a s d f g h j k l", false, 1), row_of("z x c v b n m", false)};
    rows[3].keys.push_back(backspace_key(words, 6));
    rows.push_back({0,
                    {letter_key("@", false), letter_key(".", false), letter_key("_", false), letter_key("-", false),
                     control_key("key..com", Icon::none, ".com", {}, 3), control_key("key..vn", Icon::none, ".vn", {}, 3),
                     done_key(words, 6)}});
    return rows;
}

}  // namespace

std::vector<KeyRow> keyboard_rows(Layout layout, const KeyboardWords& words, bool shift, bool symbols) {
    switch (layout) {
        case Layout::letters: return symbols ? symbol_rows(words) : letter_rows(words, shift);
        case Layout::digits: return digit_rows(words);
        case Layout::decimal: return decimal_rows(words);
        case Layout::code: return code_rows(words);
        case Layout::email: return email_rows(words);
    }
    return {};
}

std::optional<Key> key_of(std::string_view id, bool shift) {
    constexpr std::string_view prefix = "key.";
    if (!id.starts_with(prefix) || id == "key.shift" || id == "key.symbols") return std::nullopt;
    if (id == "key.backspace") return Key{Key::Kind::backspace, {}};
    if (id == "key.done") return Key{Key::Kind::done, {}};
    if (id == "key.space") return Key{Key::Kind::text, " "};
    for (const auto& key : tone_keys) {
        if (id == key.id) return Key{Key::Kind::tone, std::string{key.tone}};
    }
    const auto letter = id.substr(prefix.size());
    return Key{Key::Kind::text, shift ? upper(letter) : std::string{letter}};
}

}  // namespace kiosk::ui
