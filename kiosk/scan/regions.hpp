#pragma once
/// Where in a picture bar codes may be: patches in which all edges run the same way. Pure; any thread.

#include <vector>

#include "kiosk/scan/grey.hpp"

namespace kiosk::scan {

/// Patches of parallel edges, most promising first, each cut out, turned and sheared until its length
/// lies level and its bars stand upright.
[[nodiscard]] std::vector<View> upright_bars(const View& picture, std::size_t most);

/// An upright patch as few lines, each the mean of a band along the bars, sharpened across them and made black and white half way
/// between the light and the dark around. Lines that agree then agree independently.
[[nodiscard]] View banded(const View& upright, double sigma_px, double strength);

}  // namespace kiosk::scan
