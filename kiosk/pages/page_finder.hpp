#pragma once
/// Finds the sheets of paper in a photograph: on dark, light, patterned and littered tables, partly outside of the picture, several
/// side by side. Pure; any thread; some milliseconds whatever the size, since it looks at some 640 pixels of the longer side.

#include <vector>

#include "kiosk/pages/reduce.hpp"

namespace kiosk::pages {

/// A sheet as it lies in the picture.
struct Sheet {
    Quad corners{};                 ///< of the picture's own pixels, clockwise from the top left; may lie outside of it
    double sureness = 0;            ///< about 0..2; what is given back is at least `least_sureness`
    double paper_around = 0;        ///< share of the picture around it that is as light as it is itself
    std::array<bool, 4> cut_off{};  ///< top, right, bottom, left: this side lies outside of the picture
    [[nodiscard]] bool is_cut_off() const { return cut_off[0] || cut_off[1] || cut_off[2] || cut_off[3]; }
};

inline constexpr double least_sureness = 1.15;

/// Corners are pixels of the whole photograph. Surest first, none over another; nothing when the picture shows no sheet's edges, as a scan does not.
[[nodiscard]] std::vector<Sheet> find_sheets(const Halved& photo, std::size_t most = 4);

}  // namespace kiosk::pages
