#pragma once
/// Whole files, with sizes limited and errors said. Block on the disk; any thread.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk {

/// All bytes of a regular file of at most `limit_bytes`. Folders, devices and pipes are refused at once (bad_usage).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes = 64U << 20);
/// Replaces the file as a whole: a new file beside it, flushed, then renamed. Mode 0600. A link stays one: what it names is
/// replaced. bad_usage for a folder, a device or a pipe.
[[nodiscard]] Result<Done> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace kiosk
