#pragma once
/// JSON from a stranger, read into a tree only when it is UTF-8, not too large, not nested without end, and has no key twice.
/// Any thread, never blocks. Messages name the place, never a value: the text may be about people.

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::dossier {

struct JsonLimits {
    std::size_t bytes = 8U << 20;
    int depth = 16;
};

/// Key order is kept. The finding's key is the path of a repeated key ("$.data[0].Fax"), or empty; its line counts from 1, 0
/// when there is none to name.
[[nodiscard]] tl::expected<nlohmann::ordered_json, settings::Finding> guarded_json(std::string_view text,
                                                                                   const JsonLimits& limits = {});

}  // namespace kiosk::dossier
