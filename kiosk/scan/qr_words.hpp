#pragma once
/// The words in the modules of a QR code, and their repair beyond what a reader of black and white can do: each module comes with
/// how sure it is, the least sure words are taken as lost, and a lost word costs half of what a wrong one costs to correct.
/// Structure by ISO/IEC 18004. Pure; any thread.

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/scan/cell.hpp"
#include "kiosk/scan/symbol_writer.hpp"

namespace kiosk::scan {

/// How dark each module is: above 0 dark, below 0 light, the further the surer; around -1..1.
struct SoftModules {
    int side = 0;  ///< 21..177
    std::vector<float> dark;
    [[nodiscard]] float& at(int x, int y) { return dark[cell(x, y, side)]; }
    [[nodiscard]] float at(int x, int y) const { return dark[cell(x, y, side)]; }
};

/// Modules between the middles of the first and last finder plus seven: 21, 25, … 177.
[[nodiscard]] constexpr bool is_qr_side(int side) { return side >= 21 && side <= 177 && side % 4 == 1; }

/// Row by row what a module is in every code of this size: 1 dark, 0 light, below 0 one that differs from code to code.
[[nodiscard]] std::vector<int> familiar_modules(int side);

/// Which share of the modules that are the same in every code of this size (finders, timing, alignment) is as it must be.
[[nodiscard]] double familiar_share(const SoftModules& modules);

/// Where the alignment patterns have their middles, along either side; empty for the smallest code.
[[nodiscard]] std::vector<int> alignment_places(int side);

struct Corrected {
    Matrix modules;    ///< every one as it was meant
    double spare = 0;  ///< which share of its redundancy the code had left where it had least: 1 whole, 0 none
};
/// The whole code; nothing when more is spoilt than can be told for certain. Mirrored codes too.
[[nodiscard]] std::optional<Corrected> corrected(const SoftModules& modules);

}  // namespace kiosk::scan
