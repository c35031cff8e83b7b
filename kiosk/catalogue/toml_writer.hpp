#pragma once
/// Writes procedures as a file of catalogue/*.toml that ProcedureReader reads back. Pure; any thread.

#include <string>
#include <vector>

#include "kiosk/catalogue/procedure.hpp"

namespace kiosk::catalogue {

/// A whole file for procedures of one field. `remarks` stand at its top as comments, one a line.
[[nodiscard]] std::string toml_file(std::string_view field, const std::vector<Procedure>& procedures,
                                    const std::vector<std::string>& remarks);

}  // namespace kiosk::catalogue
