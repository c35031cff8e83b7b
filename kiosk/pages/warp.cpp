#include "kiosk/pages/warp.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::pages {
namespace {

constexpr int block_px =
    32;  ///< so many pixels in a row are near enough to evenly spaced: the error is below a hundredth of one
constexpr int fixed_bits = 16;
constexpr double fixed_one = 1 << fixed_bits;

/// Between four pixels; the two above one another are mixed in both halves of a word at once.
std::uint32_t mixed(const std::uint8_t* above, const std::uint8_t* below, unsigned fx, unsigned fy) {
    const std::uint32_t top = above[0] | static_cast<std::uint32_t>(above[1]) << 16U;
    const std::uint32_t bottom = below[0] | static_cast<std::uint32_t>(below[1]) << 16U;
    const std::uint32_t both = top * (256 - fy) + bottom * fy;
    return ((both & 0xffffU) * (256 - fx) + (both >> 16U) * fx + 32768) >> 16U;
}

class Sampling {
public:
    Sampling(const Grey& given, std::uint8_t beyond) : given_(given), beyond_(beyond) {}

    [[nodiscard]] bool holds(Spot at) const {
        return at.x >= 0 && at.y >= 0 && at.x < given_.width - 1.01 && at.y < given_.height - 1.01;
    }
    /// `count` pixels evenly from one spot towards the other, all of them within.
    void inside(std::uint8_t* out, int count, Spot from, Spot step) const {
        auto x = static_cast<std::int64_t>(from.x * fixed_one);
        auto y = static_cast<std::int64_t>(from.y * fixed_one);
        const auto dx = static_cast<std::int64_t>(step.x * fixed_one);
        const auto dy = static_cast<std::int64_t>(step.y * fixed_one);
        const auto stride = static_cast<std::ptrdiff_t>(given_.width);
        for (int i = 0; i < count; ++i, x += dx, y += dy) {
            const auto* above = given_.pixels.data() + (y >> fixed_bits) * stride + (x >> fixed_bits);
            out[i] = static_cast<std::uint8_t>(
                mixed(above, above + stride, static_cast<unsigned>(x >> 8U & 255), static_cast<unsigned>(y >> 8U & 255)));
        }
    }
    void anywhere(std::uint8_t* out, int count, Spot from, Spot step) const {
        for (int i = 0; i < count; ++i) {
            const double x = from.x + i * step.x;
            const double y = from.y + i * step.y;
            if (x < -1 || y < -1 || x > given_.width || y > given_.height) {
                out[i] = beyond_;
                continue;
            }
            const double cx = std::clamp(x, 0.0, given_.width - 1.0);
            const double cy = std::clamp(y, 0.0, given_.height - 1.0);
            const int ix = std::min(static_cast<int>(cx), std::max(0, given_.width - 2));
            const int iy = std::min(static_cast<int>(cy), std::max(0, given_.height - 2));
            const auto* above = given_.row(iy) + ix;
            const auto* below = given_.row(std::min(iy + 1, given_.height - 1)) + ix;
            if (given_.width < 2) out[i] = *above;
            else
                out[i] = static_cast<std::uint8_t>(
                    mixed(above, below, static_cast<unsigned>((cx - ix) * 256), static_cast<unsigned>((cy - iy) * 256)));
        }
    }

private:
    const Grey& given_;
    std::uint8_t beyond_;
};

}  // namespace

Grey warped(const Grey& given, const Projection& sheet_to_photo, int width, int height, Scales scales, std::uint8_t beyond) {
    Grey out(width, height, beyond);
    if (given.empty()) return out;
    const Sampling sampling(given, beyond);
    const auto source = [&](double x, double y) {
        const Spot at = sheet_to_photo({(x + 0.5) * scales.of_wanted, (y + 0.5) * scales.of_wanted});
        return Spot{(at.x + 0.5) * scales.of_given - 0.5, (at.y + 0.5) * scales.of_given - 0.5};
    };
    for (int y = 0; y < height; ++y) {
        Spot from = source(0, y);
        for (int x = 0; x < width; x += block_px) {
            const int count = std::min(block_px, width - x);
            const Spot to = source(x + count, y);
            const Spot step{(to.x - from.x) / count, (to.y - from.y) / count};
            if (sampling.holds(from) && sampling.holds(to)) sampling.inside(out.row(y) + x, count, from, step);
            else sampling.anywhere(out.row(y) + x, count, from, step);
            from = to;
        }
    }
    return out;
}

}  // namespace kiosk::pages
