#pragma once
/// What may be squares of QR codes, found in a picture of black and white by the rhythm of their runs (1:1:3:1:1). Pure; any thread.

#include <vector>

#include "kiosk/scan/grey.hpp"

namespace kiosk::scan {

struct Finder {
    Spot middle;
    double module_px = 0;  ///< along rows; up to 1.4 times too long when turned
    int seen = 0;          ///< rows that met it
};

/// Each pixel beside the mean of what is around it: 0 darker, 255 lighter, 128 no different but for noise. With `near_px` the mean
/// of so few pixels around counts `near_weight` times as much as the wide one: what blur has filled is parted again.
[[nodiscard]] Grey beside_mean(const Grey& from, int radius_px, int near_px = 0, float near_weight = 3);
/// Those three tones as black and white: what is darker is black, or, turned round, what is lighter.
[[nodiscard]] Grey black_and_white_of(const Grey& beside, bool turned_round);

/// Dark finders of a black and white picture, the surest first.
[[nodiscard]] std::vector<Finder> find_finders(const Grey& black_white);

}  // namespace kiosk::scan
