#include "kiosk/commands/payload_json.hpp"

#include <fmt/format.h>

#include "kiosk/commands/json_text.hpp"

namespace kiosk::commands {

std::string fields_json(const scan::Payload& payload) {
    std::string out;
    for (const auto& field : scan::fields(payload)) {
        out += fmt::format("{}{}:{}", out.empty() ? "" : ",", json_text(field.name), json_text(field.value.reveal()));
    }
    return "{" + out + "}";
}

std::string warnings_json(const scan::Payload& payload) {
    std::string out;
    for (const auto warning : payload.warnings) out += (out.empty() ? "" : ",") + json_text(scan::name(warning));
    return "[" + out + "]";
}

}  // namespace kiosk::commands
