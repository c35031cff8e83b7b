#include "kiosk/scan/meter.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace kiosk::scan {
namespace {

constexpr int square_px = 16;
constexpr int moved_tones = 6;

/// The mean square of what a tone differs from the middle of its neighbours, in every other row.
float sharpness_of(const Grey& half) {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (int y = 0; y < half.height; y += 2) {
        const auto* line = half.row(y);
        std::int32_t squares = 0;
        for (int x = 1; x + 1 < half.width; ++x) {
            const int bend = line[x - 1] - 2 * line[x] + line[x + 1];
            squares += (bend * bend) >> 4;  // a row of 4,000 pixels fits
        }
        sum += squares;
        count += half.width;
    }
    return count == 0 ? 0 : std::sqrt(static_cast<float>(sum) / static_cast<float>(count));
}

Grey squares_of(const Grey& half) {
    Grey out(half.width / square_px, half.height / square_px);
    for (int row = 0; row < out.height; ++row) {
        for (int column = 0; column < out.width; ++column) {
            int sum = 0;
            for (int y = 0; y < square_px; y += 2) {
                const auto* line = half.row(row * square_px + y) + static_cast<std::ptrdiff_t>(column) * square_px;
                for (int x = 0; x < square_px; ++x) sum += line[x];
            }
            out.row(row)[column] = static_cast<std::uint8_t>(sum / (square_px * square_px / 2));
        }
    }
    return out;
}

/// The share of squares that differ, other than by what a lamp or the camera's own exposure changes everywhere.
float moved_between(const Grey& before, const Grey& now) {
    if (before.width != now.width || before.height != now.height) return 1;
    if (now.empty()) return 0;  // too small a frame for anything to move in
    int brighter = 0;
    for (std::size_t i = 0; i < now.pixels.size(); ++i) brighter += now.pixels[i] - before.pixels[i];
    brighter /= static_cast<int>(now.pixels.size());
    int moved = 0;
    for (std::size_t i = 0; i < now.pixels.size(); ++i) {
        if (std::abs(now.pixels[i] - before.pixels[i] - brighter) > moved_tones) ++moved;
    }
    return static_cast<float>(moved) / static_cast<float>(now.pixels.size());
}

}  // namespace

FrameMeasure Meter::measure(const Grey& half) {
    auto now = squares_of(half);
    const FrameMeasure out{sharpness_of(half), moved_between(before_, now), 0};
    before_ = std::move(now);
    return out;
}

}  // namespace kiosk::scan
