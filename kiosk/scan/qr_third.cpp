#include "kiosk/scan/qr_third.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kiosk::scan {
namespace {

/// A few places of a finder and its light margin, in modules from its middle.
struct Place {
    float x, y;
    bool dark;
};
constexpr std::array<Place, 33> finder_places{
    {{0, 0, true},   {1, 0, true},   {-1, 0, true},   {0, 1, true},    {0, -1, true},  {1, 1, true},   {-1, 1, true},
     {1, -1, true},  {-1, -1, true}, {3, 0, true},    {-3, 0, true},   {0, 3, true},   {0, -3, true},  {3, 3, true},
     {-3, 3, true},  {3, -3, true},  {-3, -3, true},  {2, 0, false},   {-2, 0, false}, {0, 2, false},  {0, -2, false},
     {2, 2, false},  {-2, 2, false}, {2, -2, false},  {-2, -2, false}, {4, 0, false},  {-4, 0, false}, {0, 4, false},
     {0, -4, false}, {4, 2, false},  {-4, -2, false}, {-2, 4, false},  {2, -4, false}}};

/// How like a finder it is there, `along` and `down` being a module: light less dark, in how much the places differ at all, so that a
/// pale one counts as much as a black one. Near 2 a finder, around 0 anything.
float likeness(const Tones& tones, Spot middle, Spot along, Spot down) {
    constexpr auto dark_places = static_cast<float>(
        std::count_if(finder_places.begin(), finder_places.end(), [](const Place& place) { return place.dark; }));
    constexpr auto places = static_cast<float>(finder_places.size());
    constexpr float least_spread = 5;
    float dark = 0, light = 0, squares = 0;
    for (const auto& place : finder_places) {
        const float tone =
            tones.at(middle.x + along.x * place.x + down.x * place.y, middle.y + along.y * place.x + down.y * place.y);
        (place.dark ? dark : light) += tone;
        squares += tone * tone;
    }
    const float mean = (dark + light) / places;
    const float spread = std::sqrt(std::max(squares / places - mean * mean, least_spread * least_spread));
    return (light / (places - dark_places) - dark / dark_places) / spread;
}

struct Guess {
    Finder third;
    float like = 0;
};

/// The likest place within a third of a side of where it should be; nearer is likelier.
Guess likest(const Tones& tones, const View& view, Spot expected, Spot along, Spot down, double side_px) {
    const double module = std::hypot(along.x, along.y);
    const double far = std::clamp(0.3 * side_px, 2 * module, 9 * module);
    const auto like = [&](Spot at) {
        const auto middle = view.to_original(at);
        const auto right = view.to_original({at.x + along.x, at.y + along.y});
        const auto below = view.to_original({at.x + down.x, at.y + down.y});
        const auto away = static_cast<float>(std::hypot(at.x - expected.x, at.y - expected.y) / far);
        return likeness(tones, middle, {right.x - middle.x, right.y - middle.y}, {below.x - middle.x, below.y - middle.y}) -
               0.2F * away;
    };
    Spot best = expected;
    float most = -9;
    for (const double step : {0.8 * module, 0.25 * module}) {
        const Spot from = best;
        const double reach_px = step > 0.5 * module ? far : 0.5 * module;
        for (double dy = -reach_px; dy <= reach_px; dy += step) {
            for (double dx = -reach_px; dx <= reach_px; dx += step) {
                const Spot at{from.x + dx, from.y + dy};
                const float found = like(at);
                if (found <= most) continue;
                most = found;
                best = at;
            }
        }
    }
    return {{best, module, 1, true}, most};
}

}  // namespace

std::vector<Trio> completed_trios(const Tones& tones, const View& black_white, const std::vector<Finder>& finders,
                                  std::size_t most) {
    constexpr std::size_t most_finders = 5;
    constexpr float least_like = 0.9F;
    struct Completed {
        float like;
        Trio trio;
    };
    std::vector<Completed> found;
    const std::size_t count = std::min(finders.size(), most_finders);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = i + 1; k < count; ++k) {
            const auto& a = finders[i];
            const auto& b = finders[k];
            const double module = (a.module_px + b.module_px) / 2;
            const double apart = std::hypot(b.middle.x - a.middle.x, b.middle.y - a.middle.y);
            if (std::max(a.module_px, b.module_px) > 2 * std::min(a.module_px, b.module_px) || apart < 10 * module ||
                apart > 100 * module)
                continue;
            const Spot e{(b.middle.x - a.middle.x) / apart, (b.middle.y - a.middle.y) / apart};
            const Spot n{-e.y, e.x};
            const auto go = [](Spot from, Spot direction, double length) {
                return Spot{from.x + direction.x * length, from.y + direction.y * length};
            };
            const auto scaled_by = [&](Spot v) { return Spot{v.x * module, v.y * module}; };
            // Side by side: the third lies beside either, on either hand.
            for (const double hand : {1.0, -1.0}) {
                for (const bool by_a : {true, false}) {
                    const auto& corner = by_a ? a : b;
                    const auto& beside = by_a ? b : a;
                    const auto guess =
                        likest(tones, black_white, go(corner.middle, n, hand * apart), scaled_by(e), scaled_by(n), apart);
                    if (guess.like < least_like) continue;
                    if (auto trio = trio_of(black_white, corner, beside, guess.third)) found.push_back({guess.like, *trio});
                }
                // Across from one another: the third is the corner between them.
                const double half = std::sqrt(0.5);
                const Spot one{(e.x + n.x) * half, (e.y + n.y) * half}, two{(n.x - e.x) * half, (n.y - e.y) * half};
                const Spot between{(a.middle.x + b.middle.x) / 2, (a.middle.y + b.middle.y) / 2};
                const auto guess = likest(tones, black_white, go(between, n, hand * apart / 2), scaled_by(one),
                                          scaled_by(two), apart * half);
                if (guess.like < least_like) continue;
                if (auto trio = trio_of(black_white, guess.third, a, b)) found.push_back({guess.like, *trio});
            }
        }
    }
    std::sort(found.begin(), found.end(), [](const Completed& a, const Completed& b) { return a.like > b.like; });
    if (found.size() > most) found.resize(most);
    std::vector<Trio> out;
    for (const auto& one : found) out.push_back(one.trio);
    return out;
}

}  // namespace kiosk::scan
