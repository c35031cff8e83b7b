#pragma once
/// Reads [queue] of kiosk.toml: lines, counters, priority classes and the rules of waiting. One thread each; never blocks.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

void read_queue(TomlReader& table, Queue& out);

}  // namespace kiosk::settings
