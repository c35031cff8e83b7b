#pragma once
/// The steps in which a person sets speed and volume. Pure.

#include <algorithm>
#include <array>

namespace kiosk::speech {

/// EN 301 549 and VVSG ask for half to double, in steps of at least six.
inline constexpr std::array speeds_percent{50, 75, 90, 100, 125, 150, 200};
inline constexpr std::array volumes_percent{20, 40, 60, 80, 100};

/// Faster; after the fastest the slowest.
[[nodiscard]] constexpr int next_speed(int percent) {
    const auto at = std::upper_bound(speeds_percent.begin(), speeds_percent.end(), percent);
    return at == speeds_percent.end() ? speeds_percent.front() : *at;
}
/// Louder; after the loudest the softest.
[[nodiscard]] constexpr int next_volume(int percent) {
    const auto at = std::upper_bound(volumes_percent.begin(), volumes_percent.end(), percent);
    return at == volumes_percent.end() ? volumes_percent.front() : *at;
}

}  // namespace kiosk::speech
