#pragma once
/// JSON from a stranger: depth limited, no exceptions, members read with a kind in mind. Pure; any thread.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::portal {

inline constexpr int json_depth_limit = 32;

/// bad_format for what is no JSON or is nested deeper than the limit. Key order is kept.
[[nodiscard]] Result<nlohmann::ordered_json> parse_json(std::string_view text, int depth_limit = json_depth_limit);
/// The text of a member; empty when it is missing or no text.
[[nodiscard]] std::string text_of(const nlohmann::ordered_json& object, std::string_view member);
/// An object's member; a null value when it is missing.
[[nodiscard]] const nlohmann::ordered_json& member_of(const nlohmann::ordered_json& object, std::string_view member);

}  // namespace kiosk::portal
