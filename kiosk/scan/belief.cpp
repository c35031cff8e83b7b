#include "kiosk/scan/belief.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/scan/attempts.hpp"

namespace kiosk::scan {
namespace {

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

Look look_of(const Read& read) { return attempts()[static_cast<std::size_t>(read.attempt)].look; }

/// Read by our own reader, which sees both ends of a code and the light beside them.
bool by_letters(Look look) { return look == Look::live_bars || (look >= Look::letters_1 && look <= Look::letters_4); }

/// Each line of these is the mean of pixels that no other line has.
bool lines_are_independent(Look look) {
    return by_letters(look) || (look >= Look::banded_bars_1 && look <= Look::keen_bars_2);
}

constexpr double clear_margin = 0.06;

/// Strong enough to count by itself.
bool strong(const Read& read) {
    const auto& symbol = read.symbol;
    const auto look = look_of(read);
    // Both ends are marked, so a part cannot pass for the whole.
    if (symbol.format == Format::code_39 && symbol.text.size() >= 4 && symbol.lines >= 5 && lines_are_independent(look))
        return true;
    if (symbol.format == Format::itf && symbol.text.size() >= 6 && symbol.lines >= 9 && by_letters(look)) return true;
    // Every letter was far likelier than any other: fewer lines prove as much.
    const bool clear = by_letters(look) && symbol.spare >= clear_margin;
    if (symbol.format == Format::code_39 && symbol.text.size() >= 4 && symbol.lines >= 4 && clear) return true;
    if (!has_checksum(symbol.format)) return false;
    switch (symbol.format) {
        case Format::qr_code:
        case Format::pdf_417:
        case Format::maxicode: return true;
        case Format::code_128: return symbol.text.size() >= 4 && symbol.lines >= 3;
        case Format::code_93: return symbol.text.size() >= 4 && symbol.lines >= 4;
        case Format::ean_13:
        case Format::upc_a: return symbol.lines >= (clear ? 3 : lines_are_independent(look) ? 5 : 6);
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

/// These show a reader nearly the same samples, so two of them agreeing proves nothing. Slabs may overlap: what is read in one is read
/// in the next one likewise, rightly or not.
Look family(Look look) {
    if (look >= Look::letters_1 && look <= Look::letters_4) return Look::letters_1;
    if (look >= Look::banded_bars_1 && look <= Look::keen_bars_2) return Look::banded_bars_1;
    if (look >= Look::merged_bars_1 && look <= Look::merged_bars_4) return Look::merged_bars_1;
    if (look >= Look::bars_1 && look <= Look::bars_4) return Look::bars_1;
    switch (look) {
        case Look::padded:
        case Look::global:
        case Look::inverted: return Look::as_is;
        default: return look;
    }
}

/// Two looks that prove a weak read. Parts of a longer code pass for an EAN-8, UPC-E or ITF in every look at whole lines: one of the two
/// must have parted the bars better than that.
bool prove(const Read& one, const Read& two) {
    const auto a = look_of(one);
    const auto b = look_of(two);
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

}  // namespace

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

std::vector<RawSymbol> in_doubt(std::span<const Read> reads, std::span<const RawSymbol> told) {
    std::vector<RawSymbol> out;
    for (const auto& read : reads) {
        const auto& symbol = read.symbol;
        const auto is_this = [&](const RawSymbol& other_one) { return same(other_one, symbol); };
        if (too_short(symbol) || cut_short(symbol, reads) || shadowed(symbol, told)) continue;
        if (std::none_of(out.begin(), out.end(), is_this)) out.push_back(symbol);
    }
    return out;
}

bool beyond_doubt(const Read& read) {
    constexpr double enough_spare = 0.3;
    constexpr int enough_lines = 6;
    const auto& symbol = read.symbol;
    if (symbol.format == Format::qr_code) return symbol.spare >= enough_spare;
    return strong(read) && has_checksum(symbol.format) && symbol.lines >= enough_lines &&
           lines_are_independent(look_of(read));
}

bool same_code(const RawSymbol& a, const RawSymbol& b) { return same(a, b); }

}  // namespace kiosk::scan
