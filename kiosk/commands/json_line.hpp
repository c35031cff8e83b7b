#pragma once
/// A JSON value as the commands print it. Any thread, never blocks.

#include <nlohmann/json.hpp>
#include <string>

namespace kiosk::commands {

/// One line without its end. Never throws: bytes that are no UTF-8, such as a file's name may have, become U+FFFD.
[[nodiscard]] std::string json_line(const nlohmann::ordered_json& value);

}  // namespace kiosk::commands
