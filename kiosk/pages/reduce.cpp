#include "kiosk/pages/reduce.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::pages {

namespace {

/// The factor is known to the compiler, which then adds many pixels at once.
template <int factor>
void across(const std::uint16_t* sums, std::uint8_t* out, int width) {
    constexpr unsigned count = static_cast<unsigned>(factor) * factor;
    constexpr unsigned reciprocal = (65536 + count / 2) / count;
    for (int x = 0; x < width; ++x) {
        unsigned all = 0;
        for (int u = 0; u < factor; ++u) all += sums[x * factor + u];
        out[x] = static_cast<std::uint8_t>(std::min(255U, all * reciprocal >> 16U));
    }
}

template <int factor>
Grey mean_by(const Grey& from) {
    Grey out(from.width / factor, from.height / factor);
    if (out.empty()) return out;
    std::vector<std::uint16_t> sums(static_cast<std::size_t>(out.width) * factor);
    for (int y = 0; y < out.height; ++y) {
        const auto* first = from.row(y * factor);
        for (std::size_t x = 0; x < sums.size(); ++x) sums[x] = first[x];
        for (int v = 1; v < factor; ++v) {
            const auto* row = from.row(y * factor + v);
            for (std::size_t x = 0; x < sums.size(); ++x) sums[x] = static_cast<std::uint16_t>(sums[x] + row[x]);
        }
        across<factor>(sums.data(), out.row(y), out.width);
    }
    return out;
}

}  // namespace

Grey mean_of(const Grey& from, int factor) {
    switch (factor) {
        case 2: return mean_by<2>(from);
        case 3: return mean_by<3>(from);
        case 4: return mean_by<4>(from);
        case 5: return mean_by<5>(from);
        case 6: return mean_by<6>(from);
        case 7: return mean_by<7>(from);
        case 8: return mean_by<8>(from);
        default: return factor > 8 ? mean_of(mean_by<4>(from), factor / 4) : from;
    }
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

Grey paperness(const Halved& photo, int factor) {
    Grey out = mean_of(photo.luma, factor);
    if (photo.blue.empty() || out.empty()) return out;
    const Grey blue = mean_of(photo.blue, factor);
    const Grey red = mean_of(photo.red, factor);
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
