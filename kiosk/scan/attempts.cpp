#include "kiosk/scan/attempts.hpp"

#include <algorithm>

#include "kiosk/scan/bar_look.hpp"
#include "kiosk/scan/qr_look.hpp"

namespace kiosk::scan {
namespace {

constexpr Formats qr{Format::qr_code};
constexpr Formats qr_and_micro{Format::qr_code, Format::micro_qr};
constexpr Formats linear = linear_formats;
constexpr Formats other_kinds{Format::pdf_417, Format::data_matrix, Format::aztec, Format::maxicode};

/// Stills in the order of what each gained for its time (QR first, since it is what people hold up), then live frames.
constexpr std::array all_attempts{
    Attempt{Look::grid_half, qr},
    Attempt{Look::letters_1, linear},
    Attempt{Look::banded_bars_1, linear},
    Attempt{Look::as_is, qr_and_micro},
    Attempt{Look::grid_half_sharp, qr},
    Attempt{Look::keen_bars_1, linear},
    Attempt{Look::grid, qr},
    Attempt{Look::letters_2, linear},
    Attempt{Look::banded_bars_2, linear},
    Attempt{Look::as_is, linear},
    Attempt{Look::as_is, other_kinds},
    Attempt{Look::grid_sharp, qr},
    Attempt{Look::letters_3, linear},
    Attempt{Look::half, linear},
    Attempt{Look::grid_soft, qr},
    Attempt{Look::half, qr_and_micro},
    Attempt{Look::letters_4, linear},
    Attempt{Look::merged_bars_1, linear},
    Attempt{Look::banded_bars_3, linear},
    Attempt{Look::keen_bars_2, linear},
    Attempt{Look::banded_bars_4, linear},
    Attempt{Look::threshold, linear},
    Attempt{Look::bars_1, linear},
    Attempt{Look::half, other_kinds},
    Attempt{Look::merged_bars_2, linear},
    Attempt{Look::bars_2, linear},
    Attempt{Look::inverted, linear},
    Attempt{Look::inverted, other_kinds},
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
    Attempt{Look::soft_stretched, other_kinds},
    Attempt{Look::enlarged, other_kinds},
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
    Attempt{Look::padded, other_kinds},
    Attempt{Look::evened_soft, qr},
    Attempt{Look::sharp_strong, qr},
    Attempt{Look::sharp_strong, linear},
    Attempt{Look::third, linear},
    Attempt{Look::very_soft, qr},
    Attempt{Look::quarter, qr},
    Attempt{Look::turned_30, other_kinds},
    Attempt{Look::threshold, other_kinds},
    Attempt{Look::evened, other_kinds},
    Attempt{Look::live_grid, qr, Tier::live},
    Attempt{Look::live_bars, linear, Tier::live},
    Attempt{Look::half, qr_and_micro, Tier::live},
    Attempt{Look::half, other_kinds, Tier::live},
};

View in_place(const View& picture, Grey changed) { return {std::move(changed), picture.to_original}; }

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
        default: return std::nullopt;  // grids, letters and bars are no copies of the whole picture
    }
    return std::nullopt;
}

bool is_grid(Look look) { return look >= Look::grid && look <= Look::grid_soft; }

}  // namespace

std::span<const Attempt> attempts() { return all_attempts; }

std::vector<RawSymbol> read_by(const View& original, const Attempt& attempt, Formats formats, Seen& seen) {
    if (is_grid(attempt.look)) return read_grids(original, attempt.look, seen.gathered, seen.deadline);
    if (attempt.look == Look::live_grid || attempt.look == Look::live_bars) {
        if (!seen.half) seen.half = reduced(original, 2);
        if (attempt.look == Look::live_grid) return read_live_grid(original, *seen.half, seen.deadline, seen.hints);
        return read_live_bars(original, formats, seen);
    }
    if (is_letters(attempt.look)) return read_letters(original, attempt.look, formats, seen);
    if (seen.look != attempt.look) {
        seen.view = is_bars(attempt.look) ? bars_view(original, attempt.look, seen) : looked_at(original, attempt.look);
        seen.look = attempt.look;
    }
    if (!seen.view) return {};
    auto out = read_symbols(seen.view->picture, formats, binarizer(attempt.look));
    for (auto& symbol : out) {
        for (auto& corner : symbol.corners) corner = seen.view->to_original(corner);
    }
    return out;
}

}  // namespace kiosk::scan
