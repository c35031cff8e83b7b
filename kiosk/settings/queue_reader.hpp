#pragma once
/// Reads [queue] of kiosk.toml: lines, counters, priority classes and the rules of waiting. One thread each; never blocks.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// `data_folder`: what ${data_folder} in a path stands for.
void read_queue(TomlReader& table, const std::filesystem::path& data_folder, Queue& out);

}  // namespace kiosk::settings
