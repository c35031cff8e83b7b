#pragma once
/// The on-screen keyboards as data: which keys stand where. Pure. Any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/page.hpp"

namespace kiosk::ui {

struct KeyCap {
    std::string id;     ///< "key.a", "key.sac", "key.backspace"
    std::string label;  ///< what stands on the key, and what speech says when `spoken` is empty
    std::string spoken;
    std::string hint;  ///< small, in the corner: the letter that this key makes of the one before it
    Icon icon = Icon::none;
    int width = 2;  ///< in half keys
    enum class Look { letter, tone, control, done, suggestion } look = Look::letter;
    bool enabled = true;
    bool active = false;
};

struct KeyRow {
    int indent = 0;  ///< half keys left free at both ends
    std::vector<KeyCap> keys;
};

/// Large keys in three columns, which stand beside the question where there is room.
[[nodiscard]] constexpr bool is_number_pad(Layout layout) { return layout == Layout::digits || layout == Layout::decimal; }

/// What the keys show besides what the keyboard is.
struct KeyFaces {
    bool shift = false;     ///< the shift key is down
    bool capitals = false;  ///< letters are shown large: the next one will be
    bool symbols = false;   ///< digits and signs instead of letters
};

/// The rows from top to bottom. Whatever the method, a layout has keys in the same places and the same height.
[[nodiscard]] std::vector<KeyRow> keyboard_rows(const Keyboard& keyboard, const KeyFaces& faces);

/// Above the rows of a Vietnamese keyboard: the three ways of typing, each one touch away. Empty for the others.
[[nodiscard]] std::vector<KeyCap> method_keys(const Keyboard& keyboard);
/// The way of typing that the key of this id stands for.
[[nodiscard]] std::optional<kiosk::typing::Method> method_of(std::string_view id);
/// Beside them; ids are "suggestion.1" and on.
[[nodiscard]] std::vector<KeyCap> suggestion_keys(const Keyboard& keyboard);

/// What a tap on the key of this id means; nothing for shift, symbols, ways of typing and ids that are no keys.
[[nodiscard]] std::optional<Key> key_of(std::string_view id, const Keyboard& keyboard, const KeyFaces& faces);

}  // namespace kiosk::ui
