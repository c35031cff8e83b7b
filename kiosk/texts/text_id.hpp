#pragma once
/// The name of one text of the screens and slips. The constants (`kiosk::text::home_title`) are made from assets/locale/vi.po.

#include <compare>
#include <string_view>

namespace kiosk {

struct TextId {
    std::string_view id;  ///< the msgid, such as "home.title"
    auto operator<=>(const TextId&) const = default;
};

}  // namespace kiosk
