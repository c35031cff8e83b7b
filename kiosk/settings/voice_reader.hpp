#pragma once
/// [queue.voice] of kiosk.toml. Inside kiosk/settings only.

#include "kiosk/settings/settings.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

void read_voice(TomlReader& table, QueueVoice& out);

}  // namespace kiosk::settings
