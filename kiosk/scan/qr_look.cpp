#include "kiosk/scan/qr_look.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/scan/finders.hpp"
#include "kiosk/scan/qr_grid.hpp"
#include "kiosk/scan/qr_third.hpp"

namespace kiosk::scan {
namespace {

/// What finders are sought in: the picture itself, or a copy.
std::optional<View> finders_view(const View& picture, Look look) {
    const auto& grey = picture.picture;
    const int longer = std::max(grey.width, grey.height);
    switch (look) {
        case Look::grid:
        case Look::grid_sharp: return picture;
        case Look::grid_soft: return View{blurred(grey, 1.0), picture.to_original};
        case Look::grid_enlarged: return longer <= 1300 ? std::optional(enlarged(picture, 2)) : std::nullopt;
        case Look::grid_half:
        case Look::grid_half_sharp: return longer < 400 ? std::nullopt : std::optional(reduced(picture, 2));
        default: return std::nullopt;
    }
}

bool within(Spot spot, const RawSymbol& symbol) {
    Spot middle;
    for (const auto& corner : symbol.corners) middle = {middle.x + corner.x / 4, middle.y + corner.y / 4};
    double far = 8;
    for (const auto& corner : symbol.corners) far = std::max(far, std::hypot(corner.x - middle.x, corner.y - middle.y));
    return std::hypot(spot.x - middle.x, spot.y - middle.y) < far;
}

/// The code at these three finders, if it is one.
bool read_trio(const View& original, const Trio& trio, std::vector<RawSymbol>& out) {
    const auto code = read_grid(original.picture, trio);
    if (!code) return false;
    auto symbol = read_modules(code->modules);
    if (!symbol) return false;
    symbol->corners = code->corners;
    symbol->spare = code->spare;
    out.push_back(std::move(*symbol));
    return true;
}

/// Whether anything was like the finders of a code.
bool read_trios(const View& original, const View& black_white, const std::vector<Finder>& finders, bool turned_round,
                const Deadline& deadline, std::vector<RawSymbol>& out) {
    constexpr std::size_t most_trios = 40;
    constexpr int most_nets = 6;  // a net costs a few milliseconds
    int nets = 0;
    for (auto trio : trios_of(black_white, finders, most_trios)) {
        trio.inverted = turned_round;
        const bool told = std::any_of(out.begin(), out.end(), [&](const RawSymbol& symbol) {
            return within(trio.corner, symbol) && within(trio.right, symbol) && within(trio.below, symbol);
        });
        if (told || !looks_like_finders(original.picture, trio)) continue;
        if (++nets > most_nets || deadline.over()) return true;
        read_trio(original, trio, out);
    }
    return nets > 0;
}

/// Where only two finders of a code may be seen.
void read_thirds(const View& original, const View& black_white, const std::vector<Finder>& finders, const Deadline& deadline,
                 std::vector<RawSymbol>& out) {
    constexpr std::size_t most_thirds = 3;
    for (const auto& trio : completed_trios({original.picture, false}, black_white, finders, most_thirds)) {
        if (deadline.over() || read_trio(original, trio, out)) return;
    }
}

}  // namespace

std::vector<RawSymbol> read_grids(const View& original, Look look, const Deadline& deadline) {
    std::vector<RawSymbol> out;
    const auto view = finders_view(original, look);
    if (!view) return out;
    const int shorter = std::min(view->picture.width, view->picture.height);
    const int near_px = look == Look::grid || look == Look::grid_half ? 0 : 4;
    for (const int radius : {std::max(shorter / 10, 12), std::max(shorter / 40, 9)}) {
        const auto beside = beside_mean(view->picture, radius, near_px);
        for (const bool turned_round : {false, true}) {
            const View black_white{black_and_white_of(beside, turned_round), view->to_original};
            const auto finders = find_finders(black_white.picture);
            read_trios(original, black_white, finders, turned_round, deadline, out);
            if (deadline.over()) return out;
            if (out.empty() && !turned_round && near_px > 0) read_thirds(original, black_white, finders, deadline, out);
        }
        if (!out.empty()) break;
    }
    return out;
}

std::vector<RawSymbol> read_live_grid(const View& original, const View& half, const Deadline& deadline, int& hints) {
    std::vector<RawSymbol> out;
    const int shorter = std::min(half.picture.width, half.picture.height);
    const auto beside = beside_mean(half.picture, std::max(shorter / 12, 9));
    const View black_white{black_and_white_of(beside, false), half.to_original};
    if (read_trios(original, black_white, find_finders(black_white.picture), false, deadline, out)) ++hints;
    return out;
}

}  // namespace kiosk::scan
