#include "kiosk/commands/json_text.hpp"

#include <fmt/format.h>

#include "kiosk/base/text.hpp"

namespace kiosk::commands {

std::string json_text(std::string_view text) {
    const std::string sound = is_utf8(text) ? std::string(text) : nfc(text);
    std::string out = "\"";
    for (const char c : sound) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace kiosk::commands
