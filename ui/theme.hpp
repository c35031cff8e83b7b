#pragma once
/// Colours by role and sizes by token: the only place where either is a number. Pure. Any thread.

#include "ui/geometry.hpp"
#include "ui/page.hpp"

namespace kiosk::ui {

enum class TextSize { normal, large, largest };
enum class Contrast { normal, high };

/// The glass a citizen stands before, and how they want it.
struct Display {
    int width_px = 1080;
    int height_px = 1920;
    double diagonal_inch = 24;
    TextSize text_size = TextSize::normal;
    Contrast contrast = Contrast::normal;
    bool low_reach = false;  ///< everything that is touched stands in the lower 55 %
    bool sheltered = false;  ///< upright: nothing about a person stands in the upper half, which those who wait behind see
    bool operator==(const Display&) const = default;
    [[nodiscard]] bool portrait() const { return height_px > width_px; }
};

/// ×1, ×1.22, ×1.47
[[nodiscard]] double factor(TextSize size);
/// What a length given in px at 24 inch and 1080 px is multiplied by: smaller panels show more pixels, larger ones the same.
[[nodiscard]] double scale_of(const Display& display);
/// How many pixels a millimetre of the glass has.
[[nodiscard]] double px_per_mm(const Display& display);

struct ToneColours {
    Colour ink = 0;   ///< icon, border, word
    Colour back = 0;  ///< fill behind
    Colour text = 0;  ///< a heading on that fill
};

struct Theme {
    bool high_contrast = false;
    Colour background = 0xFFF2F5FA;
    Colour surface = 0xFFFFFFFF;
    Colour surface_2 = 0xFFE9EFF8;
    Colour ink = 0xFF10203A;
    Colour muted = 0xFF45546B;
    Colour line = 0xFFDCE3ED;
    Colour outline = 0xFF6B7A90;
    Colour primary = 0xFF0B4FA8;
    Colour primary_top = 0xFF0D4897;
    Colour primary_pressed = 0xFF073873;
    Colour on_primary = 0xFFFFFFFF;
    Colour tint = 0xFFE3EEFC;
    Colour hero_top = 0xFF0D4897;
    Colour hero_bottom = 0xFF073A80;
    Colour brand = 0xFF9E1019;
    Colour brand_2 = 0xFF7A0A12;
    Colour on_brand = 0xFFFFFFFF;
    Colour brand_text = 0xFFFFF4E0;
    Colour gold = 0xFFFFD24A;
    Colour disabled = 0xFF4F5A69;
    Colour disabled_back = 0xFFDDE3EC;
    Colour focus = 0xFFFFB000;
    Colour dim = 0xB80A1424;
    Colour shadow = 0xFF0B2347;
    Colour keyboard = 0xFFD5DDE9;
    Colour key_control = 0xFFB6C3D6;
    Colour key_shade = 0xFF93A4BC;
    ToneColours ok{0xFF0B5A30, 0xFFE2F4E9, 0xFF0B5A30};
    ToneColours warn{0xFF7A4200, 0xFFFFF1D6, 0xFF5E3300};
    ToneColours bad{0xFF9A0F17, 0xFFFDE9E9, 0xFF9A0F17};

    [[nodiscard]] ToneColours of(Tone tone) const;
    /// Width of the border of a card, px at 24 inch.
    [[nodiscard]] int card_border() const { return high_contrast ? 4 : 2; }
};

[[nodiscard]] Theme theme_of(Contrast contrast);

/// `part` of 256 on the way from one colour to another; alpha as well.
[[nodiscard]] Colour between(Colour from, Colour to, int part);
/// The colour with this alpha, 0..255.
[[nodiscard]] constexpr Colour with_alpha(Colour colour, std::uint32_t alpha) {
    return (colour & 0x00FFFFFFU) | alpha << 24;
}

/// Contrast of two opaque colours by WCAG 2: 1 to 21.
[[nodiscard]] double contrast_ratio(Colour a, Colour b);

}  // namespace kiosk::ui
