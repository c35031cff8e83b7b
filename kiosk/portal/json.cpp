#include "kiosk/portal/json.hpp"

#include <fmt/format.h>

namespace kiosk::portal {
namespace {

/// Counted before parsing, so that a million brackets cost one pass and no memory.
bool deeper_than(std::string_view text, int limit) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            else if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > limit) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

}  // namespace

Result<nlohmann::ordered_json> parse_json(std::string_view text, int depth_limit) {
    if (deeper_than(text, depth_limit)) {
        return fail(Code::bad_format, fmt::format("JSON nested deeper than {} levels", depth_limit));
    }
    auto json = nlohmann::ordered_json::parse(text, nullptr, false);
    if (json.is_discarded()) return fail(Code::bad_format, "not JSON");
    return json;
}

const nlohmann::ordered_json& member_of(const nlohmann::ordered_json& object, std::string_view member) {
    static const nlohmann::ordered_json nothing;
    if (!object.is_object()) return nothing;
    const auto found = object.find(std::string(member));
    return found == object.end() ? nothing : *found;
}

std::string text_of(const nlohmann::ordered_json& object, std::string_view member) {
    const auto& value = member_of(object, member);
    return value.is_string() ? value.get_ref<const std::string&>() : std::string();
}

}  // namespace kiosk::portal
