#pragma once
/// A camera that a hand holds: what it makes of a sheet, tilted, bent, lit from one side, out of focus, moved. Pure functions.

#include <string>

#include "kiosk/scan/grey.hpp"
#include "tests/bench/dice.hpp"
#include "tests/bench/hard_paper.hpp"

namespace hard {

/// `across` is how many modules the code has; a module is `finest_px` to `coarsest_px` wide in the picture, less where the code
/// would not fit. What spoils the picture is added to `spoilt`.
[[nodiscard]] kiosk::scan::Grey photographed(const Sheet& sheet, Dice& dice, std::string& spoilt, double across,
                                             double finest_px, double coarsest_px);

}  // namespace hard
