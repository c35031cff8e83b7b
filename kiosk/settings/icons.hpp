#pragma once
/// The icons that configuration may name. Any thread; never blocks.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::settings {

/// The code point in the icon font of "account-multiple": a name of icons.inc, its underscores written as hyphens.
[[nodiscard]] std::optional<std::uint16_t> icon_named(std::string_view name);

/// Every name, as configuration writes it, in the order of the alphabet.
[[nodiscard]] std::vector<std::string> icon_names();

}  // namespace kiosk::settings
