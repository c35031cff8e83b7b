#include "kiosk/pages/reduce.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::pages {

Grey mean_of(const Grey& from, int factor) {
    if (factor <= 1) return from;
    Grey out(from.width / factor, from.height / factor);
    if (out.empty()) return out;
    const auto used = static_cast<std::size_t>(out.width) * static_cast<std::size_t>(factor);
    std::vector<std::uint16_t> sums(used);
    const auto count = static_cast<unsigned>(factor) * static_cast<unsigned>(factor);
    const unsigned reciprocal = (65536 + count / 2) / count;
    for (int y = 0; y < out.height; ++y) {
        std::fill(sums.begin(), sums.end(), std::uint16_t{0});
        for (int v = 0; v < factor; ++v) {
            const auto* row = from.row(y * factor + v);
            for (std::size_t x = 0; x < used; ++x) sums[x] = static_cast<std::uint16_t>(sums[x] + row[x]);
        }
        auto* target = out.row(y);
        const auto* sum = sums.data();
        for (int x = 0; x < out.width; ++x, sum += factor) {
            unsigned all = 0;
            for (int u = 0; u < factor; ++u) all += sum[u];
            target[x] = static_cast<std::uint8_t>(std::min(255U, all * reciprocal >> 16));
        }
    }
    return out;
}

Grey softened(const Grey& from) {
    if (from.width < 3 || from.height < 3) return from;
    Grey out = from;
    std::vector<std::uint16_t> column(static_cast<std::size_t>(from.width));
    for (int y = 0; y < from.height; ++y) {
        const auto* above = from.row(std::max(y - 1, 0));
        const auto* here = from.row(y);
        const auto* below = from.row(std::min(y + 1, from.height - 1));
        for (std::size_t x = 0; x < column.size(); ++x)
            column[x] = static_cast<std::uint16_t>(above[x] + 2 * here[x] + below[x]);
        auto* row = out.row(y);
        const std::size_t last = column.size() - 1;
        row[0] = static_cast<std::uint8_t>((3 * column[0] + column[1] + 8) / 16);
        row[last] = static_cast<std::uint8_t>((3 * column[last] + column[last - 1] + 8) / 16);
        for (std::size_t x = 1; x < last; ++x)
            row[x] = static_cast<std::uint8_t>((column[x - 1] + 2 * column[x] + column[x + 1] + 8) / 16);
    }
    return out;
}

Grey paperness(const Photo& photo, int factor) {
    Grey out = mean_of(photo.luma, factor);
    if (!photo.has_colour() || factor < 2 || out.empty()) return out;
    const Grey blue = mean_of(photo.blue, factor / 2);
    const Grey red = mean_of(photo.red, factor / 2);
    const int width = std::min(out.width, blue.width);
    const int height = std::min(out.height, blue.height);
    for (int y = 0; y < height; ++y) {
        auto* row = out.row(y);
        for (int x = 0; x < width; ++x) {
            const int colour = std::abs(blue.row(y)[x] - 128) + std::abs(red.row(y)[x] - 128);
            row[x] = static_cast<std::uint8_t>(std::max(0, row[x] - colour));
        }
    }
    return out;
}

}  // namespace kiosk::pages
