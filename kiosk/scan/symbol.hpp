#pragma once
/// What a decoder finds in a picture: which kind of code, its text, and where it is. Plain values; any thread.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/code_format.hpp"
#include "kiosk/base/personal.hpp"

namespace kiosk::scan {

using Format = CodeFormat;
using Formats = CodeFormats;
inline constexpr int format_count = code_format_count;
inline constexpr Formats all_formats{(1U << format_count) - 1U};
/// Those made of bars in one line.
inline constexpr Formats linear_formats{
    Format::code_128,         Format::code_39, Format::code_93, Format::codabar, Format::ean_8,
    Format::ean_13,           Format::itf,     Format::upc_a,   Format::upc_e,   Format::data_bar,
    Format::data_bar_expanded};

/// A place in the picture, in its own pixels from the top left.
struct Point {
    int x = 0;
    int y = 0;
    bool operator==(const Point&) const = default;
};

/// How sure one picture makes of a symbol.
enum class Trust : std::uint8_t {
    doubtful,      ///< read, and not told for what is there: another frame may say the same
    told,          ///< what a single picture is believed
    beyond_doubt,  ///< nothing else can have been meant
};

struct Symbol {
    Format format{};
    Personal text;  ///< UTF-8 as it was encoded, not normalised; it may name a person, so it cannot be logged
    std::array<Point, 4> corners{};  ///< of the symbol as it reads: top left, top right, bottom right, bottom left
    Trust trust = Trust::told;
};

/// How good a live frame is to look at.
struct FrameMeasure {
    float sharpness = 0;  ///< of its finest detail; to compare frames of one scene with
    float motion = 1;     ///< share of the frame that differs from the one before, 0..1
    int hints = 0;        ///< things like codes, read or not
};

struct Decoded {
    std::vector<Symbol> symbols;   ///< empty when nothing was found
    std::vector<Symbol> doubtful;  ///< of live frames: for `Votes`
    FrameMeasure measure;          ///< of live frames
    std::chrono::milliseconds took{};
    std::chrono::microseconds work{};  ///< processor time of the child
    bool cut_short = false;            ///< the budget ended before everything was tried: what is not there may be there
    int lost_children = 0;             ///< how often the sandboxed child died of this picture
};

}  // namespace kiosk::scan
