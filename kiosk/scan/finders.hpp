#pragma once
/// The three squares of a QR code, found in a picture of black and white by the rhythm of their runs (1:1:3:1:1), and which
/// three belong together. Pure; any thread.

#include <array>
#include <optional>
#include <vector>

#include "kiosk/scan/grey.hpp"

namespace kiosk::scan {

struct Finder {
    Spot middle;
    double module_px = 0;  ///< along rows; up to 1.4 times too long when turned
    int seen = 0;          ///< rows that met it
    bool guessed = false;  ///< hardly to be seen: how large it is, only the others can tell
};

/// Three finders as a code has them, in pixels of the original. Seen in a mirror, right and bottom change places.
struct Trio {
    Spot corner, right, below;
    /// How long a module is at each of the three, towards `right` and towards `below`.
    std::array<Spot, 3> module_px{};
    double side = 0;        ///< modules across, as far as can be told
    double doubt = 0;       ///< the less the better
    bool inverted = false;  ///< light on dark
};

/// Each pixel beside the mean of what is around it: 0 darker, 255 lighter, 128 no different but for noise. With `near_px` the mean
/// of so few pixels around counts three times as much as the wide one: what blur has filled is parted again.
[[nodiscard]] Grey beside_mean(const Grey& from, int radius_px, int near_px = 0);
/// Those three tones as black and white: what is darker is black, or, turned round, what is lighter.
[[nodiscard]] Grey black_and_white_of(const Grey& beside, bool turned_round);

/// Dark finders of a black and white picture, the surest first.
[[nodiscard]] std::vector<Finder> find_finders(const Grey& black_white);

/// The three as a code has them, either way round; nothing when no code can have them there.
[[nodiscard]] std::optional<Trio> trio_of(const View& black_white, const Finder& corner, const Finder& one,
                                          const Finder& other);

/// Those that may be one code each, the least doubtful first, at most `most`.
[[nodiscard]] std::vector<Trio> trios_of(const View& black_white, const std::vector<Finder>& finders, std::size_t most);

}  // namespace kiosk::scan
