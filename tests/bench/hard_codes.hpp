#pragma once
/// Pictures of codes as people hold them up, drawn from a seed: tilted, bent, blurred, badly lit, torn, specked, far away. The
/// truth is known, and the same seed draws the same picture. For benchmarks; pure functions.

#include <string>

#include "kiosk/scan/grey.hpp"

namespace hard {

struct Picture {
    kiosk::scan::Grey grey;
    std::string text;    ///< empty: no code in it
    std::string spoilt;  ///< by what, for the table
};

[[nodiscard]] Picture qr(unsigned seed);
/// Code 128, Code 39, EAN-13 or ITF.
[[nodiscard]] Picture bars(unsigned seed);
/// Print, tables, hatching and bricks; no code.
[[nodiscard]] Picture nothing(unsigned seed);

}  // namespace hard
