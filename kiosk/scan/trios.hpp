#pragma once
/// Which three squares belong to one code, and where a third must be that glare, a stain or a fold has spoilt. A camera sees a flat
/// code projectively: straight rows stay straight, and the modules between two squares are their distance in pixels over the geometric
/// mean of a module at either end. Pure; any thread.

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "kiosk/scan/square.hpp"

namespace kiosk::scan {

/// Three squares as a code has them: corner, right, below; all turned as the code is. Seen in a mirror, right and below change places.
struct Trio {
    std::array<Square, 3> squares;
    double side = 0;        ///< modules across, as far as can be told
    double doubt = 0;       ///< the less the better
    bool inverted = false;  ///< light on dark
};

/// Those that may be one code each, the least doubtful first, at most `most`.
[[nodiscard]] std::vector<Trio> trios_of(const std::vector<Square>& squares, std::size_t most);

/// Trios of two of the squares and what is likest to a third where it must be, seen or not, the likeliest first, at most `most`.
[[nodiscard]] std::vector<Trio> completed_trios(const Tones& tones, const std::vector<Square>& squares, std::size_t most);

}  // namespace kiosk::scan
