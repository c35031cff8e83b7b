#pragma once
/// What a key does to a text: Vietnamese letters, tones on the right vowel, Telex and VNI, backspace by visible letter. UTF-8;
/// what is written is in normal form C. One thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/page.hpp"

namespace kiosk::ui::typing {

/// What a keyboard remembers of the word under the caret: more than its letters, see kiosk::typing::TypedWord.
struct Writing {
    std::string field;
    std::optional<kiosk::typing::TypedWord> word;  ///< with Telex and VNI, once a key has acted
};

/// The text of the keyboard's field after this key; `done` and what is no key change nothing.
[[nodiscard]] std::string press(const Keyboard& keyboard, const Key& key, Writing& writing);

/// The last word's tone replaced by this one and put where Vietnamese spelling wants it; the same tone again takes it away.
/// `tone` is one of "´" "`" "?" "~" ".".
[[nodiscard]] std::string with_tone(std::string_view text, std::string_view tone, kiosk::typing::ToneStyle style);

/// Whether the next letter becomes a capital by itself.
[[nodiscard]] bool wants_capital(std::string_view text, Capitals capitals);

/// The ids of the keys that type this text on the keyboard with letters of their own, for scripts: "Đỗ" -> key.shift key.đ key.ô
/// key.nga.
[[nodiscard]] std::vector<std::string> keys_for(std::string_view text);

}  // namespace kiosk::ui::typing
