#include "kiosk/commands/json_line.hpp"

namespace kiosk::commands {

std::string json_line(const nlohmann::ordered_json& value) {
    return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace kiosk::commands
