#include "kiosk/scan/bar_lines.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace kiosk::scan {
namespace {

/// Pixels a sample. What is long has modules of several pixels.
double line_step(const Slab& slab) { return slab.half_along < 450 ? 0.5 : 1.0; }

/// `across` in pixels along the bars.
Spot place_at(const Slab& slab, double sample, double across) {
    const double along = sample * line_step(slab) - slab.half_along;
    const double leaning = along * (1 + slab.lean * across);
    return {slab.middle.x + leaning * slab.along.x + across * slab.upright.x,
            slab.middle.y + leaning * slab.along.y + across * slab.upright.y};
}

/// Tones at even steps along a row of a slab, added to `out`.
void add_row(const Grey& original, const Slab& slab, double across, BarLine& out) {
    const Spot first = place_at(slab, 0, across);
    const Spot last = place_at(slab, static_cast<double>(out.size()), across);
    const double steps = static_cast<double>(std::max<std::size_t>(out.size(), 1));
    const Spot step{(last.x - first.x) / steps, (last.y - first.y) / steps};
    const auto inside = [&](Spot at) {
        return at.x >= 0 && at.y >= 0 && at.x < original.width - 2 && at.y < original.height - 2;
    };
    if (!inside(first) || !inside(last)) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto k = static_cast<double>(i);
            out[i] += tone_at(original, first.x + k * step.x, first.y + k * step.y);
        }
        return;
    }
    // In 1/65536 of a pixel, and then 1/256.
    constexpr double whole = 65536;
    auto x = static_cast<std::int64_t>(first.x * whole), y = static_cast<std::int64_t>(first.y * whole);
    const auto step_x = static_cast<std::int64_t>(step.x * whole), step_y = static_cast<std::int64_t>(step.y * whole);
    for (auto& tone : out) {
        const auto* one = original.row(static_cast<int>(y >> 16)) + (x >> 16);
        const auto* two = one + original.width;
        const int u = static_cast<int>(x >> 8 & 255), v = static_cast<int>(y >> 8 & 255);
        const int upper = one[0] * (256 - u) + one[1] * u;
        const int lower = two[0] * (256 - u) + two[1] * u;
        tone += static_cast<float>(upper * (256 - v) + lower * v) * (1.0F / 65536);
        x += step_x;
        y += step_y;
    }
}

/// Rows of a slab, to be pushed against one another.
class Rows {
public:
    Rows(const Grey& original, const Slab& slab, int count)
        : slab_(slab), count_(count), samples_(static_cast<int>(2 * slab.half_along / line_step(slab))) {
        for (int row = 0; row < count_; ++row) {
            rows_.emplace_back(static_cast<std::size_t>(samples_), 0.0F);
            add_row(original, slab, across(row), rows_.back());
        }
    }
    /// How sharp the sum of the rows is that lie within `part` of the middle, pushed by so much.
    [[nodiscard]] double sharpness(double push, double lean, double part) {
        sum_.assign(static_cast<std::size_t>(samples_), 0);
        int used = 0;
        for (int row = 0; row < count_; ++row) {
            if (std::abs(across(row)) > part * slab_.half_upright) continue;
            ++used;
            const double first = across(row) * (push - lean * slab_.half_along) / line_step(slab_);
            const double grow = across(row) * lean;
            const auto& tones = rows_[static_cast<std::size_t>(row)];
            auto from = static_cast<std::int64_t>((first + 0.5) * 65536);
            const auto step = static_cast<std::int64_t>((1 + grow) * 65536);
            const std::int64_t last = samples_ - 1;
            for (auto& sum : sum_) {
                sum += tones[static_cast<std::size_t>(std::clamp<std::int64_t>(from >> 16, 0, last))];
                from += step;
            }
        }
        double out = 0;
        for (std::size_t i = 2; i < sum_.size(); ++i)
            out += static_cast<double>((sum_[i] - sum_[i - 2]) * (sum_[i] - sum_[i - 2]));
        return out / (used * used);
    }

    /// How sharp its rows are each by itself, on average.
    [[nodiscard]] double sharpness_alone(double part) const {
        double out = 0;
        int used = 0;
        for (int row = 0; row < count_; ++row) {
            if (std::abs(across(row)) > part * slab_.half_upright) continue;
            ++used;
            const auto& tones = rows_[static_cast<std::size_t>(row)];
            for (std::size_t i = 2; i < tones.size(); ++i)
                out += static_cast<double>((tones[i] - tones[i - 2]) * (tones[i] - tones[i - 2]));
        }
        return out / std::max(used, 1);
    }

private:
    [[nodiscard]] double across(int row) const { return slab_.half_upright * 0.8 * (2.0 * row / (count_ - 1) - 1); }

    const Slab& slab_;
    int count_;
    int samples_;
    std::vector<std::vector<float>> rows_;
    std::vector<float> sum_;
};

}  // namespace

Slab aligned(const Grey& original, const Slab& slab, int count) {
    constexpr double widest_push = 0.14;
    Rows rows(original, slab, count);
    double best = -1, push = 0, lean = 0;
    const auto try_out = [&](double one_push, double one_lean, double part) {
        const double sharp = rows.sharpness(one_push, one_lean, part);
        if (sharp <= best) return;
        best = sharp;
        push = one_push;
        lean = one_lean;
    };
    // From few rows to all: the more rows, the finer the angle that keeps them together.
    double range = widest_push;
    for (const double part : {0.25, 0.5, 1.0}) {
        const double step = std::clamp(0.8 / (part * slab.half_upright), 0.004, 0.05);
        const double around_push = push, around_lean = lean;
        best = -1;
        for (double off = -range; off <= range + 1e-9; off += step) try_out(around_push + off, around_lean, part);
        const double lean_step = 1.2 * step / slab.half_along;
        const double found = push;
        for (int k = -3; k <= 3; ++k) try_out(found, around_lean + k * lean_step, part);
        range = 2 * step;
    }
    Slab out = slab;
    out.upright = {slab.upright.x + push * slab.along.x, slab.upright.y + push * slab.along.y};
    out.lean += lean;
    out.alike = std::clamp(rows.sharpness(push, lean, 0.7) / std::max(rows.sharpness_alone(0.7), 1e-6), 0.0, 1.0);
    return out;
}

std::vector<BarLine> bar_lines(const Grey& original, const Slab& slab, int lines, int most_rows_a_line) {
    const auto samples = static_cast<std::size_t>(2 * slab.half_along / line_step(slab));
    // The ends of the bars are ragged: an eleventh at either end is left out.
    const double inner = slab.half_upright * lines / (lines + 2.0);
    const double high = 2 * inner / lines;
    const int rows = std::clamp(static_cast<int>(high), 1, most_rows_a_line);
    std::vector<BarLine> out(static_cast<std::size_t>(lines), BarLine(samples, 0));
    for (int line = 0; line < lines; ++line) {
        auto& tones = out[static_cast<std::size_t>(line)];
        for (int row = 0; row < rows; ++row) {
            add_row(original, slab, -inner + (line + (row + 0.5) / rows) * high, tones);
        }
        for (auto& tone : tones) tone /= static_cast<float>(rows);
    }
    return out;
}

Spot place_on(const Slab& slab, double sample, double across) { return place_at(slab, sample, across * slab.half_upright); }

}  // namespace kiosk::scan
