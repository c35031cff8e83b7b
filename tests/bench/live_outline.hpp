#pragma once
/// How many frames of a camera a second become an outline on the glass, by the kiosk's own parts one after another: the watch of the
/// camera's worker with its sandboxed child, then the page in a window. In the kiosk two threads share this.

#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/scan/decoder.hpp"
#include "ui/window.hpp"

namespace bench {

/// Frames a second, each of some twenty frames of 1280 x 720; empty when the outline was not there in every one of them.
[[nodiscard]] std::vector<double> outlines_a_second(kiosk::scan::Decoder& decoder, kiosk::ui::Window& window,
                                                    const kiosk::Clock& clock);

}  // namespace bench
