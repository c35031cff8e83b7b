#include "kiosk/scan/qr_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/scan/finders.hpp"
#include "kiosk/scan/qr_grid.hpp"
#include "kiosk/scan/trios.hpp"

namespace kiosk::scan {
namespace {

/// How a picture is parted into black and white to seek finders in: each pixel beside the mean of a wide square around it, and of a near
/// one, which undoes blur; a near square of about three modules does it best, so several are tried.
struct Parting {
    Look look;
    int radius_share;  ///< the wide square: the picture's shorter side over this
    int near_px;
    float near_weight;
    bool inverted_too = false;
};
constexpr std::array partings{
    Parting{Look::grid_half, 10, 0, 0, true}, Parting{Look::grid_half, 40, 0, 0, true},
    Parting{Look::grid_half_sharp, 40, 1, 9}, Parting{Look::grid_half_sharp, 10, 6, 9},
    Parting{Look::grid, 10, 3, 9, true},      Parting{Look::grid_sharp, 10, 2, 9},
    Parting{Look::grid_sharp, 40, 1, 9},      Parting{Look::grid_soft, 10, 2, 9},
    Parting{Look::grid_soft, 40, 4, 9},       Parting{Look::grid_enlarged, 10, 4, 3},
    Parting{Look::grid_enlarged, 40, 4, 3},
};

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
        case Look::grid_half_sharp: return longer < 80 ? std::nullopt : std::optional(reduced(picture, 2));
        default: return std::nullopt;
    }
}

bool within(Spot spot, const std::array<Spot, 4>& corners) {
    Spot middle;
    for (const auto& corner : corners) middle = {middle.x + corner.x / 4, middle.y + corner.y / 4};
    double far = 8;
    for (const auto& corner : corners) far = std::max(far, std::hypot(corner.x - middle.x, corner.y - middle.y));
    return std::hypot(spot.x - middle.x, spot.y - middle.y) < far;
}

double module_of(const Square& square) {
    return std::max(std::hypot(square.along.x, square.along.y), std::hypot(square.down.x, square.down.y));
}

bool same_place(const Square& a, const Square& b) {
    return std::hypot(a.middle.x - b.middle.x, a.middle.y - b.middle.y) < std::max(module_of(a), module_of(b));
}

bool same_trio(const Trio& a, const Trio& b) {
    for (std::size_t i = 0; i < 3; ++i) {
        if (!same_place(a.squares.at(i), b.squares.at(i))) return false;
    }
    return true;
}

/// What seeks one way adds to what others found: one square is seen best this way, another one that way. Whether anything is new.
bool gather(const Tones& tones, const View& black_white, const std::vector<std::array<Spot, 4>>& codes,
            std::vector<Square>& squares) {
    constexpr std::size_t most_finders = 40, most_squares = 16;
    auto finders = find_finders(black_white.picture);
    if (finders.size() > most_finders) finders.resize(most_finders);
    const auto zero = black_white.to_original({0, 0}), one = black_white.to_original({1, 0});
    const double scale = std::hypot(one.x - zero.x, one.y - zero.y);
    bool more = false;
    for (const auto& finder : finders) {
        const auto middle = black_white.to_original(finder.middle);
        if (std::any_of(codes.begin(), codes.end(), [&](const auto& code) { return within(middle, code); })) continue;
        const auto near = std::find_if(squares.begin(), squares.end(), [&](const Square& square) {
            return std::hypot(square.middle.x - middle.x, square.middle.y - middle.y) < 2 * module_of(square);
        });
        constexpr float sure_like = 1.9F;
        if (near != squares.end() && near->like > sure_like) continue;
        const auto square = square_at(tones, middle, finder.module_px * scale);
        if (square.like < least_like) continue;
        if (near != squares.end()) {  // the same one, perhaps better seen
            if (square.like <= near->like + 0.02F) continue;
            more = more || !same_place(*near, square);
            *near = square;
            continue;
        }
        squares.push_back(square);
        more = true;
    }
    std::sort(squares.begin(), squares.end(), [](const Square& a, const Square& b) { return a.like > b.like; });
    if (squares.size() > most_squares) squares.resize(most_squares);
    return more;
}

/// The codes at those trios that were not looked at before. Whether there was any trio.
bool read_trios(const View& original, std::vector<Trio> trios, bool inverted, int most_nets, const Deadline& deadline,
                Gathered& gathered, std::vector<RawSymbol>& out) {
    auto& tried = gathered.tried.at(inverted ? 1 : 0);
    int nets = 0;
    for (auto& trio : trios) {
        trio.inverted = inverted;
        const bool told = std::any_of(gathered.codes.begin(), gathered.codes.end(), [&](const auto& code) {
            return std::all_of(trio.squares.begin(), trio.squares.end(),
                               [&](const Square& square) { return within(square.middle, code); });
        });
        if (told || std::any_of(tried.begin(), tried.end(), [&](const Trio& before) { return same_trio(before, trio); }))
            continue;
        if (++nets > most_nets || deadline.over()) return true;
        tried.push_back(trio);
        const auto code = read_grid(original.picture, trio, deadline);
        if (!code) continue;
        auto symbol = read_modules(code->modules);
        if (!symbol) continue;
        symbol->corners = code->corners;
        symbol->spare = code->spare;
        gathered.codes.push_back(code->corners);
        out.push_back(std::move(*symbol));
    }
    return !trios.empty();
}

constexpr std::size_t most_trios = 12;

}  // namespace

std::vector<RawSymbol> read_grids(const View& original, Look look, Gathered& gathered, const Deadline& deadline) {
    std::vector<RawSymbol> out;
    const auto view = finders_view(original, look);
    if (!view) return out;
    const int shorter = std::min(view->picture.width, view->picture.height);
    for (const auto& parting : partings) {
        if (parting.look != look) continue;
        if (deadline.over()) return out;
        const auto beside =
            beside_mean(view->picture, std::max(shorter / parting.radius_share, 10), parting.near_px, parting.near_weight);
        for (int inverted = 0; inverted < (parting.inverted_too ? 2 : 1); ++inverted) {
            auto& squares = gathered.squares.at(static_cast<std::size_t>(inverted));
            const Tones tones(original.picture, inverted != 0);
            const View black_white{black_and_white_of(beside, inverted != 0), view->to_original};
            if (!gather(tones, black_white, gathered.codes, squares)) continue;
            read_trios(original, trios_of(squares, most_trios), inverted != 0, 6, deadline, gathered, out);
            if (deadline.over()) return out;
        }
        if (!out.empty()) return out;
    }
    if (look == Look::grid_half || !out.empty()) return out;
    for (std::size_t inverted = 0; inverted < 2; ++inverted) {  // two squares of a code may be all that can be seen
        auto squares = gathered.squares.at(inverted);
        std::erase_if(squares, [&](const Square& square) {
            return std::any_of(gathered.codes.begin(), gathered.codes.end(),
                               [&](const auto& code) { return within(square.middle, code); });
        });
        if (squares.size() > 5) squares.resize(5);
        const Tones tones(original.picture, inverted != 0);
        read_trios(original, completed_trios(tones, squares, most_trios), inverted != 0, 3, deadline, gathered, out);
    }
    return out;
}

std::vector<RawSymbol> read_live_grid(const View& original, const View& half, const Deadline& deadline, int& hints) {
    std::vector<RawSymbol> out;
    const int shorter = std::min(half.picture.width, half.picture.height);
    const auto beside = beside_mean(half.picture, std::max(shorter / 12, 9));
    const View black_white{black_and_white_of(beside, false), half.to_original};
    Gathered gathered;
    auto& squares = gathered.squares[0];
    gather({original.picture, false}, black_white, gathered.codes, squares);
    if (read_trios(original, trios_of(squares, most_trios), false, 6, deadline, gathered, out)) ++hints;
    return out;
}

}  // namespace kiosk::scan
