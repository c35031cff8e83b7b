#pragma once
/// The finder that glare, a stain or a fold has spoilt: where it must be, said by the other two. Pure; any thread.

#include <vector>

#include "kiosk/scan/finders.hpp"
#include "kiosk/scan/qr_plane.hpp"

namespace kiosk::scan {

/// Trios of two of these finders and what is likest to a third where it should be, the likeliest first, at most `most`. `tones` are of
/// the original.
[[nodiscard]] std::vector<Trio> completed_trios(const Tones& tones, const View& black_white,
                                                const std::vector<Finder>& finders, std::size_t most);

}  // namespace kiosk::scan
