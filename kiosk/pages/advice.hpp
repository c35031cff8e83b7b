#pragma once
/// What is wrong with a picture of a page, for whoever can still take it again: advice, never a refusal. Values; any thread.

#include <cstdint>
#include <string_view>

namespace kiosk::pages {

enum class Problem : std::uint8_t {
    blurred,
    cut_off,    ///< a side of the sheet lies outside of the picture
    glare,      ///< a lamp is mirrored
    too_small,  ///< the sheet fills too little of the picture for small letters to be read
    too_dark,
    finger,
    several,  ///< sheets: the first one was taken
    blank,
    no_sheet,  ///< no edges of a sheet in the picture: all of it was taken
};
inline constexpr int problem_count = 9;

/// Thirds of the page, row by row from the top left.
enum class Place : std::int8_t {
    everywhere = -1,
    top_left,
    top,
    top_right,
    left,
    middle,
    right,
    bottom_left,
    bottom,
    bottom_right,
};

struct Advice {
    Problem problem{};
    Place place = Place::everywhere;
    bool operator==(const Advice&) const = default;
};

/// As `--json` says them: "blurred", "top_left".
[[nodiscard]] constexpr std::string_view name(Problem problem) {
    switch (problem) {
        case Problem::blurred: return "blurred";
        case Problem::cut_off: return "cut_off";
        case Problem::glare: return "glare";
        case Problem::too_small: return "too_small";
        case Problem::too_dark: return "too_dark";
        case Problem::finger: return "finger";
        case Problem::several: return "several";
        case Problem::blank: return "blank";
        case Problem::no_sheet: return "no_sheet";
    }
    return "";
}
[[nodiscard]] constexpr std::string_view name(Place place) {
    switch (place) {
        case Place::everywhere: return "everywhere";
        case Place::top_left: return "top_left";
        case Place::top: return "top";
        case Place::top_right: return "top_right";
        case Place::left: return "left";
        case Place::middle: return "middle";
        case Place::right: return "right";
        case Place::bottom_left: return "bottom_left";
        case Place::bottom: return "bottom";
        case Place::bottom_right: return "bottom_right";
    }
    return "";
}

}  // namespace kiosk::pages
