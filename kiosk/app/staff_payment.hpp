#pragma once
/// What staff ask about fees. The store's thread; blocks on the disk.

#include <nlohmann/json.hpp>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::app {

using Json = nlohmann::ordered_json;

/// Orders made since then and what has been heard of each. Nothing personal.
[[nodiscard]] Result<Json> list_payments(store::Store& store, std::string_view since, WallTime now);

}  // namespace kiosk::app
