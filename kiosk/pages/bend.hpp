#pragma once
/// Sheets that do not lie flat: how their lines of text bend, and the page without it. Pure; any thread. A millisecond to look, some 25
/// to take it away, which is done only where it is plain.

#include <array>
#include <optional>

#include "kiosk/pages/ink.hpp"

namespace kiosk::pages {

/// By how much what belongs on a level line lies too low, in shares of the sheet's height.
struct Bend {
    static constexpr int columns = 16;
    static constexpr int bands = 3;
    double reach = 1;  ///< share of the width that the columns take up
    std::array<std::array<float, columns>, bands> low{};
    /// At a place in shares of width and height.
    [[nodiscard]] float at(double x, double y) const;
    /// Of the same sheet turned upside down.
    [[nodiscard]] Bend turned_round() const;
    /// From the lowest to the highest place of its most bent band, in shares of the height.
    [[nodiscard]] float range() const;
};

/// Nothing where the page is flat, or too little is written on it to tell. The text must lie level, upside down if need be.
[[nodiscard]] std::optional<Bend> bend_of(const Bits& page);

/// The same plane of the page without the bend, whatever its resolution.
[[nodiscard]] Grey unbent(const Grey& plane, const Bend& bend);

}  // namespace kiosk::pages
