#pragma once
/// Reads one form of config/print and says everything that is wrong with it. Pure but for the findings; one thread.

#include "kiosk/print/template.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::print {

[[nodiscard]] Template read_template(settings::TomlReader& root);

}  // namespace kiosk::print
