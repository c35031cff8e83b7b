#pragma once
/// Reads one line of a list that people choose from. One thread; never blocks.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// An id of its own within `before`, and its words.
[[nodiscard]] NamedChoice read_choice(TomlReader& table, const std::vector<NamedChoice>& before);

}  // namespace kiosk::settings
