#pragma once
/// JSON as the pages in assets/web read and write it. For the room's own files; pure.

#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"

namespace kiosk::console {

using Json = nlohmann::ordered_json;

/// {"vi","en"}: the page chooses.
[[nodiscard]] inline Json words(const LocalText& text) {
    return {{"vi", text.vi}, {"en", text.en.empty() ? text.vi : text.en}};
}
[[nodiscard]] inline std::int64_t ms(WallTime at) { return at.since_epoch.count(); }
/// One line.
[[nodiscard]] inline std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}
/// Empty when it is not there, or no text.
[[nodiscard]] inline std::string text_in(const Json& json, const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace kiosk::console
