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
    Icon icon = Icon::none;
    int width = 2;  ///< in half keys
    enum class Look { letter, tone, control, done } look = Look::letter;
    bool enabled = true;
    bool active = false;
};

struct KeyRow {
    int indent = 0;  ///< half keys left free at both ends
    std::vector<KeyCap> keys;
};

/// Large keys in three columns, which stand beside the question where there is room.
[[nodiscard]] constexpr bool is_number_pad(Layout layout) { return layout == Layout::digits || layout == Layout::decimal; }

/// The rows from top to bottom.
[[nodiscard]] std::vector<KeyRow> keyboard_rows(Layout layout, const KeyboardWords& words, bool shift, bool symbols);

/// What a tap on the key of this id means; nothing for shift, symbols and ids that are no keys.
[[nodiscard]] std::optional<Key> key_of(std::string_view id, bool shift);

}  // namespace kiosk::ui
