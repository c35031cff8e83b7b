#pragma once
/// Tables for Excel: UTF-8 with a byte order mark, so that Vietnamese opens as it was written. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// What the file begins with.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// One line with its end. Every cell is quoted; one that a table program would calculate gets an apostrophe before it.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

}  // namespace kiosk
