#pragma once
/// One of the three squares of a QR code as a camera sees it: not only where it is but how it is turned, sheared and scaled there,
/// fitted to the tones. That says what only looks like a square, and where the rest of the code must be. Pure; any thread.

#include <optional>

#include "kiosk/scan/grey.hpp"
#include "kiosk/scan/tones.hpp"

namespace kiosk::scan {

struct Square {
    Spot middle;       ///< pixels of the original
    Spot along, down;  ///< one module to either side of its paper; which of the four sides is up, only the others can tell
    float like = 0;    ///< near 2 a square, around 0 anything
    [[nodiscard]] Spot at(double x, double y) const {
        return {middle.x + along.x * x + down.x * y, middle.y + along.y * x + down.y * y};
    }
};

/// So much a square is like one at least where nothing hides it.
inline constexpr float least_like = 1.3F;

/// How like a square it is: light less dark, in how much its places differ at all, so that a pale one counts as much as a black one.
[[nodiscard]] float likeness(const Tones& tones, const Square& square);

/// The square nearest to this one that is likest.
[[nodiscard]] Square fit_square(const Tones& tones, Square square);

/// The square about there, its modules about so long; some 50 microseconds.
[[nodiscard]] Square square_at(const Tones& tones, Spot middle, double module_px);

}  // namespace kiosk::scan
