#pragma once
/// What is piped into a command. The main thread; blocks until the other end closes or the limit is passed.

#include <cstddef>
#include <string>

namespace kiosk::commands {

/// Everything up to its end; a little more than `longest_bytes` when there is more, so that the caller sees it: a whole picture
/// piped in by mistake is not read to its end.
[[nodiscard]] std::string standard_input(std::size_t longest_bytes);

}  // namespace kiosk::commands
