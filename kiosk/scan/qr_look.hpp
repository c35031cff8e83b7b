#pragma once
/// QR codes by finders and modules of our own, in a picture or a copy of it. Any thread.

#include <vector>

#include "kiosk/scan/attempts.hpp"

namespace kiosk::scan {

/// No further net is begun after the deadline; one takes a few milliseconds. Throws what zxing throws.
[[nodiscard]] std::vector<RawSymbol> read_grids(const View& original, Look look, Gathered& gathered,
                                                const Deadline& deadline);

/// The same on a live frame, of which `half` is a copy half as large. `hints` grows when there is something like a code.
[[nodiscard]] std::vector<RawSymbol> read_live_grid(const View& original, const View& half, const Deadline& deadline,
                                                    int& hints);

}  // namespace kiosk::scan
