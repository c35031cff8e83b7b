#include "kiosk/pages/ink.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace kiosk::pages {
namespace {

constexpr int quarter_cell = PaperLight::cell_px / 4;
constexpr int most_fall_percent = 6;  ///< light falls off slowly: a dark photograph on the page is no shadow
constexpr int near_radius = 6;        ///< of the neighbourhood a stroke is compared with, in quarter pixels: 4 mm at 300 dpi
constexpr double surely_ink = 0.42;   ///< of the paper's light: however dark the neighbourhood is
constexpr double of_neighbours = 0.89;

std::uint8_t at_least(std::uint8_t value, int neighbour) {
    return static_cast<std::uint8_t>(std::max<int>(value, neighbour * (100 - most_fall_percent) / 100));
}

/// Sums of rectangles in the time of four look-ups.
class Sums {
public:
    explicit Sums(const Grey& p)
        : width_(static_cast<std::size_t>(p.width) + 1), sums_(width_ * (static_cast<std::size_t>(p.height) + 1)) {
        for (int y = 0; y < p.height; ++y) {
            std::uint32_t row = 0;
            const auto* from = p.row(y);
            const auto* above = sums_.data() + static_cast<std::size_t>(y) * width_;
            auto* here = sums_.data() + (static_cast<std::size_t>(y) + 1) * width_;
            for (int x = 0; x < p.width; ++x) {
                row += from[x];
                here[x + 1] = above[x + 1] + row;
            }
        }
    }
    [[nodiscard]] const std::uint32_t* row(int y) const { return sums_.data() + static_cast<std::size_t>(y) * width_; }

private:
    std::size_t width_;
    std::vector<std::uint32_t> sums_;
};

/// A threshold for each quarter pixel.
Grey thresholds(const Grey& quarter, const PaperLight& paper) {
    const Grey light = paper.spread(quarter.width, quarter.height, 4);
    const Sums sums(quarter);
    const auto high = static_cast<unsigned>(highest_threshold(quarter, light) * 256);
    constexpr auto low = static_cast<unsigned>(surely_ink * 256);
    Grey out(quarter.width, quarter.height);
    for (int y = 0; y < quarter.height; ++y) {
        const int top = std::max(0, y - near_radius);
        const int bottom = std::min(quarter.height, y + near_radius + 1);
        const auto* above = sums.row(top);
        const auto* below = sums.row(bottom);
        const auto* lit = light.row(y);
        auto* to = out.row(y);
        for (int x = 0; x < quarter.width; ++x) {
            const int left = std::max(0, x - near_radius);
            const int right = std::min(quarter.width, x + near_radius + 1);
            const std::uint32_t sum = below[right] - below[left] - above[right] + above[left];
            const auto count = static_cast<std::uint32_t>((right - left) * (bottom - top));
            const auto near = static_cast<unsigned>(of_neighbours * 256) * (sum / count) >> 8U;
            const unsigned paper_threshold = lit[x] * high >> 8U;
            to[x] = static_cast<std::uint8_t>(std::max(lit[x] * low >> 8U, std::min(near, paper_threshold)));
        }
    }
    return out;
}

std::uint64_t word(const std::uint8_t* at) {
    std::uint64_t out = 0;
    std::memcpy(&out, at, sizeof out);
    return __builtin_bswap64(out);
}

/// Ink with no other ink beside it, above or below is dust.
void remove_specks(Bits& bits) {
    const std::size_t words = bits.stride / 8;
    std::vector<std::uint64_t> above(words + 2);
    std::vector<std::uint64_t> here(words + 2);
    std::vector<std::uint64_t> below(words + 2);
    const auto load = [&](std::vector<std::uint64_t>& into, int y) {
        for (std::size_t i = 0; i < words; ++i) into[i + 1] = y < bits.height ? word(bits.row(y) + i * 8) : 0;
    };
    if (bits.height == 0) return;
    load(here, 0);
    for (int y = 0; y < bits.height; ++y) {
        load(below, y + 1);
        for (std::size_t i = 1; i <= words; ++i) {
            const std::uint64_t ink = here[i];
            if (ink == 0) continue;
            const std::uint64_t column = above[i] | below[i];
            const std::uint64_t all = column | ink;
            const std::uint64_t from_left = all >> 1U | ((above[i - 1] | below[i - 1] | here[i - 1]) << 63U);
            const std::uint64_t from_right = all << 1U | ((above[i + 1] | below[i + 1] | here[i + 1]) >> 63U);
            const std::uint64_t kept = ink & (column | from_left | from_right);
            if (kept == ink) continue;
            const std::uint64_t bytes = __builtin_bswap64(kept);
            std::memcpy(bits.row(y) + (i - 1) * 8, &bytes, sizeof bytes);
        }
        std::swap(above, here);
        std::swap(here, below);
    }
}

}  // namespace

double highest_threshold(const Grey& quarter, const Grey& light) {
    std::array<std::uint32_t, 256> histogram{};
    for (std::size_t i = 0; i < quarter.pixels.size(); i += 3) {
        const unsigned share = quarter.pixels[i] * 200U / std::max<unsigned>(1, light.pixels[i]);
        histogram.at(std::min(share, 255U))++;
    }
    const auto wanted = static_cast<std::uint32_t>(quarter.pixels.size() / 3 / 200);
    std::uint32_t seen = 0;
    std::size_t strong = 0;
    while (strong < 200 && (seen += histogram.at(strong)) <= wanted) ++strong;
    const double darkest = static_cast<double>(strong) / 200;
    return std::clamp(0.5 * (darkest + 1) + 0.02, 0.70, 0.86);
}

Bits::Bits(int width_px, int height_px)
    : width(width_px),
      height(height_px),
      stride((static_cast<std::size_t>(width_px) + 63) / 64 * 8),
      bytes(stride * static_cast<std::size_t>(height_px)) {}

std::size_t count_ink(const Bits& bits) {
    std::size_t out = 0;
    for (std::size_t i = 0; i + 8 <= bits.bytes.size(); i += 8)
        out += static_cast<std::size_t>(std::popcount(word(bits.bytes.data() + i)));
    return out;
}

double PaperLight::mean() const {
    double sum = 0;
    for (const auto p : cells.pixels) sum += p;
    return cells.empty() ? 0 : sum / static_cast<double>(cells.pixels.size());
}

Grey PaperLight::spread(int width, int height, int reduction) const {
    Grey out(width, height);
    if (cells.empty()) return out;
    const double scale = static_cast<double>(reduction) / cell_px;
    std::vector<int> column(static_cast<std::size_t>(width));
    std::vector<int> share(static_cast<std::size_t>(width));
    for (int x = 0; x < width; ++x) {
        const double at = std::clamp((x + 0.5) * scale - 0.5, 0.0, cells.width - 1.0);
        column[static_cast<std::size_t>(x)] = std::min(static_cast<int>(at), std::max(0, cells.width - 2));
        share[static_cast<std::size_t>(x)] = static_cast<int>((at - column[static_cast<std::size_t>(x)]) * 256);
    }
    std::vector<int> between(static_cast<std::size_t>(cells.width) + 1);
    for (int y = 0; y < height; ++y) {
        const double at = std::clamp((y + 0.5) * scale - 0.5, 0.0, cells.height - 1.0);
        const int iy = std::min(static_cast<int>(at), std::max(0, cells.height - 2));
        const int fy = static_cast<int>((at - iy) * 256);
        const auto* a = cells.row(iy);
        const auto* b = cells.row(std::min(iy + 1, cells.height - 1));
        for (int i = 0; i < cells.width; ++i) between[static_cast<std::size_t>(i)] = a[i] * (256 - fy) + b[i] * fy;
        between.back() = between[between.size() - 2];
        auto* to = out.row(y);
        for (std::size_t x = 0; x < column.size(); ++x) {
            const auto* p = between.data() + column[x];
            to[x] = static_cast<std::uint8_t>((p[0] * (256 - share[x]) + p[1] * share[x]) >> 16);
        }
    }
    return out;
}

PaperLight paper_light(const Grey& quarter) {
    PaperLight out;
    out.cells = Grey(std::max(1, (quarter.width + quarter_cell - 1) / quarter_cell),
                     std::max(1, (quarter.height + quarter_cell - 1) / quarter_cell));
    auto& cells = out.cells;
    const Grey soft = softened(quarter);
    for (int y = 0; y < soft.height; ++y) {
        auto* to = cells.row(y / quarter_cell);
        const auto* from = soft.row(y);
        for (int x = 0; x < soft.width; ++x) to[x / quarter_cell] = std::max(to[x / quarter_cell], from[x]);
    }
    const auto raise = [&](int x, int y, int dx, int dy) {
        if (x + dx < 0 || y + dy < 0 || x + dx >= cells.width || y + dy >= cells.height) return;
        cells.row(y)[x] = at_least(cells.row(y)[x], cells.row(y + dy)[x + dx]);
    };
    for (int y = 0; y < cells.height; ++y) {
        for (int x = 0; x < cells.width; ++x) {
            raise(x, y, -1, 0);
            raise(x, y, 0, -1);
        }
    }
    for (int y = cells.height; y-- > 0;) {
        for (int x = cells.width; x-- > 0;) {
            raise(x, y, 1, 0);
            raise(x, y, 0, 1);
        }
    }
    cells = softened(cells);
    for (auto& p : cells.pixels) p = std::max<std::uint8_t>(p, 16);
    return out;
}

Bits ink_of(const Grey& page, const Grey& quarter, const PaperLight& light) {
    Bits out(page.width, page.height);
    if (quarter.empty()) return out;
    const Grey threshold = thresholds(quarter, light);
    std::vector<std::uint8_t> limit(out.stride * 8);
    std::vector<std::uint8_t> tones(out.stride * 8, 255);
    for (int y = 0; y < page.height; ++y) {
        if (y % 4 == 0 && y / 4 < threshold.height) {
            const auto* from = threshold.row(y / 4);
            for (int x = 0; x < threshold.width; ++x)
                std::memset(limit.data() + 4 * static_cast<std::ptrdiff_t>(x), from[x], 4);
            for (int x = threshold.width * 4; x < page.width; ++x)
                limit[static_cast<std::size_t>(x)] = from[threshold.width - 1];
        }
        std::memcpy(tones.data(), page.row(y), static_cast<std::size_t>(page.width));
        auto* to = out.row(y);
        for (std::size_t i = 0; i < out.stride; ++i) {
            const auto* tone = tones.data() + 8 * i;
            const auto* most = limit.data() + 8 * i;
            unsigned bits = 0;
            for (unsigned k = 0; k < 8; ++k) bits |= static_cast<unsigned>(tone[k] < most[k]) << (7 - k);
            to[i] = static_cast<std::uint8_t>(bits);
        }
    }
    remove_specks(out);
    return out;
}

Bits ink_of(const Grey& page) {
    const Grey quarter = mean_of(page, 4);
    return ink_of(page, quarter, paper_light(quarter));
}

void lighten(Grey& page, const PaperLight& light, int page_px_a_pixel) {
    // A little above the paper's own light, so that its grain becomes white as well; a light of 8 x 8 pixels is one light.
    constexpr int patch = 8;
    const Grey lit =
        light.spread((page.width + patch - 1) / patch, (page.height + patch - 1) / patch, page_px_a_pixel * patch);
    std::array<std::uint16_t, 256> gain{};
    for (std::size_t i = 1; i < gain.size(); ++i)
        gain.at(i) = static_cast<std::uint16_t>(std::min(4095.0, 255.0 * 1.05 * 128 / static_cast<double>(i)));
    std::vector<std::uint16_t> gains(static_cast<std::size_t>(page.width));
    for (int y = 0; y < page.height; ++y) {
        if (y % patch == 0) {
            const auto* from = lit.row(y / patch);
            for (std::size_t x = 0; x < gains.size(); ++x) gains[x] = gain[from[x / patch]];
        }
        auto* row = page.row(y);
        for (std::size_t x = 0; x < gains.size(); ++x)
            row[x] = static_cast<std::uint8_t>(std::min<unsigned>(255U, static_cast<unsigned>(row[x] * gains[x]) >> 7U));
    }
}

}  // namespace kiosk::pages
