#pragma once
/// The list of ways to look at one picture, best first. Each attempt is one
/// transformation and one family of codes, so that what zxing aborts on costs one attempt and nothing else.

#include <optional>
#include <span>
#include <vector>

#include "kiosk/scan/belief.hpp"
#include "kiosk/scan/deadline.hpp"
#include "kiosk/scan/grey.hpp"
#include "kiosk/scan/regions.hpp"
#include "kiosk/scan/symbol.hpp"
#include "kiosk/scan/trios.hpp"
#include "kiosk/scan/zxing.hpp"

namespace kiosk::scan {

enum class Look {
    as_is,
    half,
    soft_stretched,
    enlarged,
    threshold,
    sharp,
    evened_enlarged,
    sharp_enlarged,
    bars_1,
    bars_2,
    bars_3,
    bars_4,
    merged_bars_1,
    merged_bars_2,
    merged_bars_3,
    merged_bars_4,
    banded_bars_1,  ///< few lines, each the mean of a band along the bars, sharpened
    banded_bars_2,
    banded_bars_3,
    banded_bars_4,
    keen_bars_1,  ///< the same, sharpened more
    keen_bars_2,
    turned_30,
    third,
    closed,
    opened,
    evened,
    inverted,
    turned_15,
    turned_45,
    padded,
    enlarged_soft,
    evened_soft,
    global,
    sharp_strong,
    very_soft,
    quarter,
    grid,           ///< finders of our own, and modules taken one by one
    grid_enlarged,  ///< finders sought in the picture twice as large
    grid_sharp,     ///< … or sharpened
    grid_half,
    grid_half_sharp,
    grid_soft,  ///< … or softened, then sharpened, where the camera saw little light
    letters_1,  ///< letters of our own held against lines across the bars
    letters_2,
    letters_3,
    letters_4,
    live_grid,  ///< the same two on a live frame, by a copy half as large
    live_bars,
};

/// On which pictures an attempt is made.
enum class Tier {
    still,  ///< where there is a tenth of a second or more
    live,   ///< in a frame of a camera, of which there are twenty-five a second
};

struct Attempt {
    Look look{};
    Formats formats;
    Tier tier = Tier::still;
};

/// Every attempt in order. The index is what parent and child name an attempt by.
[[nodiscard]] std::span<const Attempt> attempts();

/// Squares of QR codes that were found so far in one picture, dark ones and light ones, which three were looked at, and where codes were.
struct Gathered {
    std::vector<std::array<Spot, 4>> codes;
    std::array<std::vector<Square>, 2> squares;
    std::array<std::vector<Trio>, 2> tried;
};

/// What is kept from one attempt to the next.
struct Seen {
    Deadline deadline;  ///< no long step is begun after it
    std::optional<Look> look;
    std::optional<View> view;
    std::optional<View> half;
    std::optional<std::vector<Slab>> slabs;  ///< where bars are, found once for all looks at them
    std::array<std::optional<View>, 4> upright;
    Gathered gathered;
    int hints = 0;  ///< things like codes in a live frame, read or not
};
/// What this attempt reads, with corners in the original picture. Throws what zxing throws.
[[nodiscard]] std::vector<RawSymbol> read_by(const View& original, const Attempt& attempt, Formats formats, Seen& seen);

}  // namespace kiosk::scan
