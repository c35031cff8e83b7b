#pragma once
/// Why something has not reached the portal yet, in words for staff: on the screen and on paper. Pure; any thread.

#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/texts/text_id.hpp"

namespace kiosk {

/// Nothing: it was not tried yet.
[[nodiscard]] TextId unsent_words(const std::optional<Code>& reason);

}  // namespace kiosk
