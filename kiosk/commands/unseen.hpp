#pragma once
/// A secret typed at a terminal, which does not show it, or a line of standard input. The main thread; blocks.

#include <string_view>

#include "kiosk/base/personal.hpp"

namespace kiosk::commands {

/// Without blanks at its ends; empty when there was none.
[[nodiscard]] Personal read_unseen(std::string_view prompt);

}  // namespace kiosk::commands
