#pragma once
/// What a key does to a text: Vietnamese letters, tones on the right vowel, backspace by visible letter. Pure functions on
/// UTF-8 in normal form C. Any thread.

#include <string>
#include <string_view>
#include <vector>

#include "ui/page.hpp"

namespace kiosk::ui::typing {

/// Which first letters become capitals by themselves.
enum class Capitals { none, words, all };

/// The text after this key. `done` changes nothing.
[[nodiscard]] std::string press(std::string_view text, const Key& key, Capitals capitals = Capitals::none);

/// The last word's tone moved to where Vietnamese spelling wants it (traditional placement: hòa, thúy), replaced by this one;
/// the same tone again takes it away. `tone` is one of "´" "`" "?" "~" ".".
[[nodiscard]] std::string with_tone(std::string_view text, std::string_view tone);

/// The ids of the keys that type this text on the letters keyboard, for scripts: "Đỗ" -> key.shift key.đ key.ô key.nga.
[[nodiscard]] std::vector<std::string> keys_for(std::string_view text);

}  // namespace kiosk::ui::typing
