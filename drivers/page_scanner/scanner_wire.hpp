#pragma once
/// What the kiosk and its scanner program say to each other, line by line. The kiosk: `open`, `scan 300`, `stop`. The program
/// answers each `open` and `scan` once: `done`, `picture TYPE BYTES` and then the bytes, `error CODE WORDS`. Pure.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// An answer's first line, read.
struct ScannerAnswer {
    std::optional<Error> error;
    std::string media_type;  ///< of a picture; empty for `done`
    std::size_t bytes = 0;   ///< that follow the line, at most largest_page_bytes
};

inline constexpr std::size_t longest_answer_line = 2000;
/// Exit code of a program that handed a page over and then hung: nothing is lost, and another one takes its place.
inline constexpr int hung_after_page = 3;

[[nodiscard]] std::string answer_line(const Error& error);
/// nullopt for anything that answer_line() and the kiosk's own program do not write.
[[nodiscard]] std::optional<ScannerAnswer> read_answer(std::string_view line);

}  // namespace kiosk::drivers
