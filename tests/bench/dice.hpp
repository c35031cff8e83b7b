#pragma once
/// Chance that repeats: what one seed has thrown once it throws on every machine. Pure.

#include <algorithm>
#include <random>

namespace hard {

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {
        for (int i = 0; i < 8; ++i) random_();
    }
    int up_to(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(std::max(limit, 1))); }
    double between(double low, double high) { return low + (high - low) * (static_cast<double>(random_()) / 4294967296.0); }
    bool chance(double probability) { return between(0, 1) < probability; }
    double normal() { return between(-1, 1) + between(-1, 1) + between(-1, 1); }

private:
    std::mt19937 random_;
};

}  // namespace hard
