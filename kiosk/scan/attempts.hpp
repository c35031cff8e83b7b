#pragma once
/// The list of ways to look at one picture, best first, and the rules by which a read counts. Each attempt is one
/// transformation and one family of codes, so that what zxing aborts on costs one attempt and nothing else.

#include <optional>
#include <span>
#include <vector>

#include "kiosk/scan/grey.hpp"
#include "kiosk/scan/symbol.hpp"
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
};

struct Attempt {
    Look look{};
    Formats formats;
    bool quick = false;  ///< worth its time on a live frame
};

/// Every attempt in order. The index is what parent and child name an attempt by.
[[nodiscard]] std::span<const Attempt> attempts();

/// What is kept from one attempt to the next.
struct Seen {
    std::optional<Look> look;
    std::optional<View> view;
    std::optional<std::vector<View>> bars;  ///< found once for all looks at them
};
/// What this attempt reads, with corners in the original picture. Throws what zxing throws.
[[nodiscard]] std::vector<RawSymbol> read_by(const View& original, const Attempt& attempt, Formats formats, Seen& seen);

/// One read of one attempt, with corners in the original picture.
struct Read {
    int attempt = 0;
    RawSymbol symbol;
};

/// What may be told from all reads so far: a strong read counts at once, a weak one when two different looks agree. Weak are
/// codes without a checksum and those so short that noise can pass for them.
[[nodiscard]] std::vector<RawSymbol> believed(std::span<const Read> reads);

}  // namespace kiosk::scan
