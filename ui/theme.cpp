#include "ui/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kiosk::ui {

double factor(TextSize size) {
    switch (size) {
        case TextSize::normal: return 1;
        case TextSize::large: return 1.22;
        case TextSize::largest: return 1.47;
    }
    return 1;
}

double scale_of(const Display& display) {
    const double panel = std::max(1.0, 24 / display.diagonal_inch);
    return panel * std::min(display.width_px, display.height_px) / 1080.0;
}

double px_per_mm(const Display& display) {
    return std::hypot(display.width_px, display.height_px) / (display.diagonal_inch * 25.4);
}

ToneColours Theme::of(Tone tone) const {
    switch (tone) {
        case Tone::neutral: return {high_contrast ? ink : muted, surface_2, ink};
        case Tone::info: return {primary, tint, high_contrast ? primary : primary_pressed};
        case Tone::ok: return ok;
        case Tone::warn: return warn;
        case Tone::bad: return bad;
    }
    return {ink, surface, ink};
}

Theme theme_of(Contrast contrast) {
    Theme theme;
    if (contrast == Contrast::normal) return theme;
    constexpr Colour black = 0xFF000000;
    constexpr Colour white = 0xFFFFFFFF;
    constexpr Colour yellow = 0xFFFFE100;
    theme.high_contrast = true;
    theme.background = theme.surface = theme.surface_2 = theme.tint = black;
    theme.ink = theme.muted = theme.line = theme.outline = white;
    theme.primary = theme.primary_top = theme.hero_top = theme.hero_bottom = yellow;
    theme.primary_pressed = white;
    theme.on_primary = black;
    theme.brand = theme.brand_2 = black;
    theme.on_brand = theme.brand_text = white;
    theme.gold = yellow;
    theme.disabled = 0xFFBBBBBB;
    theme.disabled_back = black;
    theme.focus = 0xFF00E5FF;
    theme.dim = 0xD0000000;
    theme.shadow = 0;
    theme.keyboard = theme.key_control = theme.key_shade = black;
    theme.ok = {0xFF7CFFA0, black, 0xFF7CFFA0};
    theme.warn = {0xFFFFC24A, black, 0xFFFFC24A};
    theme.bad = {0xFFFF9C9C, black, 0xFFFF9C9C};
    return theme;
}

Colour between(Colour from, Colour to, int part) {
    Colour out = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        const int a = static_cast<int>(from >> shift & 0xFFU);
        const int b = static_cast<int>(to >> shift & 0xFFU);
        out |= static_cast<Colour>(a + (b - a) * part / 256) << shift;
    }
    return out;
}

double contrast_ratio(Colour a, Colour b) {
    static const auto linear = [] {
        std::array<double, 256> out{};
        for (std::size_t i = 0; i < out.size(); ++i) {
            const double value = static_cast<double>(i) / 255;
            out[i] = value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        }
        return out;
    }();
    const auto luminance = [](Colour colour) {
        return 0.2126 * linear[colour >> 16 & 0xFFU] + 0.7152 * linear[colour >> 8 & 0xFFU] +
               0.0722 * linear[colour & 0xFFU];
    };
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace kiosk::ui
