#include "kiosk/scan/bar_anchors.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::scan {

Fit settled(const Stretches& line, const LetterSet& set, int letter, Place& place) {
    Stretches::Window window;
    Fit best{letter, -1};
    const Place around = place;
    for (const double shift : {-0.2, 0.0, 0.2}) {
        for (const double stretch : {0.94, 0.97, 1.0, 1.03, 1.06}) {
            const Place tried{around.at + shift * around.module, around.module * stretch};
            line.window(tried.at, tried.module, set.window(), window);
            const float likeness =
                set.likeness(window, letter) - 0.003F * static_cast<float>(std::abs(shift) * 5 + std::abs(stretch - 1) * 33);
            if (likeness <= best.likeness) continue;
            best.likeness = likeness;
            place = tried;
        }
    }
    return best;
}
bool quiet(const Stretches& line, Place place, bool before, float half, int modules) {
    for (int i = 1; i <= modules; ++i) {
        const double from = before ? place.at - (i + 1) * place.module : place.at + i * place.module;
        if (from < 0 || from + place.module > line.size()) return false;
        if (line.dark(from, from + place.module) > half) return false;
    }
    return true;
}

float half_of(const Stretches& line, Place place, double modules) {
    float low = 1e9F, high = -1e9F;
    for (double at = 0; at < modules; at += 0.5) {
        const float dark = line.dark(place.at + at * place.module, place.at + (at + 0.5) * place.module);
        low = std::min(low, dark);
        high = std::max(high, dark);
    }
    return (low + high) / 2;
}
namespace {

constexpr float least_likeness_of_start = 0.86F;
constexpr std::size_t most_anchors = 8;
constexpr double finest_module = 1.3;  // samples

/// A place where light becomes dark, and for how many samples it was light before.
struct Edge {
    double at = 0;
    double light_before = 0;
};

std::vector<Edge> edges_into_dark(const BarLine& line) {
    std::vector<Edge> out;
    if (line.size() < 40) return out;
    const auto [low, high] = std::minmax_element(line.begin(), line.end());
    const float least = (*high - *low) * 0.06F;
    if (*high - *low < 6) return out;
    for (std::size_t i = 2; i + 8 < line.size(); ++i) {
        const float fall = line[i - 1] + line[i] - line[i + 1] - line[i + 2];
        const float before = line[i - 2] + line[i - 1] - line[i] - line[i + 1];
        const float after = line[i] + line[i + 1] - line[i + 2] - line[i + 3];
        if (!(fall > 2 * least && fall >= before && fall > after)) continue;
        const float dark = *std::min_element(line.begin() + static_cast<std::ptrdiff_t>(i),
                                             line.begin() + static_cast<std::ptrdiff_t>(i) + 8);
        const float half = (std::max(line[i - 1], line[i - 2]) + dark) / 2;
        std::size_t from = i;
        while (from > 0 && line[from - 1] > half) --from;
        out.push_back({static_cast<double>(i) + 1, static_cast<double>(i + 1 - from)});
    }
    return out;
}

struct Beginning {
    LetterKind kind;
    int letter;
};

std::vector<Beginning> beginnings_of(Formats formats) {
    std::vector<Beginning> out;
    if (formats.has(Format::code_128)) {
        for (int letter = code_128_start_a; letter <= code_128_start_c; ++letter)
            out.push_back({LetterKind::code_128, letter});
    }
    const int star = static_cast<int>(code_39_letters.size()) - 1;
    if (formats.has(Format::code_39)) {
        for (const auto kind : {LetterKind::code_39_narrow, LetterKind::code_39, LetterKind::code_39_wide})
            out.push_back({kind, star});
    }
    if (formats.has(Format::ean_13) || formats.has(Format::upc_a)) out.push_back({LetterKind::ean_guard, 0});
    if (formats.has(Format::itf)) out.push_back({LetterKind::itf_start, 0});
    return out;
}

}  // namespace

std::vector<Anchor> anchors_of(const Stretches& line, const BarLine& tones, Formats formats) {
    constexpr std::size_t first_softness = 1;
    std::vector<Anchor> out;
    const auto beginnings = beginnings_of(formats);
    Stretches::Window window;
    for (const auto& edge : edges_into_dark(tones)) {
        const double coarsest = std::min(edge.light_before / (quiet_modules - 0.5), 24.0);
        for (double module = finest_module; module < coarsest && edge.at + 30 * module < line.size(); module *= 1.05) {
            const Place place{edge.at, module};
            std::size_t filled = 0;
            for (const auto& beginning : beginnings) {
                const auto& set = letters(beginning.kind, first_softness);
                if (filled < set.window()) {
                    filled = set.window();
                    line.window(place.at, place.module, filled, window);
                }
                const float likeness = set.likeness(window, beginning.letter);
                if (likeness > 0.8F && quiet(line, place, true, half_of(line, place, 6)))
                    out.push_back({place, beginning.kind, beginning.letter, first_softness, likeness});
            }
        }
    }
    for (auto& anchor : out) {
        anchor.likeness = -1;
        const Place around = anchor.place;
        for (std::size_t softness = 0; softness < softness_levels.size(); ++softness) {
            Place place = around;
            const auto fit = settled(line, letters(anchor.kind, softness), anchor.letter, place);
            if (fit.likeness <= anchor.likeness) continue;
            anchor.likeness = fit.likeness;
            anchor.place = place;
            anchor.softness = softness;
        }
    }
    std::erase_if(out, [](const Anchor& anchor) { return anchor.likeness < least_likeness_of_start; });
    std::sort(out.begin(), out.end(), [](const Anchor& a, const Anchor& b) { return a.likeness > b.likeness; });
    // Found from several modules' sizes, it is one.
    std::vector<Anchor> different;
    for (const auto& anchor : out) {
        const bool known = std::any_of(different.begin(), different.end(), [&](const Anchor& one) {
            return one.kind == anchor.kind && one.letter == anchor.letter &&
                   std::abs(one.place.at - anchor.place.at) < 0.4 * anchor.place.module &&
                   std::abs(one.place.module - anchor.place.module) < 0.04 * anchor.place.module;
        });
        if (!known) different.push_back(anchor);
        if (different.size() == most_anchors) break;
    }
    return different;
}
}  // namespace kiosk::scan
