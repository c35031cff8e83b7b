#pragma once
/// Reads [devices] and [speech] of kiosk.toml: which devices there are, and what the voice is. One thread each; blocks only to
/// see whether a folder is there.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

void read_devices(TomlReader& table, Devices& out);
void read_speech(TomlReader& table, Speech& out);

}  // namespace kiosk::settings
