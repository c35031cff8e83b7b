#pragma once
/// Reads bar codes from lines across their bars by holding every letter, softened as the lens softens it, against the line: what blur
/// has run together is still told apart, where a reader of edges sees nothing. Pure; any thread.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/scan/deadline.hpp"
#include "kiosk/scan/symbol.hpp"

namespace kiosk::scan {

/// Tones along a line, dark being less, at even steps.
using BarLine = std::vector<float>;

struct BarText {
    Format format{};
    std::string text;
    double from = 0;  ///< where the code begins and ends on the line, in samples; from > to when read backwards
    double to = 0;
    float likeness = 0;  ///< of the letter that fits worst
    float margin = 0;    ///< by which the letter that is least sure fits better than the next one
};

/// The code on this line, of these formats: Code 128, Code 39, ITF, EAN-13, UPC-A. Its check digits hold, where the format has some.
[[nodiscard]] std::optional<BarText> read_bar_line(const BarLine& line, Formats formats, const Deadline& deadline = {});

/// The code that several lines agree on, and how many of them. Lines have no pixel in common, so that they agree independently.
struct AgreedBars {
    BarText text;
    int lines = 0;
};
/// Fewer of them are asked once the deadline is over.
[[nodiscard]] std::optional<AgreedBars> read_bar_lines(const std::vector<BarLine>& lines, Formats formats,
                                                       const Deadline& deadline = {});

}  // namespace kiosk::scan
