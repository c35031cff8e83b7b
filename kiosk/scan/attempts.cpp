#include "kiosk/scan/attempts.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/scan/finders.hpp"
#include "kiosk/scan/qr_grid.hpp"
#include "kiosk/scan/regions.hpp"

namespace kiosk::scan {
namespace {

constexpr Formats qr{Format::qr_code};
constexpr Formats qr_and_micro{Format::qr_code, Format::micro_qr};
constexpr Formats linear = linear_formats;
constexpr Formats other{Format::pdf_417, Format::data_matrix, Format::aztec, Format::maxicode};

/// In the order of what each gained on public pictures (QR first, since it is what people hold up).
constexpr std::array list{
    Attempt{Look::as_is, qr_and_micro, true},
    Attempt{Look::as_is, linear, true},
    Attempt{Look::half, qr_and_micro, true},
    Attempt{Look::half, linear, true},
    Attempt{Look::grid_half, qr, true},
    Attempt{Look::banded_bars_1, linear, true},
    Attempt{Look::as_is, other, true},
    Attempt{Look::grid, qr, true},
    Attempt{Look::keen_bars_1, linear},
    Attempt{Look::banded_bars_2, linear},
    Attempt{Look::merged_bars_1, linear, true},
    Attempt{Look::banded_bars_3, linear},
    Attempt{Look::grid_sharp, qr, true},
    Attempt{Look::keen_bars_2, linear},
    Attempt{Look::banded_bars_4, linear},
    Attempt{Look::threshold, linear},
    Attempt{Look::bars_1, linear},
    Attempt{Look::half, other},
    Attempt{Look::merged_bars_2, linear},
    Attempt{Look::bars_2, linear},
    Attempt{Look::inverted, linear},
    Attempt{Look::inverted, other},
    Attempt{Look::global, qr},
    Attempt{Look::padded, linear},
    Attempt{Look::merged_bars_3, linear},
    Attempt{Look::merged_bars_4, linear},
    Attempt{Look::bars_3, linear},
    Attempt{Look::bars_4, linear},
    Attempt{Look::grid_enlarged, qr},
    Attempt{Look::soft_stretched, qr_and_micro},
    Attempt{Look::soft_stretched, linear},
    Attempt{Look::enlarged, qr_and_micro},
    Attempt{Look::enlarged, linear},
    Attempt{Look::evened_enlarged, qr_and_micro},
    Attempt{Look::evened_enlarged, linear},
    Attempt{Look::sharp, qr},
    Attempt{Look::sharp, linear},
    Attempt{Look::sharp_enlarged, qr},
    Attempt{Look::soft_stretched, other},
    Attempt{Look::enlarged, other},
    Attempt{Look::threshold, qr},
    Attempt{Look::turned_30, qr},
    Attempt{Look::turned_30, linear},
    Attempt{Look::third, qr},
    Attempt{Look::closed, qr},
    Attempt{Look::opened, qr},
    Attempt{Look::evened, qr},
    Attempt{Look::evened, linear},
    Attempt{Look::inverted, qr},
    Attempt{Look::enlarged_soft, qr},
    Attempt{Look::turned_15, qr},
    Attempt{Look::turned_15, linear},
    Attempt{Look::turned_45, qr},
    Attempt{Look::turned_45, linear},
    Attempt{Look::padded, qr},
    Attempt{Look::padded, other},
    Attempt{Look::evened_soft, qr},
    Attempt{Look::sharp_strong, qr},
    Attempt{Look::sharp_strong, linear},
    Attempt{Look::third, linear},
    Attempt{Look::very_soft, qr},
    Attempt{Look::quarter, qr},
    Attempt{Look::turned_30, other},
    Attempt{Look::threshold, other},
    Attempt{Look::evened, other},
};

bool has_checksum(Format format) {
    switch (format) {
        case Format::code_39:
        case Format::codabar:
        case Format::itf:
        case Format::micro_qr: return false;
        case Format::qr_code:
        case Format::code_128:
        case Format::code_93:
        case Format::ean_8:
        case Format::ean_13:
        case Format::upc_a:
        case Format::upc_e:
        case Format::data_bar:
        case Format::data_bar_expanded:
        case Format::pdf_417:
        case Format::data_matrix:
        case Format::aztec:
        case Format::maxicode: return true;
    }
    return false;
}

/// Each line of these is the mean of pixels that no other line has.
bool lines_are_independent(Look look) { return look >= Look::banded_bars_1 && look <= Look::keen_bars_2; }

/// Strong enough to count by itself.
bool strong(const Read& read) {
    const auto& symbol = read.symbol;
    const auto look = list.at(static_cast<std::size_t>(read.attempt)).look;
    // Both ends are marked, so a part cannot pass for the whole.
    if (symbol.format == Format::code_39 && symbol.text.size() >= 4 && symbol.lines >= 5 && lines_are_independent(look))
        return true;
    if (!has_checksum(symbol.format)) return false;
    switch (symbol.format) {
        case Format::qr_code:
        case Format::pdf_417:
        case Format::maxicode: return true;
        case Format::code_128: return symbol.text.size() >= 4 && symbol.lines >= 3;
        case Format::code_93: return symbol.text.size() >= 4 && symbol.lines >= 4;
        case Format::ean_13:
        case Format::upc_a: return symbol.lines >= 6;
        case Format::data_matrix:
        case Format::aztec: return symbol.text.size() >= 8;
        default: return false;  // one check digit over few digits: noise passes too often
    }
}

/// Too short to be told from noise by any agreement.
bool too_short(const RawSymbol& symbol) {
    switch (symbol.format) {
        case Format::itf: return symbol.text.size() < 6;
        case Format::codabar: return symbol.text.size() < 5;
        case Format::code_39: return symbol.text.size() < 3;
        default: return symbol.text.empty();
    }
}

/// These show zxing nearly the same samples, so two of them agreeing proves nothing.
Look family(Look look) {
    switch (look) {
        case Look::padded:
        case Look::global:
        case Look::inverted: return Look::as_is;
        case Look::keen_bars_1: return Look::banded_bars_1;
        case Look::keen_bars_2: return Look::banded_bars_2;
        default: return look;
    }
}

/// Two looks that prove a weak read. Parts of a longer code pass for an EAN-8, UPC-E or ITF in every look at whole lines: one of the two
/// must have parted the bars better than that.
bool prove(const Read& one, const Read& two) {
    const auto a = list.at(static_cast<std::size_t>(one.attempt)).look;
    const auto b = list.at(static_cast<std::size_t>(two.attempt)).look;
    const auto format = one.symbol.format;
    const bool may_be_a_part = format == Format::ean_8 || format == Format::upc_e || format == Format::itf;
    return family(a) != family(b) && (!may_be_a_part || lines_are_independent(a) || lines_are_independent(b));
}

Spot centre(const RawSymbol& symbol) {
    Spot out;
    for (const auto& corner : symbol.corners) {
        out.x += corner.x / 4;
        out.y += corner.y / 4;
    }
    return out;
}

double reach(const RawSymbol& symbol) {
    const auto middle = centre(symbol);
    double out = 8;
    for (const auto& corner : symbol.corners) out = std::max(out, std::hypot(corner.x - middle.x, corner.y - middle.y));
    return out;
}

bool same_place(const RawSymbol& a, const RawSymbol& b) {
    const auto one = centre(a);
    const auto two = centre(b);
    return std::hypot(one.x - two.x, one.y - two.y) < std::max(reach(a), reach(b));
}

bool same(const RawSymbol& a, const RawSymbol& b) { return a.format == b.format && a.text == b.text && same_place(a, b); }

/// The same bars read as more digits elsewhere: then this is the part that was seen.
bool cut_short(const RawSymbol& symbol, std::span<const Read> reads) {
    return symbol.format == Format::itf && std::any_of(reads.begin(), reads.end(), [&](const Read& read) {
               return read.symbol.format == Format::itf && read.symbol.text.size() > symbol.text.size() &&
                      same_place(read.symbol, symbol);
           });
}

/// A linear code read across only a part of itself may pass as a shorter code of another kind: the longer one wins.
bool shadowed(const RawSymbol& weak, std::span<const RawSymbol> told) {
    return std::any_of(told.begin(), told.end(), [&](const RawSymbol& other_one) { return same_place(weak, other_one); });
}

View in_place(const View& picture, Grey changed) { return {std::move(changed), picture.to_original}; }

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

/// The nth patch of parallel edges, upright and large enough for thin bars.
std::optional<View> bars(const std::vector<View>& found, BarsLook look) {
    if (found.size() <= look.which) return std::nullopt;
    const auto& patch = found[look.which];
    const auto& grey = patch.picture;
    // zxing takes one threshold for a whole scan line, so a shadow across the bars has to go first.
    switch (look.made) {
        case BarsMade::plain: return in_place(patch, black_and_white(evened(grey, 60), 128));
        case BarsMade::merged:
            return in_place(patch, black_and_white(evened(merged_down(grey, std::max(grey.height / 10, 5)), 24), 122));
        case BarsMade::banded: return banded(patch, 1.5, 1.5);
        case BarsMade::keen: return banded(patch, 3.0, 4.0);
    }
    return std::nullopt;
}

Binarizer binarizer(Look look) {
    const bool global = look == Look::threshold || look == Look::global || look == Look::very_soft;
    return global ? Binarizer::global : Binarizer::local;
}

std::optional<View> looked_at(const View& picture, Look look) {
    const auto& grey = picture.picture;
    const int shorter = std::min(grey.width, grey.height);
    const int longer = std::max(grey.width, grey.height);
    const double more = shorter < 700 ? 2.0 : 1.5;
    const bool may_grow = longer <= 2000;
    switch (look) {
        case Look::as_is:
        case Look::global: return picture;
        case Look::half: return shorter < 60 ? std::nullopt : std::optional(reduced(picture, 2));
        case Look::third: return shorter < 120 ? std::nullopt : std::optional(reduced(picture, 3));
        case Look::quarter: return shorter < 400 ? std::nullopt : std::optional(reduced(picture, 4));
        case Look::soft_stretched: return in_place(picture, stretched(blurred(grey, 1.0)));
        case Look::very_soft: return in_place(picture, stretched(blurred(grey, 2.5)));
        case Look::enlarged: return may_grow ? std::optional(enlarged(picture, more)) : std::nullopt;
        case Look::enlarged_soft: {
            if (!may_grow) return std::nullopt;
            auto big = enlarged(picture, more);
            big.picture = stretched(blurred(big.picture, 1.5));
            return big;
        }
        case Look::threshold: return in_place(picture, thresholded(stretched(grey)));
        case Look::sharp: return in_place(picture, sharpened(grey, 1.5, 1.5));
        case Look::sharp_strong: return in_place(picture, sharpened(stretched(grey), 3.0, 3.0));
        case Look::evened_enlarged:
            return may_grow ? std::optional(enlarged(in_place(picture, evened(grey, std::clamp(shorter / 50, 8, 25))), 2))
                            : std::nullopt;
        case Look::sharp_enlarged:
            return longer <= 1300 ? std::optional(enlarged(in_place(picture, sharpened(grey, 2.0, 3.0)), 3)) : std::nullopt;
        case Look::turned_15: return turned(picture, 15);
        case Look::turned_30: return turned(picture, 30);
        case Look::turned_45: return turned(picture, 45);
        case Look::closed: return in_place(picture, lightest(darkest(grey)));
        case Look::opened: return in_place(picture, darkest(lightest(grey)));
        case Look::evened: return in_place(picture, evened(grey, std::max(10, shorter / 16)));
        case Look::evened_soft: return in_place(picture, evened(blurred(grey, 1.2), std::max(8, shorter / 32)));
        case Look::inverted: return in_place(picture, inverted(grey));
        case Look::padded: return padded(picture, std::clamp(shorter / 8, 20, 120));
        default: return std::nullopt;  // grids and bars are no copies of the whole picture
    }
    return std::nullopt;
}

/// What finders are sought in: the picture itself, or a copy.
std::optional<View> finders_view(const View& picture, Look look) {
    const auto& grey = picture.picture;
    const int longer = std::max(grey.width, grey.height);
    switch (look) {
        case Look::grid:
        case Look::grid_sharp: return picture;
        case Look::grid_enlarged: return longer <= 1300 ? std::optional(enlarged(picture, 2)) : std::nullopt;
        case Look::grid_half: return longer < 400 ? std::nullopt : std::optional(reduced(picture, 2));
        default: return std::nullopt;
    }
}

bool is_grid(Look look) {
    return look == Look::grid || look == Look::grid_enlarged || look == Look::grid_sharp || look == Look::grid_half;
}

bool within(Spot spot, const RawSymbol& symbol) {
    return std::hypot(spot.x - centre(symbol).x, spot.y - centre(symbol).y) < reach(symbol);
}

void read_trios(const View& original, const View& black_white, bool turned_round, std::vector<RawSymbol>& out) {
    constexpr std::size_t most_trios = 40;
    constexpr int most_nets = 6;  // a net costs a few milliseconds
    int nets = 0;
    for (auto trio : trios_of(black_white, find_finders(black_white.picture), most_trios)) {
        trio.inverted = turned_round;
        const bool told = std::any_of(out.begin(), out.end(), [&](const RawSymbol& symbol) {
            return within(trio.corner, symbol) && within(trio.right, symbol) && within(trio.below, symbol);
        });
        if (told || !looks_like_finders(original.picture, trio)) continue;
        if (++nets > most_nets) return;
        const auto code = read_grid(original.picture, trio);
        if (!code) continue;
        if (auto symbol = read_modules(code->modules)) {
            symbol->corners = code->corners;
            out.push_back(std::move(*symbol));
        }
    }
}

std::vector<RawSymbol> read_grids(const View& original, Look look) {
    std::vector<RawSymbol> out;
    const auto view = finders_view(original, look);
    if (!view) return out;
    const int shorter = std::min(view->picture.width, view->picture.height);
    const int near_px = look == Look::grid_sharp || look == Look::grid_enlarged ? 4 : 0;
    for (const int radius : {std::max(shorter / 10, 12), std::max(shorter / 40, 9)}) {
        const auto beside = beside_mean(view->picture, radius, near_px);
        for (const bool turned_round : {false, true}) {
            read_trios(original, {black_and_white_of(beside, turned_round), view->to_original}, turned_round, out);
        }
        if (!out.empty()) break;
    }
    return out;
}

}  // namespace

std::span<const Attempt> attempts() { return list; }

std::vector<RawSymbol> read_by(const View& original, const Attempt& attempt, Formats formats, Seen& seen) {
    if (is_grid(attempt.look)) return read_grids(original, attempt.look);
    if (seen.look != attempt.look) {
        seen.view.reset();
        if (const auto of_bars = bars_look(attempt.look)) {
            if (!seen.bars) seen.bars = upright_bars(original, most_bars);
            seen.view = bars(*seen.bars, *of_bars);
        } else {
            seen.view = looked_at(original, attempt.look);
        }
        seen.look = attempt.look;
    }
    if (!seen.view) return {};
    auto out = read_symbols(seen.view->picture, formats, binarizer(attempt.look));
    for (auto& symbol : out) {
        for (auto& corner : symbol.corners) corner = seen.view->to_original(corner);
    }
    return out;
}

std::vector<RawSymbol> believed(std::span<const Read> reads) {
    std::vector<RawSymbol> out;
    for (const auto& read : reads) {
        const bool told =
            std::any_of(out.begin(), out.end(), [&](const RawSymbol& other_one) { return same(other_one, read.symbol); });
        if (!told && strong(read)) out.push_back(read.symbol);
    }
    for (std::size_t i = 0; i < reads.size(); ++i) {
        const auto& candidate = reads[i].symbol;
        if (strong(reads[i]) || too_short(candidate) || shadowed(candidate, out) || cut_short(candidate, reads)) continue;
        const bool agreed =
            std::any_of(reads.begin() + static_cast<std::ptrdiff_t>(i) + 1, reads.end(),
                        [&](const Read& later) { return same(later.symbol, candidate) && prove(reads[i], later); });
        if (agreed) out.push_back(candidate);
    }
    return out;
}

}  // namespace kiosk::scan
