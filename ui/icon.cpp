#include "ui/icon.hpp"

#include <array>

namespace kiosk::ui {

std::span<const Icon> all_icons() {
    static constexpr auto icons = std::to_array<Icon>({
#define KIOSK_ICON(name, code_point) Icon::name,
#include "kiosk/settings/icons.inc"
#undef KIOSK_ICON
    });
    return icons;
}

}  // namespace kiosk::ui
