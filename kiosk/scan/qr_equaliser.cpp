#include "kiosk/scan/qr_equaliser.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace kiosk::scan {
namespace {

constexpr std::size_t taps_across = 2 * margin_modules + 1;
constexpr std::size_t taps = taps_across * taps_across + 1;  // the last is what all modules have in common
constexpr std::size_t middle_tap = taps_across * taps_across / 2;
using Taps = std::array<float, taps>;

Taps taps_around(const SoftModules& seen, int x, int y) {
    Taps out{};
    std::size_t i = 0;
    for (int dy = 0; dy <= 2 * margin_modules; ++dy) {
        for (int dx = 0; dx <= 2 * margin_modules; ++dx) out.at(i++) = seen.at(x + dx, y + dy);
    }
    out.back() = 1;
    return out;
}

float sum_of(const Taps& a, const Taps& b) {
    float sum = 0;
    for (std::size_t i = 0; i < taps; ++i) sum += a[i] * b[i];
    return sum;
}

/// The weights that come nearest to what the modules should be, and stay near to taking each module as it is.
class Teacher {
public:
    void teach(const Taps& seen, float wanted, float weight) {
        for (std::size_t i = 0; i < taps; ++i) {
            const float part = weight * seen[i];
            for (std::size_t k = 0; k <= i; ++k) squares_[i][k] += part * seen[k];
            products_[i] += part * wanted;
        }
        lessons_ += weight;
    }
    [[nodiscard]] Taps weights() const {
        constexpr float caution = 0.03F;
        auto l = squares_;
        auto right = products_;
        const float ridge = caution * lessons_ + 1e-3F;
        for (std::size_t i = 0; i < taps; ++i) l[i][i] += ridge;
        right[middle_tap] += ridge;
        for (std::size_t i = 0; i < taps; ++i) {  // Cholesky
            for (std::size_t k = 0; k <= i; ++k) {
                float sum = l[i][k];
                for (std::size_t m = 0; m < k; ++m) sum -= l[i][m] * l[k][m];
                l[i][k] = i == k ? std::sqrt(std::max(sum, 1e-6F)) : sum / l[k][k];
            }
        }
        for (std::size_t i = 0; i < taps; ++i) {
            for (std::size_t k = 0; k < i; ++k) right[i] -= l[i][k] * right[k];
            right[i] /= l[i][i];
        }
        for (std::size_t i = taps; i-- > 0;) {
            for (std::size_t k = i + 1; k < taps; ++k) right[i] -= l[k][i] * right[k];
            right[i] /= l[i][i];
        }
        return right;
    }

private:
    std::array<Taps, taps> squares_{};
    Taps products_{};
    float lessons_ = 0;
};

}  // namespace

SoftModules equalised(const SoftModules& seen) {
    const int side = seen.side - 2 * margin_modules;
    const auto known = familiar_modules(side);
    Teacher teacher;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            if (const int is = known[cell(x, y, side)]; is >= 0)
                teacher.teach(taps_around(seen, x, y), is == 1 ? 1.0F : -1.0F, 1);
        }
    }
    SoftModules out{side, std::vector<float>(known.size())};
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        const auto weights = teacher.weights();
        const bool last = round + 1 == rounds;
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                const auto place = taps_around(seen, x, y);
                const float is = sum_of(place, weights);
                out.at(x, y) = std::clamp(is, -1.5F, 1.5F);
                const float sure = std::min(std::abs(is), 1.0F);
                if (!last && known[cell(x, y, side)] < 0 && sure > 0.35F)
                    teacher.teach(place, is > 0 ? 1.0F : -1.0F, sure * 0.5F);
            }
        }
    }
    return out;
}

}  // namespace kiosk::scan
