#include "kiosk/scan/grey.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace kiosk::scan {
namespace {

std::uint8_t byte(double value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0)); }

std::array<std::size_t, 256> histogram(const Grey& from) {
    std::array<std::size_t, 256> out{};
    for (const auto pixel : from.pixels) ++out[pixel];
    return out;
}

/// Both directions with the same symmetric kernel, in fixed point.
Grey convolved(const Grey& from, const std::vector<int>& kernel) {
    const int radius = static_cast<int>(kernel.size()) - 1;
    Grey across(from.width, from.height);
    std::vector<int> sums(static_cast<std::size_t>(from.width));
    for (int y = 0; y < from.height; ++y) {
        const auto* source = from.row(y);
        auto* target = across.row(y);
        for (int x = 0; x < from.width; ++x) {
            int sum = kernel[0] * source[x];
            for (int k = 1; k <= radius; ++k) {
                sum += kernel[static_cast<std::size_t>(k)] *
                       (source[std::max(x - k, 0)] + source[std::min(x + k, from.width - 1)]);
            }
            target[x] = static_cast<std::uint8_t>((sum + 32768) >> 16);
        }
    }
    Grey out(from.width, from.height);
    for (int y = 0; y < from.height; ++y) {
        const auto* middle = across.row(y);
        for (int x = 0; x < from.width; ++x) sums[static_cast<std::size_t>(x)] = kernel[0] * middle[x];
        for (int k = 1; k <= radius; ++k) {
            const auto* above = across.row(std::max(y - k, 0));
            const auto* below = across.row(std::min(y + k, from.height - 1));
            const int weight = kernel[static_cast<std::size_t>(k)];
            for (int x = 0; x < from.width; ++x) sums[static_cast<std::size_t>(x)] += weight * (above[x] + below[x]);
        }
        auto* target = out.row(y);
        for (int x = 0; x < from.width; ++x)
            target[x] = static_cast<std::uint8_t>((sums[static_cast<std::size_t>(x)] + 32768) >> 16);
    }
    return out;
}

/// Catmull-Rom weights of the four neighbours for a place `t` after the second.
std::array<float, 4> cubic(double t) {
    const double t2 = t * t;
    const double t3 = t2 * t;
    return {static_cast<float>(-0.5 * t3 + t2 - 0.5 * t), static_cast<float>(1.5 * t3 - 2.5 * t2 + 1),
            static_cast<float>(-1.5 * t3 + 2 * t2 + 0.5 * t), static_cast<float>(0.5 * t3 - 0.5 * t2)};
}

template <class Choose>
Grey neighbours(const Grey& from, Choose choose) {
    Grey across(from.width, from.height);
    for (int y = 0; y < from.height; ++y) {
        const auto* source = from.row(y);
        auto* target = across.row(y);
        for (int x = 0; x < from.width; ++x) {
            target[x] = choose(choose(source[std::max(x - 1, 0)], source[x]), source[std::min(x + 1, from.width - 1)]);
        }
    }
    Grey out(from.width, from.height);
    for (int y = 0; y < from.height; ++y) {
        const auto* above = across.row(std::max(y - 1, 0));
        const auto* middle = across.row(y);
        const auto* below = across.row(std::min(y + 1, from.height - 1));
        auto* target = out.row(y);
        for (int x = 0; x < from.width; ++x) target[x] = choose(choose(above[x], middle[x]), below[x]);
    }
    return out;
}

std::uint8_t border_tone(const Grey& from) {
    std::uint64_t sum = 0;
    std::uint64_t count = 0;
    for (int x = 0; x < from.width; ++x) {
        sum += static_cast<unsigned>(from.row(0)[x] + from.row(from.height - 1)[x]);
        count += 2;
    }
    for (int y = 0; y < from.height; ++y) {
        sum += static_cast<unsigned>(from.row(y)[0] + from.row(y)[from.width - 1]);
        count += 2;
    }
    return static_cast<std::uint8_t>(count == 0 ? 255 : sum / count);
}

}  // namespace

Affine Affine::after(const Affine& inner) const {
    return {a * inner.a + b * inner.d, a * inner.b + b * inner.e, a * inner.c + b * inner.f + c,
            d * inner.a + e * inner.d, d * inner.b + e * inner.e, d * inner.c + e * inner.f + f};
}

namespace {

Grey halved(const Grey& source) {
    Grey out(source.width / 2, source.height / 2);
    for (int y = 0; y < out.height; ++y) {
        const auto* one = source.row(2 * y);
        const auto* two = source.row(2 * y + 1);
        auto* target = out.row(y);
        for (int x = 0; x < out.width; ++x, one += 2, two += 2)
            target[x] = static_cast<std::uint8_t>((one[0] + one[1] + two[0] + two[1]) >> 2);
    }
    return out;
}

}  // namespace

View reduced(const View& from, int factor) {
    const auto& source = from.picture;
    if (factor == 2 && source.width > 1 && source.height > 1)
        return {halved(source), from.to_original.after({2, 0, 0.5, 0, 2, 0.5})};
    Grey out(std::max(source.width / factor, 1), std::max(source.height / factor, 1));
    std::vector<unsigned> sums(static_cast<std::size_t>(out.width));
    for (int y = 0; y < out.height; ++y) {
        std::fill(sums.begin(), sums.end(), 0U);
        int rows = 0;
        for (int dy = 0; dy < factor && y * factor + dy < source.height; ++dy, ++rows) {
            const auto* line = source.row(y * factor + dy);
            for (int x = 0; x < out.width; ++x) {
                for (int dx = 0; dx < factor; ++dx)
                    sums[static_cast<std::size_t>(x)] += line[std::min(x * factor + dx, source.width - 1)];
            }
        }
        const auto area = static_cast<unsigned>(rows * factor);
        for (int x = 0; x < out.width; ++x)
            out.row(y)[x] = static_cast<std::uint8_t>(sums[static_cast<std::size_t>(x)] / area);
    }
    const double scale = factor;
    return {std::move(out), from.to_original.after({scale, 0, (scale - 1) / 2, 0, scale, (scale - 1) / 2})};
}

View enlarged(const View& from, double factor) {
    const auto& source = from.picture;
    Grey out(static_cast<int>(source.width * factor), static_cast<int>(source.height * factor));
    const double step = 1 / factor;
    std::vector<float> rows(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(source.height));
    for (int x = 0; x < out.width; ++x) {
        const double at = (x + 0.5) * step - 0.5;
        const int left = static_cast<int>(std::floor(at));
        const auto weights = cubic(at - left);
        std::array<int, 4> columns{};
        for (int k = 0; k < 4; ++k) columns[static_cast<std::size_t>(k)] = std::clamp(left - 1 + k, 0, source.width - 1);
        for (int y = 0; y < source.height; ++y) {
            const auto* line = source.row(y);
            float sum = 0;
            for (std::size_t k = 0; k < 4; ++k) sum += weights[k] * static_cast<float>(line[columns[k]]);
            rows[static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width) + static_cast<std::size_t>(x)] = sum;
        }
    }
    for (int y = 0; y < out.height; ++y) {
        const double at = (y + 0.5) * step - 0.5;
        const int top = static_cast<int>(std::floor(at));
        const auto weights = cubic(at - top);
        std::array<const float*, 4> lines{};
        for (int k = 0; k < 4; ++k) {
            lines[static_cast<std::size_t>(k)] =
                rows.data() + static_cast<std::size_t>(std::clamp(top - 1 + k, 0, source.height - 1)) *
                                  static_cast<std::size_t>(out.width);
        }
        for (int x = 0; x < out.width; ++x) {
            float sum = 0;
            for (std::size_t k = 0; k < 4; ++k) sum += weights[k] * lines[k][x];
            out.row(y)[x] = byte(static_cast<double>(sum));
        }
    }
    return {std::move(out), from.to_original.after({step, 0, step / 2 - 0.5, 0, step, step / 2 - 0.5})};
}

View turned(const View& from, double degrees) {
    const auto& source = from.picture;
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    Grey out(static_cast<int>(std::ceil(source.width * std::abs(cosine) + source.height * std::abs(sine))),
             static_cast<int>(std::ceil(source.width * std::abs(sine) + source.height * std::abs(cosine))),
             border_tone(source));
    const double cx = source.width / 2.0;
    const double cy = source.height / 2.0;
    const double ox = out.width / 2.0;
    const double oy = out.height / 2.0;
    const Affine back{cosine, sine, cx - cosine * ox - sine * oy, -sine, cosine, cy + sine * ox - cosine * oy};
    for (int y = 0; y < out.height; ++y) {
        auto* target = out.row(y);
        for (int x = 0; x < out.width; ++x) {
            const auto at = back({static_cast<double>(x), static_cast<double>(y)});
            if (at.x < 0 || at.y < 0 || at.x > source.width - 1 || at.y > source.height - 1) continue;
            const int left = static_cast<int>(at.x);
            const int top = static_cast<int>(at.y);
            const int fx = static_cast<int>((at.x - left) * 256);
            const int fy = static_cast<int>((at.y - top) * 256);
            const auto* one = source.row(top);
            const auto* two = source.row(std::min(top + 1, source.height - 1));
            const int right = std::min(left + 1, source.width - 1);
            const int upper = one[left] * (256 - fx) + one[right] * fx;
            const int lower = two[left] * (256 - fx) + two[right] * fx;
            target[x] = static_cast<std::uint8_t>((upper * (256 - fy) + lower * fy) >> 16);
        }
    }
    return {std::move(out), from.to_original.after(back)};
}

View padded(const View& from, int border_px) {
    const auto& source = from.picture;
    Grey out(source.width + 2 * border_px, source.height + 2 * border_px, border_tone(source));
    for (int y = 0; y < source.height; ++y) std::copy_n(source.row(y), source.width, out.row(y + border_px) + border_px);
    const double border = border_px;
    return {std::move(out), from.to_original.after({1, 0, -border, 0, 1, -border})};
}

Grey blurred(const Grey& from, double sigma_px) {
    const int radius = std::max(1, static_cast<int>(std::ceil(sigma_px * 2.5)));
    std::vector<double> weights;
    weights.reserve(static_cast<std::size_t>(radius) + 1);
    for (int k = 0; k <= radius; ++k) weights.push_back(std::exp(-k * k / (2 * sigma_px * sigma_px)));
    const double total = 2 * std::accumulate(weights.begin(), weights.end(), 0.0) - weights[0];
    std::vector<int> kernel;
    kernel.reserve(weights.size());
    for (const double weight : weights) kernel.push_back(static_cast<int>(std::lround(65536 * weight / total)));
    kernel[0] = 65536 - 2 * std::accumulate(kernel.begin() + 1, kernel.end(), 0);
    return convolved(from, kernel);
}

Grey stretched(const Grey& from) {
    const auto counts = histogram(from);
    const std::size_t tail = from.pixels.size() / 100;
    int low = 0;
    int high = 255;
    for (std::size_t seen = counts[0]; low < 255 && seen <= tail; seen += counts[static_cast<std::size_t>(low)]) ++low;
    for (std::size_t seen = counts[255]; high > 0 && seen <= tail; seen += counts[static_cast<std::size_t>(high)]) --high;
    if (high <= low) return from;
    std::array<std::uint8_t, 256> table{};
    for (int v = 0; v < 256; ++v) table[static_cast<std::size_t>(v)] = byte(255.0 * (v - low) / (high - low));
    Grey out(from.width, from.height);
    std::transform(from.pixels.begin(), from.pixels.end(), out.pixels.begin(), [&](std::uint8_t v) { return table[v]; });
    return out;
}

Grey sharpened(const Grey& from, double sigma_px, double strength) {
    auto out = blurred(from, sigma_px);
    const int gain = static_cast<int>(strength * 256);
    for (std::size_t i = 0; i < out.pixels.size(); ++i) {
        const int detail = from.pixels[i] - out.pixels[i];
        out.pixels[i] = static_cast<std::uint8_t>(std::clamp(from.pixels[i] + detail * gain / 256, 0, 255));
    }
    return out;
}

Grey thresholded(const Grey& from) {
    const auto counts = histogram(from);
    const auto total = static_cast<double>(from.pixels.size());
    double sum = 0;
    for (std::size_t v = 0; v < 256; ++v) sum += static_cast<double>(v * counts[v]);
    double below = 0;
    double below_sum = 0;
    double best = -1;
    std::size_t threshold = 127;
    for (std::size_t v = 0; v < 255; ++v) {
        below += static_cast<double>(counts[v]);
        below_sum += static_cast<double>(v * counts[v]);
        if (below <= 0 || below >= total) continue;
        const double gap = below_sum / below - (sum - below_sum) / (total - below);
        const double spread = below * (total - below) * gap * gap;
        if (spread > best) {
            best = spread;
            threshold = v;
        }
    }
    return black_and_white(from, static_cast<int>(threshold) + 1);
}

Grey darkest(const Grey& from) {
    return neighbours(from, [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); });
}

Grey lightest(const Grey& from) {
    return neighbours(from, [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
}

Grey black_and_white(const Grey& from, int threshold) {
    Grey out(from.width, from.height);
    std::transform(from.pixels.begin(), from.pixels.end(), out.pixels.begin(),
                   [&](std::uint8_t v) { return v < threshold ? std::uint8_t{0} : std::uint8_t{255}; });
    return out;
}

Grey merged_down(const Grey& from, int height_px) {
    const int reach = std::max(height_px / 2, 1);
    std::vector<int> sums(static_cast<std::size_t>(from.width));
    Grey out(from.width, from.height);
    const auto add = [&](int y, int sign) {
        const auto* line = from.row(std::clamp(y, 0, from.height - 1));
        for (std::size_t x = 0; x < sums.size(); ++x) sums[x] += sign * line[x];
    };
    for (int y = -reach; y < reach; ++y) add(y, 1);
    for (int y = 0; y < from.height; ++y) {
        add(y + reach, 1);
        auto* target = out.row(y);
        for (std::size_t x = 0; x < sums.size(); ++x) target[x] = static_cast<std::uint8_t>(sums[x] / (2 * reach + 1));
        add(y - reach, -1);
    }
    return out;
}

Grey inverted(const Grey& from) {
    Grey out(from.width, from.height);
    std::transform(from.pixels.begin(), from.pixels.end(), out.pixels.begin(),
                   [](std::uint8_t v) { return static_cast<std::uint8_t>(255 - v); });
    return out;
}

Grey evened(const Grey& from, int radius_px) {
    // Sums over boxes: columns are kept running, so that the radius costs nothing.
    const auto width = static_cast<std::size_t>(from.width);
    std::vector<std::uint32_t> sum(width), square(width);
    std::vector<double> sums(width + 1), squares(width + 1);
    Grey out(from.width, from.height);
    const auto add = [&](int y, bool in) {
        const auto* line = from.row(y);
        const std::uint32_t sign = in ? 1U : ~0U;
        for (std::size_t x = 0; x < width; ++x) {
            const std::uint32_t v = line[x];
            sum[x] += sign * v;
            square[x] += sign * v * v;
        }
    };
    for (int y = 0; y < std::min(radius_px, from.height); ++y) add(y, true);
    for (int y = 0; y < from.height; ++y) {
        if (y + radius_px < from.height) add(y + radius_px, true);
        if (y - radius_px - 1 >= 0) add(y - radius_px - 1, false);
        const int rows = std::min(y + radius_px, from.height - 1) - std::max(y - radius_px, 0) + 1;
        for (std::size_t x = 0; x < width; ++x) {
            sums[x + 1] = sums[x] + sum[x];
            squares[x + 1] = squares[x] + square[x];
        }
        const auto* source = from.row(y);
        auto* target = out.row(y);
        for (int x = 0; x < from.width; ++x) {
            const auto left = static_cast<std::size_t>(std::max(x - radius_px, 0));
            const auto right = static_cast<std::size_t>(std::min(x + radius_px + 1, from.width));
            const float share = 1.0F / static_cast<float>(rows * static_cast<int>(right - left));
            const float mean = static_cast<float>(sums[right] - sums[left]) * share;
            const float variance = static_cast<float>(squares[right] - squares[left]) * share - mean * mean;
            // Flat paper stays flat instead of becoming noise.
            const float spread = std::sqrt(std::max(variance, 36.0F));
            const float tone = 128.5F + 60 * (static_cast<float>(source[x]) - mean) / spread;
            target[x] = static_cast<std::uint8_t>(std::clamp(tone, 0.0F, 255.0F));
        }
    }
    return out;
}

}  // namespace kiosk::scan
