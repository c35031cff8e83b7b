#pragma once
/// One pixel over another, in whole numbers. Inlined always: they are most of what drawing a page costs.

#include <cstdint>

namespace kiosk::ui {

/// x / 255, rounded, exact for 0..65025.
[[gnu::always_inline]] constexpr std::uint32_t over_255(std::uint32_t x) { return (x + 128 + ((x + 128) >> 8)) >> 8; }

/// Two channels at once: 0x00RR00BB * alpha / 255.
[[gnu::always_inline]] constexpr std::uint32_t scaled_pair(std::uint32_t pair, std::uint32_t alpha) {
    const std::uint32_t product = (pair & 0x00FF00FFU) * alpha + 0x00800080U;
    return ((product + ((product >> 8) & 0x00FF00FFU)) >> 8) & 0x00FF00FFU;
}

/// `colour` (its own alpha ignored) over an opaque pixel, `alpha` 0..255.
[[gnu::always_inline]] constexpr std::uint32_t blended(std::uint32_t under, std::uint32_t colour, std::uint32_t alpha) {
    const std::uint32_t rest = 255 - alpha;
    const std::uint32_t red_blue = scaled_pair(under, rest) + scaled_pair(colour, alpha);
    const std::uint32_t green = scaled_pair(under >> 8 & 0xFFU, rest) + scaled_pair(colour >> 8 & 0xFFU, alpha);
    return 0xFF000000U | red_blue | green << 8;
}

/// A premultiplied pixel over an opaque one.
[[gnu::always_inline]] constexpr std::uint32_t over(std::uint32_t under, std::uint32_t premultiplied) {
    const std::uint32_t rest = 255 - (premultiplied >> 24);
    const std::uint32_t red_blue = (premultiplied & 0x00FF00FFU) + scaled_pair(under, rest);
    const std::uint32_t green = (premultiplied >> 8 & 0xFFU) + scaled_pair(under >> 8 & 0xFFU, rest);
    return 0xFF000000U | red_blue | green << 8;
}

/// All four channels of a premultiplied pixel times alpha.
[[gnu::always_inline]] constexpr std::uint32_t faded(std::uint32_t premultiplied, std::uint32_t alpha) {
    return scaled_pair(premultiplied, alpha) | scaled_pair(premultiplied >> 8, alpha) << 8;
}

}  // namespace kiosk::ui
