#pragma once
/// The kiosk's log: one line an event, on standard error, for journald. Any thread. Personal values have no formatter, so a
/// line that names one does not compile; line breaks and control characters in values are escaped.

#include <fmt/format.h>

#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::log {

enum class Level { debug, info, warning, error };

void set_level(Level level);
void write(Level level, std::string_view line);

template <class... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warning(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::warning, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::error, fmt::format(format, std::forward<Args>(args)...));
}
/// An error with its code and the place it came from.
void failure(std::string_view doing, const Error& error);

}  // namespace kiosk::log
