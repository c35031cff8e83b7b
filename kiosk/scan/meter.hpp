#pragma once
/// How sharp a live frame is and how much moved since the one before: cheap, by a copy half as large. One thread.

#include "kiosk/scan/grey.hpp"
#include "kiosk/scan/symbol.hpp"

namespace kiosk::scan {

class Meter {
public:
    /// Frames in their order. The first one, and one of another size, count as moved altogether.
    [[nodiscard]] FrameMeasure measure(const Grey& half);

private:
    Grey before_;  ///< as few squares
};

}  // namespace kiosk::scan
