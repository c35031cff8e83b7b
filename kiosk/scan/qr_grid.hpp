#pragma once
/// From three finders to the modules of a QR code: the tilt is taken from the edges of the finders and the alignment pattern, and
/// then the net of modules is bent, piece by piece, to where light and dark part best. So it follows curved and crumpled paper.
/// Pure; any thread.

#include <array>
#include <optional>
#include <vector>

#include "kiosk/scan/deadline.hpp"
#include "kiosk/scan/grey.hpp"
#include "kiosk/scan/symbol_writer.hpp"
#include "kiosk/scan/trios.hpp"

namespace kiosk::scan {

struct GridCode {
    Matrix modules;                 ///< corrected, whole
    std::array<Spot, 4> corners{};  ///< top left, top right, bottom right, bottom left; pixels of the original
    double spare = 0;               ///< share of the redundancy that was left
};

/// The code that these three finders are corners of; nothing when it cannot be told for certain. Some milliseconds; no step is begun after
/// the deadline.
[[nodiscard]] std::optional<GridCode> read_grid(const Grey& original, const Trio& trio, const Deadline& deadline);

}  // namespace kiosk::scan
