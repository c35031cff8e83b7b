#include "kiosk/scan/bar_look.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/scan/bar_lines.hpp"

namespace kiosk::scan {
namespace {

constexpr std::size_t most_bars = 4;

enum class BarsMade { plain, merged, banded, keen };
struct BarsLook {
    std::size_t which = 0;
    BarsMade made{};
};

std::optional<BarsLook> bars_look(Look look) {
    const auto nth = [&](Look first) { return static_cast<std::size_t>(look) - static_cast<std::size_t>(first); };
    if (look >= Look::bars_1 && look <= Look::bars_4) return BarsLook{nth(Look::bars_1), BarsMade::plain};
    if (look >= Look::merged_bars_1 && look <= Look::merged_bars_4)
        return BarsLook{nth(Look::merged_bars_1), BarsMade::merged};
    if (look >= Look::banded_bars_1 && look <= Look::banded_bars_4)
        return BarsLook{nth(Look::banded_bars_1), BarsMade::banded};
    if (look >= Look::keen_bars_1 && look <= Look::keen_bars_2) return BarsLook{nth(Look::keen_bars_1), BarsMade::keen};
    return std::nullopt;
}

View in_patch(const View& patch, Grey changed) { return {std::move(changed), patch.to_original}; }

std::optional<View> made(const View& patch, BarsMade how) {
    const auto& grey = patch.picture;
    // zxing takes one threshold for a whole scan line, so a shadow across the bars has to go first.
    switch (how) {
        case BarsMade::plain: return in_patch(patch, black_and_white(evened(grey, 60), 128));
        case BarsMade::merged:
            return in_patch(patch, black_and_white(evened(merged_down(grey, std::max(grey.height / 10, 5)), 24), 122));
        case BarsMade::banded: return banded(patch, 1.5, 1.5);
        case BarsMade::keen: return banded(patch, 3.0, 4.0);
    }
    return std::nullopt;
}

constexpr std::size_t slabs_to_compare = 8;

/// Print beside a code makes larger slabs than the code, whose rows differ; the rim of a paper makes narrow ones, whose rows do not.
void likeliest_first(std::vector<Slab>& slabs) {
    constexpr double wide_enough_px = 50;  // half the shortest code that can be read
    const auto likely = [](const Slab& slab) { return slab.alike * std::clamp(slab.half_bars / wide_enough_px, 0.2, 1.0); };
    std::stable_sort(slabs.begin(), slabs.end(), [&](const Slab& a, const Slab& b) { return likely(a) > likely(b); });
}

/// How much neighbouring tones differ.
double roughness(const BarLine& line, std::size_t from, std::size_t to) {
    double out = 0;
    for (std::size_t i = from + 2; i < to; ++i) out += std::abs(line[i] - line[i - 2]);
    return out / static_cast<double>(std::max<std::size_t>(to - from, 1));
}

/// Where a shadow or a stain cut the patch short, bars go on beyond its ends, which then are no quiet zones.
Slab widened(const Grey& original, Slab slab) {
    constexpr int most_steps = 2;
    for (int step = 0; step < most_steps; ++step) {
        const auto line = bar_lines(original, slab, 1, 12).front();
        const auto end = line.size() / 12;
        const double half = 0.5 * roughness(line, 0, line.size());
        const bool before = roughness(line, 0, end) > half;
        const bool behind = roughness(line, line.size() - end, line.size()) > half;
        if (!before && !behind) break;
        const double by = 0.3 * slab.half_along;
        const double shift = before && behind ? 0 : behind ? by / 2 : -by / 2;
        slab.half_along += before && behind ? by : by / 2;
        slab.middle = {slab.middle.x + shift * slab.along.x, slab.middle.y + shift * slab.along.y};
        slab.upright = {slab.upright.x + shift * slab.lean * slab.along.x,
                        slab.upright.y + shift * slab.lean * slab.along.y};
    }
    return slab;
}

const std::vector<Slab>& slabs_of(const View& original, Seen& seen) {
    if (!seen.slabs) {
        seen.slabs = bar_slabs(original, slabs_to_compare);
        for (auto& slab : *seen.slabs) slab = aligned(original.picture, slab);
        likeliest_first(*seen.slabs);
        if (seen.slabs->size() > most_bars) seen.slabs->resize(most_bars);
        for (auto& slab : *seen.slabs) slab = widened(original.picture, slab);
    }
    return *seen.slabs;
}

constexpr int lines_a_slab = 9;
constexpr float clear_likeness = 0.84F;  // a letter that fits less may be another one, however unlike the others are

std::vector<RawSymbol> read_slab(const Grey& original, const Slab& slab, Formats formats, int most_rows_a_line,
                                 const Deadline& deadline) {
    const auto read = read_bar_lines(bar_lines(original, slab, lines_a_slab, most_rows_a_line), formats, deadline);
    if (!read) return {};
    const auto& code = read->text;
    RawSymbol out{code.format, code.text, read->lines, {}, code.likeness < clear_likeness ? 0 : code.margin};
    // As it reads: from its beginning to its end along the top, which is on the left hand of that way.
    const double left_hand = code.from < code.to ? -1 : 1;
    const double turn = slab.along.x * slab.upright.y - slab.along.y * slab.upright.x > 0 ? 1 : -1;
    const double top = left_hand * turn;
    out.corners = {place_on(slab, code.from, top), place_on(slab, code.to, top), place_on(slab, code.to, -top),
                   place_on(slab, code.from, -top)};
    return {std::move(out)};
}

}  // namespace

bool is_bars(Look look) { return bars_look(look).has_value(); }

std::optional<View> bars_view(const View& original, Look look, Seen& seen) {
    const auto of_bars = bars_look(look);
    const auto& slabs = slabs_of(original, seen);
    if (!of_bars || slabs.size() <= of_bars->which) return std::nullopt;
    auto& upright = seen.upright.at(of_bars->which);
    if (!upright) upright = straightened(original, slabs[of_bars->which]);
    return made(*upright, of_bars->made);
}

bool is_letters(Look look) { return look >= Look::letters_1 && look <= Look::letters_4; }

std::vector<RawSymbol> read_letters(const View& original, Look look, Formats formats, Seen& seen) {
    const auto which = static_cast<std::size_t>(look) - static_cast<std::size_t>(Look::letters_1);
    const auto& slabs = slabs_of(original, seen);
    if (slabs.size() <= which) return {};
    return read_slab(original.picture, slabs[which], formats, 40, seen.deadline);
}

std::vector<RawSymbol> read_live_bars(const View& original, Formats formats, Seen& seen) {
    constexpr std::size_t most_slabs = 4;
    constexpr int rows_to_align = 9;
    constexpr int rows_a_line = 5;
    std::vector<RawSymbol> out;
    auto slabs = bar_slabs(*seen.half, most_slabs, Search::live);
    seen.hints += static_cast<int>(slabs.size());
    for (auto& slab : slabs) {
        if (seen.deadline.over()) break;
        slab = aligned(original.picture, slab, rows_to_align);
    }
    likeliest_first(slabs);
    for (const auto& slab : slabs) {
        if (seen.deadline.over()) break;
        for (auto& symbol : read_slab(original.picture, slab, formats, rows_a_line, seen.deadline))
            out.push_back(std::move(symbol));
    }
    return out;
}

}  // namespace kiosk::scan
