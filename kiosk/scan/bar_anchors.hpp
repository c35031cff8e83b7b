#pragma once
/// A line across bars as modules see it: means of any stretch, and the places where a code may begin. Pure; any thread.

#include <array>
#include <span>
#include <vector>

#include "kiosk/scan/bar_patterns.hpp"
#include "kiosk/scan/bar_reader.hpp"

namespace kiosk::scan {

inline constexpr int quiet_modules = 5;

/// Means of a line over any stretch of it.
class Stretches {
public:
    explicit Stretches(const BarLine& line) : line_(line), sums_(line.size() + 1, 0) {
        for (std::size_t i = 0; i < line.size(); ++i) sums_[i + 1] = sums_[i] + line[i];
    }
    [[nodiscard]] double size() const { return static_cast<double>(line_.size()); }
    /// Darkness: less tone is more.
    [[nodiscard]] float dark(double from, double to) const {
        return static_cast<float>((sum_to(from) - sum_to(to)) / (to - from));
    }
    using Window = std::array<float, most_window_samples>;
    void window(double at, double module, std::size_t count, Window& out) const {
        const double quarter = module / samples_a_module;
        double from = at - margin_samples * quarter;
        double before = sum_to(from);
        const double share = 1 / quarter;
        for (std::size_t i = 0; i < count; ++i) {
            from += quarter;
            const double after = sum_to(from);
            out[i] = static_cast<float>((before - after) * share);
            before = after;
        }
    }

private:
    [[nodiscard]] double sum_to(double at) const {
        if (at <= 0) return at * line_.front();
        const auto last = static_cast<double>(line_.size());
        if (at >= last) return sums_.back() + (at - last) * line_.back();
        const auto whole = static_cast<std::size_t>(at);
        return sums_[whole] + (at - static_cast<double>(whole)) * line_[whole];
    }

    const BarLine& line_;
    std::vector<double> sums_;
};
struct Place {
    double at = 0;
    double module = 0;
};

/// Where a code may begin: its place, how large its modules are and how soft its edges.
struct Anchor {
    Place place;
    LetterKind kind{};
    int letter = 0;
    std::size_t softness = 0;
    float likeness = 0;
};
/// The best place for one letter near where it should be.
[[nodiscard]] Fit settled(const Stretches& line, const LetterSet& set, int letter, Place& place);

/// Light for so many modules on this side of a code; `half` is between its light and its dark.
[[nodiscard]] bool quiet(const Stretches& line, Place place, bool before, float half, int modules = quiet_modules);
/// Half way between the darkest and the lightest of so many modules.
[[nodiscard]] float half_of(const Stretches& line, Place place, double modules);

/// Every place where one of these codes may begin, likeliest first.
[[nodiscard]] std::vector<Anchor> anchors_of(const Stretches& line, const BarLine& tones, Formats formats);

}  // namespace kiosk::scan
