#pragma once
/// The seed of tests with made-up cases: KIOSK_SEED when it is set, so that a failure repeats.

#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <random>
#include <string>

namespace kiosk::test {

inline std::uint64_t seed() {
    const char* wanted = std::getenv("KIOSK_SEED");
    return wanted == nullptr || *wanted == '\0' ? 20'261'126U : std::stoull(wanted);
}

/// Small numbers and choices, the same on every machine for the same seed.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    /// from ..= to
    template <class Number>
    Number number(Number from, Number to) {
        const auto span = static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from) + 1;
        return static_cast<Number>(static_cast<std::uint64_t>(from) + engine_() % span);
    }
    bool one_in(int n) { return number(1, n) == 1; }
    template <class List>
    auto pick(const List& list) {
        return *(std::begin(list) + number<std::ptrdiff_t>(0, std::ssize(list) - 1));
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace kiosk::test
