#pragma once
/// Reads `[portal]`: where it is, how it proves itself, how the kiosk proves itself, and what the line may carry.

#include <string_view>

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

void read_portal(TomlReader& table, const std::filesystem::path& data_folder, Portal& out);
/// A file of its own beside the settings, or below the data folder; empty when the key is not there.
[[nodiscard]] std::filesystem::path own_file(TomlReader& table, std::string_view key,
                                             const std::filesystem::path& data_folder);
/// `https://host[:port][/path]` without a query.
[[nodiscard]] bool is_https(std::string_view url);

/// `[national]`.
void read_national(TomlReader& table, const std::filesystem::path& data_folder, National& out);

}  // namespace kiosk::settings
