#pragma once
/// Reads `[portal]`: where it is, how it proves itself, how the kiosk proves itself, and what the line may carry.

#include <string_view>

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

void read_portal(TomlReader& table, const std::filesystem::path& data_folder, Portal& out);
/// `https://host[:port][/path]` without a query.
[[nodiscard]] bool is_https(std::string_view url);

}  // namespace kiosk::settings
