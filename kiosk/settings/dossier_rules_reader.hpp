#pragma once
/// Reads [dossier] of kiosk.toml: how dossiers are numbered and their time is counted. One thread each; never blocks.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

void read_dossier_rules(TomlReader& table, DossierRules& out);

}  // namespace kiosk::settings
