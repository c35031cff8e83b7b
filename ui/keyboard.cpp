#include "ui/keyboard.hpp"

#include <algorithm>
#include <array>

#include "kiosk/base/text.hpp"

namespace kiosk::ui {
namespace {

struct ToneKey {
    std::string_view id;
    std::string_view tone;
    std::string_view label;  // the letter a under that tone: read faster than a lone accent
};
constexpr std::array<ToneKey, tone_count> tone_keys{
    {{"key.sac", "´", "á"}, {"key.huyen", "`", "à"}, {"key.hoi", "?", "ả"}, {"key.nga", "~", "ã"}, {"key.nang", ".", "ạ"}}};

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

KeyRow row_of(std::string_view on_keys, bool shift, int indent = 0) {
    KeyRow row;
    row.indent = indent;
    while (!on_keys.empty()) {
        const auto blank = std::min(on_keys.find(' '), on_keys.size());
        row.keys.push_back(letter_key(on_keys.substr(0, blank), shift));
        on_keys.remove_prefix(std::min(blank + 1, on_keys.size()));
    }
    return row;
}

/// What a key of Telex or VNI makes of the letter before it: shown in its corner for who does not know them by heart.
struct Hint {
    std::string_view key;
    std::string_view letter;
};
constexpr std::array<Hint, 10> telex_hints{{{"s", "á"},
                                            {"f", "à"},
                                            {"r", "ả"},
                                            {"x", "ã"},
                                            {"j", "ạ"},
                                            {"a", "â"},
                                            {"e", "ê"},
                                            {"o", "ô"},
                                            {"w", "ư"},
                                            {"d", "đ"}}};
constexpr std::array<Hint, 9> vni_hints{
    {{"1", "á"}, {"2", "à"}, {"3", "ả"}, {"4", "ã"}, {"5", "ạ"}, {"6", "â"}, {"7", "ư"}, {"8", "ă"}, {"9", "đ"}}};

template <class Hints>
void put_hints(std::vector<KeyRow>& rows, const Hints& hints) {
    for (auto& row : rows) {
        for (auto& cap : row.keys) {
            for (const auto& hint : hints) {
                if (cap.id == "key." + std::string{hint.key}) cap.hint = hint.letter;
            }
        }
    }
}

KeyRow marks_row(const KeyboardWords& words, bool shift) {
    auto row = row_of("ă â đ ê ô ơ ư", shift);
    for (std::size_t i = 0; i < tone_keys.size(); ++i) {
        KeyCap cap;
        cap.id = tone_keys[i].id;
        cap.label = tone_keys[i].label;
        cap.spoken = words.tones[i];
        cap.look = KeyCap::Look::tone;
        row.keys.push_back(std::move(cap));
    }
    return row;
}

/// The lowest row: what words of an address hold besides letters has keys of its own there.
KeyRow bottom_row(const Keyboard& keyboard, std::string_view page) {
    const auto& words = keyboard.words;
    KeyRow row;
    const bool address = keyboard.layout == Layout::address;
    row.keys.push_back(control_key("key.symbols", Icon::none, std::string{page}, {}, address ? 2 : 3));
    row.keys.push_back(letter_key(",", false));
    if (address) row.keys.push_back(letter_key("/", false));
    row.keys.push_back(space_key(words, address ? 5 : 8));
    if (address) row.keys.push_back(letter_key("-", false));
    row.keys.push_back(letter_key(".", false));
    row.keys.push_back(done_key(words, 5));
    return row;
}

/// Digits and signs stand where the letters were, so that no key changes its place.
std::vector<KeyRow> symbol_rows(const Keyboard& keyboard) {
    const bool address = keyboard.layout == Layout::address;
    std::vector<KeyRow> rows{row_of("+ = % * # @ & ( ) [ ] _", false), row_of("1 2 3 4 5 6 7 8 9 0", false),
                             row_of(address ? "« » : ; ' \" ! ? \\" : "- / : ; ' \" ! ? «", false, 1),
                             row_of(address ? "– ° ₫ < > | ~ ^" : "» – ° ₫ \\ < > |", false)};
    rows[3].keys.push_back(backspace_key(keyboard.words, 4));
    rows.push_back(bottom_row(keyboard, "abc"));
    return rows;
}

std::vector<KeyRow> letter_rows(const Keyboard& keyboard, const KeyFaces& faces) {
    using kiosk::typing::Method;
    const bool big = faces.capitals;
    std::vector<KeyRow> rows{row_of("q w e r t y u i o p", big), row_of("a s d f g h j k l", big, 1),
                             row_of("z x c v b n m", big)};
    auto shift_key = control_key("key.shift", Icon::apple_keyboard_shift, {}, keyboard.words.shift, 3);
    shift_key.active = faces.shift;
    rows[2].keys.insert(rows[2].keys.begin(), std::move(shift_key));
    rows[2].keys.push_back(backspace_key(keyboard.words, 3));
    rows.push_back(bottom_row(keyboard, "123"));
    const bool direct = keyboard.method == Method::direct;
    if (direct) rows.insert(rows.begin(), marks_row(keyboard.words, big));
    if (!direct || keyboard.layout == Layout::address) rows.insert(rows.begin(), row_of("1 2 3 4 5 6 7 8 9 0", false));
    if (keyboard.method == Method::telex) put_hints(rows, telex_hints);
    if (keyboard.method == Method::vni) put_hints(rows, vni_hints);
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
    rows.push_back({0,
                    {letter_key("-", false), letter_key(".", false), letter_key("/", false), letter_key(":", false),
                     space_key(words, 5), done_key(words, 7)}});
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

struct MethodKey {
    std::string_view id;
    kiosk::typing::Method method;
    std::string_view name;  ///< a name of its own in every language; empty: of the words
};
constexpr std::array<MethodKey, 3> methods{{{"key.method.direct", kiosk::typing::Method::direct, {}},
                                            {"key.method.telex", kiosk::typing::Method::telex, "Telex"},
                                            {"key.method.vni", kiosk::typing::Method::vni, "VNI"}}};
constexpr std::string_view suggestion_id = "suggestion.";

}  // namespace

std::vector<KeyRow> keyboard_rows(const Keyboard& keyboard, const KeyFaces& faces) {
    switch (keyboard.layout) {
        case Layout::letters:
        case Layout::address: return faces.symbols ? symbol_rows(keyboard) : letter_rows(keyboard, faces);
        case Layout::digits: return digit_rows(keyboard.words);
        case Layout::decimal: return decimal_rows(keyboard.words);
        case Layout::code: return code_rows(keyboard.words);
        case Layout::email: return email_rows(keyboard.words);
    }
    return {};
}

std::vector<KeyCap> method_keys(const Keyboard& keyboard) {
    std::vector<KeyCap> keys;
    if (!is_vietnamese(keyboard.layout)) return keys;
    for (const auto& method : methods) {
        const auto name = method.name.empty() ? keyboard.words.direct : std::string{method.name};
        auto cap = control_key(std::string{method.id}, Icon::none, name, keyboard.words.method + ": " + name, 3);
        cap.active = method.method == keyboard.method;
        keys.push_back(std::move(cap));
    }
    return keys;
}

std::optional<kiosk::typing::Method> method_of(std::string_view id) {
    for (const auto& method : methods) {
        if (method.id == id) return method.method;
    }
    return std::nullopt;
}

std::vector<KeyCap> suggestion_keys(const Keyboard& keyboard) {
    std::vector<KeyCap> keys;
    for (const auto& suggestion : keyboard.suggestions) {
        KeyCap cap;
        cap.id = std::string{suggestion_id} + std::to_string(keys.size() + 1);
        cap.label = suggestion.label;
        cap.spoken = suggestion.spoken;
        cap.look = KeyCap::Look::suggestion;
        keys.push_back(std::move(cap));
    }
    return keys;
}

std::optional<Key> key_of(std::string_view id, const Keyboard& keyboard, const KeyFaces& faces) {
    constexpr std::string_view prefix = "key.";
    for (std::size_t i = 0; i < keyboard.suggestions.size() && id.starts_with(suggestion_id); ++i) {
        if (id.substr(suggestion_id.size()) == std::to_string(i + 1))
            return Key{Key::Kind::suggestion, keyboard.suggestions[i].text};
    }
    if (!id.starts_with(prefix) || id == "key.shift" || id == "key.symbols" || method_of(id)) return std::nullopt;
    if (id == "key.backspace") return Key{Key::Kind::backspace, {}};
    if (id == "key.done") return Key{Key::Kind::done, {}};
    if (id == "key.space") return Key{Key::Kind::text, " "};
    for (const auto& key : tone_keys) {
        if (id == key.id) return Key{Key::Kind::tone, std::string{key.tone}};
    }
    const auto letter = id.substr(prefix.size());
    return Key{Key::Kind::text, faces.shift ? upper(letter) : std::string{letter}, faces.symbols};
}

}  // namespace kiosk::ui
