#pragma once
/// A text that a pattern of an e-form takes, for test answers. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::trial {

/// The first and shortest text that comes to mind: the first of alternatives, the first letter of a class, the least of
/// repetitions. Nothing for what looks around or back. Whoever uses it judges it with the pattern itself.
[[nodiscard]] std::optional<std::string> example_of(std::string_view pattern);

}  // namespace kiosk::trial
