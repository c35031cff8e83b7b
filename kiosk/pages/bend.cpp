#include "kiosk/pages/bend.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace kiosk::pages {
namespace {

constexpr int most_shift_px = 6;        ///< from one column to the next: a slope of an eighth
constexpr double least_alike = 0.4;     ///< columns with less in common say nothing of one another
constexpr int least_steps = 8;          ///< of the fifteen between columns
constexpr double least_range = 0.0022;  ///< of the height: 0.65 mm of A4, a quarter of a letter
constexpr double plainly = 3;           ///< times what chance would make of it

using Profile = std::vector<float>;

/// How much ink each row has in each column, softened, around its mean.
std::vector<Profile> profiles_of(const Bits& page, int column_bytes, int from, int to) {
    std::vector<Profile> out(Bend::columns, Profile(static_cast<std::size_t>(to - from)));
    for (int y = from; y < to; ++y) {
        const auto* row = page.row(y);
        for (int column = 0; column < Bend::columns; ++column) {
            int ink = 0;
            for (int i = 0; i < column_bytes; ++i) ink += std::popcount(row[column * column_bytes + i]);
            out[static_cast<std::size_t>(column)][static_cast<std::size_t>(y - from)] = static_cast<float>(ink);
        }
    }
    for (auto& profile : out) {
        const auto raw = profile;
        float mean = 0;
        for (std::size_t i = 1; i + 1 < raw.size(); ++i) profile[i] = (raw[i - 1] + 2 * raw[i] + raw[i + 1]) / 4;
        for (const float value : profile) mean += value / static_cast<float>(profile.size());
        for (auto& value : profile) value -= mean;
    }
    return out;
}

struct ColumnStep {
    double shift_px = 0;
    double alike = 0;
};

/// How far down the second column has what the first one has.
ColumnStep step_between(const Profile& one, const Profile& two) {
    std::array<double, 2 * most_shift_px + 1> likeness{};
    const int rows = static_cast<int>(one.size());
    for (int shift = -most_shift_px; shift <= most_shift_px; ++shift) {
        double product = 1e-6, ones = 1e-3, twos = 1e-3;
        for (int y = std::max(0, -shift); y < std::min(rows, rows - shift); ++y) {
            const double a = one[static_cast<std::size_t>(y)];
            const double b = two[static_cast<std::size_t>(y + shift)];
            product += a * b;
            ones += a * a;
            twos += b * b;
        }
        likeness.at(static_cast<std::size_t>(shift + most_shift_px)) = product / std::sqrt(ones * twos);
    }
    const auto best = std::max_element(likeness.begin(), likeness.end());
    const auto at = best - likeness.begin();
    if (at == 0 || at == 2 * most_shift_px) return {};
    const double before = *(best - 1), after = *(best + 1);
    const double curve = before - 2 * *best + after;
    const double part = curve < -1e-9 ? 0.5 * (before - after) / curve : 0;
    return {static_cast<double>(at) - most_shift_px + part, *best};
}

struct Curve {
    std::array<double, 3> factors{};  ///< of u, u² and u³, u being -1 at the left end and 1 at the right one; pixels
    double chance_px = 0;             ///< what noise alone would bend
    [[nodiscard]] double at(double u) const { return u * (factors[0] + u * (factors[1] + u * factors[2])); }
};

constexpr double step_length = 2.0 / Bend::columns;
constexpr double middle_of(int column) { return -1 + (column + 0.5) * step_length; }

/// Steps are the slopes of the curve: least squares over those that say something.
std::optional<Curve> curve_through(const std::array<ColumnStep, Bend::columns - 1>& steps) {
    std::array<std::array<double, 4>, 3> sums{};
    int count = 0;
    const auto row_of = [](int i) {
        const double u = (middle_of(i) + middle_of(i + 1)) / 2;
        return std::array<double, 3>{step_length, 2 * u * step_length, 3 * u * u * step_length};
    };
    for (int i = 0; i + 1 < Bend::columns; ++i) {
        const auto& step = steps.at(static_cast<std::size_t>(i));
        if (step.alike < least_alike) continue;
        ++count;
        const auto row = row_of(i);
        for (std::size_t a = 0; a < 3; ++a) {
            for (std::size_t b = 0; b < 3; ++b) sums.at(a).at(b) += step.alike * row.at(a) * row.at(b);
            sums.at(a)[3] += step.alike * row.at(a) * step.shift_px;
        }
    }
    if (count < least_steps) return std::nullopt;
    for (std::size_t i = 0; i < 3; ++i) {
        if (std::abs(sums.at(i).at(i)) < 1e-9) return std::nullopt;
        for (std::size_t r = 0; r < 3; ++r) {
            if (r == i) continue;
            const double factor = sums.at(r).at(i) / sums.at(i).at(i);
            for (std::size_t k = i; k < 4; ++k) sums.at(r).at(k) -= factor * sums.at(i).at(k);
        }
    }
    Curve out;
    for (std::size_t i = 0; i < 3; ++i) out.factors.at(i) = sums.at(i)[3] / sums.at(i).at(i);
    double squares = 0;
    for (int i = 0; i + 1 < Bend::columns; ++i) {
        const auto& step = steps.at(static_cast<std::size_t>(i));
        if (step.alike < least_alike) continue;
        const auto row = row_of(i);
        const double said = row[0] * out.factors[0] + row[1] * out.factors[1] + row[2] * out.factors[2];
        squares += (step.shift_px - said) * (step.shift_px - said);
    }
    out.chance_px = std::sqrt(squares / count * Bend::columns / 2);
    return out;
}

}  // namespace

float Bend::at(double x, double y) const {
    const double across = std::clamp(x / reach * columns - 0.5, 0.0, columns - 1.0);
    const double down = std::clamp(y * bands - 0.5, 0.0, bands - 1.0);
    const auto column = std::min(static_cast<std::size_t>(across), static_cast<std::size_t>(columns - 2));
    const auto band = std::min(static_cast<std::size_t>(down), static_cast<std::size_t>(bands - 2));
    const auto u = static_cast<float>(across - static_cast<double>(column));
    const auto v = static_cast<float>(down - static_cast<double>(band));
    const auto& upper = low.at(band);
    const auto& lower = low.at(band + 1);
    const float above = upper.at(column) + (upper.at(column + 1) - upper.at(column)) * u;
    const float below = lower.at(column) + (lower.at(column + 1) - lower.at(column)) * u;
    return above + (below - above) * v;
}

Bend Bend::turned_round() const {
    Bend out;  // the columns, too, now begin elsewhere: what they leave out at the right is a margin
    for (int band = 0; band < bands; ++band) {
        for (int column = 0; column < columns; ++column) {
            const double x = 1 - (column + 0.5) / columns;
            const double y = 1 - (band + 0.5) / bands;
            out.low.at(static_cast<std::size_t>(band)).at(static_cast<std::size_t>(column)) = -at(x, y);
        }
    }
    return out;
}

float Bend::range() const {
    float out = 0;
    for (const auto& band : low) {
        const auto [least, most] = std::minmax_element(band.begin(), band.end());
        out = std::max(out, *most - *least);
    }
    return out;
}

std::optional<Bend> bend_of(const Bits& page) {
    const int column_bytes = page.width / Bend::columns / 8;
    if (column_bytes < 1 || page.height < 60) return std::nullopt;
    Bend out;
    out.reach = static_cast<double>(column_bytes) * 8 * Bend::columns / page.width;
    std::array<bool, Bend::bands> told{};
    bool plain = false;
    for (int band = 0; band < Bend::bands; ++band) {
        const auto profiles =
            profiles_of(page, column_bytes, band * page.height / Bend::bands, (band + 1) * page.height / Bend::bands);
        std::array<ColumnStep, Bend::columns - 1> steps;
        for (std::size_t i = 0; i < steps.size(); ++i) steps.at(i) = step_between(profiles[i], profiles[i + 1]);
        const auto curve = curve_through(steps);
        if (!curve) continue;
        auto& low = out.low.at(static_cast<std::size_t>(band));
        for (int column = 0; column < Bend::columns; ++column)
            low.at(static_cast<std::size_t>(column)) = static_cast<float>(curve->at(middle_of(column)) / page.height);
        const auto [least, most] = std::minmax_element(low.begin(), low.end());
        told.at(static_cast<std::size_t>(band)) = true;
        plain = plain || (static_cast<double>(*most - *least) > least_range &&
                          static_cast<double>(*most - *least) * page.height > plainly * curve->chance_px);
    }
    if (!plain) return std::nullopt;
    // A band without text bends as the nearest one that has some.
    for (std::size_t band = 0; band < Bend::bands; ++band) {
        if (told.at(band)) continue;
        const std::size_t nearest = band == 0 ? (told[1] ? 1 : 2) : band == 1 ? (told[0] ? 0 : 2) : (told[1] ? 1 : 0);
        out.low.at(band) = out.low.at(nearest);
    }
    return out;
}

Grey unbent(const Grey& plane, const Bend& bend) {
    Grey out(plane.width, plane.height);
    const auto width = static_cast<std::size_t>(plane.width);
    std::array<std::vector<float>, Bend::bands> low;
    for (std::size_t band = 0; band < Bend::bands; ++band) {
        low.at(band).resize(width);
        for (std::size_t x = 0; x < width; ++x) {
            low.at(band)[x] = static_cast<float>(plane.height) * bend.at((static_cast<double>(x) + 0.5) / plane.width,
                                                                         (static_cast<double>(band) + 0.5) / Bend::bands);
        }
    }
    const auto last = static_cast<float>(plane.height - 1);
    for (int y = 0; y < plane.height; ++y) {
        const double down = std::clamp((y + 0.5) / plane.height * Bend::bands - 0.5, 0.0, Bend::bands - 1.0);
        const auto band = std::min(static_cast<std::size_t>(down), static_cast<std::size_t>(Bend::bands - 2));
        const auto part = static_cast<float>(down - static_cast<double>(band));
        const auto* above = low.at(band).data();
        const auto* below = low.at(band + 1).data();
        auto* to = out.row(y);
        for (std::size_t x = 0; x < width; ++x) {
            const float at = std::clamp(static_cast<float>(y) + above[x] + (below[x] - above[x]) * part, 0.0F, last);
            const int top = static_cast<int>(at);
            const float between = at - static_cast<float>(top);
            const float one = plane.row(top)[x];
            const float two = plane.row(std::min(top + 1, plane.height - 1))[x];
            to[x] = static_cast<std::uint8_t>(one + (two - one) * between + 0.5F);
        }
    }
    return out;
}

}  // namespace kiosk::pages
