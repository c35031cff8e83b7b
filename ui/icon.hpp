#pragma once
/// The symbols a page may show, one for each line of kiosk/settings/icons.inc: a value is its code point in the icon font.

#include <cstdint>
#include <span>

namespace kiosk::ui {

enum class Icon : std::uint16_t {
    none = 0,
#define KIOSK_ICON(name, code_point) name = (code_point),
#include "kiosk/settings/icons.inc"
#undef KIOSK_ICON
};

/// Every icon but `none`, for building the atlas.
[[nodiscard]] std::span<const Icon> all_icons();

}  // namespace kiosk::ui
