#include "kiosk/scan/reed_solomon.hpp"

#include <algorithm>
#include <array>

namespace kiosk::scan {
namespace {

struct Field {
    std::array<std::uint8_t, 512> power{};
    std::array<int, 256> log{};
    constexpr Field() {
        unsigned value = 1;
        for (unsigned i = 0; i < 255; ++i) {
            power[i] = power[i + 255] = static_cast<std::uint8_t>(value);
            log[value] = static_cast<int>(i);
            value = value << 1U;
            if ((value & 0x100U) != 0) value ^= 0x11dU;
        }
    }
};
constexpr Field field;

std::uint8_t times(std::uint8_t a, std::uint8_t b) {
    if (a == 0 || b == 0) return 0;
    return field.power[static_cast<std::size_t>(field.log[a]) + static_cast<std::size_t>(field.log[b])];
}

std::uint8_t over(std::uint8_t a, std::uint8_t b) {
    if (a == 0) return 0;
    return field.power[static_cast<std::size_t>(field.log[a] + 255 - field.log[b])];
}

std::uint8_t power_of(int exponent) { return field.power[static_cast<std::size_t>(exponent % 255)]; }

/// Lowest power first.
using Polynomial = std::vector<std::uint8_t>;

std::uint8_t value_at(const Polynomial& p, std::uint8_t x) {
    std::uint8_t out = 0;
    for (std::size_t i = p.size(); i-- > 0;) out = static_cast<std::uint8_t>(times(out, x) ^ p[i]);
    return out;
}

Polynomial syndromes_of(std::span<const std::uint8_t> word, int parity) {
    Polynomial out(static_cast<std::size_t>(parity));
    for (int i = 0; i < parity; ++i) {
        std::uint8_t sum = 0;
        for (const auto byte : word) sum = static_cast<std::uint8_t>(times(sum, power_of(i)) ^ byte);
        out[static_cast<std::size_t>(i)] = sum;
    }
    return out;
}

/// Berlekamp and Massey, begun from the places known to be lost.
Polynomial locator_of(const Polynomial& syndromes, Polynomial known, int lost) {
    Polynomial current = known;
    Polynomial previous = std::move(known);
    int length = lost;
    for (int r = lost; r < static_cast<int>(syndromes.size()); ++r) {
        std::uint8_t gap = 0;
        for (int i = 0; i <= r && i < static_cast<int>(current.size()); ++i) {
            gap ^= times(current[static_cast<std::size_t>(i)], syndromes[static_cast<std::size_t>(r - i)]);
        }
        previous.insert(previous.begin(), 0);
        if (gap == 0) continue;
        Polynomial next = current;
        next.resize(std::max(current.size(), previous.size()));
        for (std::size_t i = 0; i < previous.size(); ++i) next[i] ^= times(gap, previous[i]);
        if (2 * length <= r + lost) {
            length = r + lost + 1 - length;
            previous = current;
            for (auto& c : previous) c = over(c, gap);
        }
        current = std::move(next);
    }
    while (!current.empty() && current.back() == 0) current.pop_back();
    return current;
}

}  // namespace

bool repair(std::span<std::uint8_t> word, int parity, std::span<const int> lost, int spare) {
    const auto syndromes = syndromes_of(word, parity);
    if (std::all_of(syndromes.begin(), syndromes.end(), [](std::uint8_t s) { return s == 0; })) return true;
    const int size = static_cast<int>(word.size());
    const int erased = static_cast<int>(lost.size());
    if (erased > parity - spare) return false;
    Polynomial known{1};
    for (const int place : lost) {
        const auto root = power_of(size - 1 - place);
        known.push_back(0);
        for (std::size_t i = known.size() - 1; i > 0; --i) known[i] ^= times(known[i - 1], root);
    }
    const auto locator = locator_of(syndromes, std::move(known), erased);
    const int found = static_cast<int>(locator.size()) - 1;
    if (found <= 0 || 2 * (found - erased) + erased > parity - spare || found < erased) return false;
    Polynomial evaluator(static_cast<std::size_t>(parity), 0);
    for (std::size_t i = 0; i < evaluator.size(); ++i) {
        for (std::size_t k = 0; k <= i && k < locator.size(); ++k) evaluator[i] ^= times(locator[k], syndromes[i - k]);
    }
    Polynomial slope;  // the formal derivative
    for (std::size_t i = 1; i < locator.size(); ++i) slope.push_back(i % 2 == 1 ? locator[i] : std::uint8_t{0});
    std::vector<std::uint8_t> fixed(word.begin(), word.end());
    int roots = 0;
    for (int place = 0; place < size; ++place) {
        const auto root = power_of(size - 1 - place);
        const auto inverse = power_of(255 - (size - 1 - place) % 255);
        if (value_at(locator, inverse) != 0) continue;
        ++roots;
        const auto below = value_at(slope, inverse);
        if (below == 0) return false;
        fixed[static_cast<std::size_t>(place)] ^= times(root, over(value_at(evaluator, inverse), below));
    }
    if (roots != found) return false;
    const auto check = syndromes_of(fixed, parity);
    if (!std::all_of(check.begin(), check.end(), [](std::uint8_t s) { return s == 0; })) return false;
    std::copy(fixed.begin(), fixed.end(), word.begin());
    return true;
}

}  // namespace kiosk::scan
