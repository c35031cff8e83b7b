#include "kiosk/pages/sheet_format.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::pages {
namespace {

constexpr double mm_an_inch = 25.4;
constexpr double card_long_mm = 85.6;
constexpr double card_short_mm = 53.98;

struct Known {
    double short_mm, long_mm;
};
constexpr Known a4{210, 297};
constexpr Known a5{148, 210};
constexpr Known card{card_short_mm, card_long_mm};

bool is_about(double value, double wanted, double share) { return std::abs(value - wanted) <= wanted * share; }

Known by_shape(double ratio) {
    if (is_about(ratio, a4.long_mm / a4.short_mm, 0.075)) return a4;
    if (is_about(ratio, card.long_mm / card.short_mm, 0.05)) return card;
    const double long_mm = std::min(a4.long_mm, a4.short_mm * ratio);
    return {long_mm / ratio, long_mm};
}

/// Measured, and by its shape where that is no known size: a picture may have been made smaller on its way.
Known by_size(double short_mm, double long_mm) {
    for (const auto& known : {a4, a5, card}) {
        if (is_about(short_mm, known.short_mm, 0.06) && is_about(long_mm, known.long_mm, 0.06)) return known;
    }
    const Known shaped = by_shape(long_mm / short_mm);
    return shaped.long_mm == a4.long_mm && shaped.short_mm == a4.short_mm ? shaped : Known{short_mm, long_mm};
}

}  // namespace

Measure measure_of(const Quad& q, int picture_width, int picture_height, const Wish& wish) {
    const double aspect = aspect_of(q, picture_width, picture_height);
    const double across = (distance(q[0], q[1]) + distance(q[3], q[2])) / 2;
    const double down = (distance(q[0], q[3]) + distance(q[1], q[2])) / 2;
    const bool wide = aspect > 1;
    Known known = a4;
    switch (wish.format) {
        case Format::a4: break;
        case Format::a5: known = a5; break;
        case Format::card: known = card; break;
        case Format::automatic:
            if (wish.given_dpi > 0) {
                known = by_size(std::min(across, down) / wish.given_dpi * mm_an_inch,
                                std::max(across, down) / wish.given_dpi * mm_an_inch);
            } else {
                known = by_shape(std::max(aspect, 1 / aspect));
            }
            break;
        case Format::as_found: {
            const double ratio = std::max(aspect, 1 / aspect);
            const double long_mm = std::min(a4.long_mm, a4.short_mm * ratio);
            known = {long_mm / ratio, long_mm};
            break;
        }
    }
    Measure out;
    out.width_mm = wide ? known.long_mm : known.short_mm;
    out.height_mm = wide ? known.short_mm : known.long_mm;
    out.seen_dpi = std::min(across / out.width_mm, down / out.height_mm) * mm_an_inch;
    return out;
}

int ink_dpi(const Measure& measure, const Wish& wish) {
    if (wish.dpi > 0) return std::clamp(wish.dpi, 100, 400);
    return measure.seen_dpi >= 190 ? 300 : 200;
}

int pixels_for(double mm, int dpi) { return std::max(64, static_cast<int>(std::lround(mm / mm_an_inch * dpi / 8)) * 8); }

}  // namespace kiosk::pages
