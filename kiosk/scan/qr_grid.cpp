#include "kiosk/scan/qr_grid.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/scan/cell.hpp"
#include "kiosk/scan/qr_equaliser.hpp"
#include "kiosk/scan/qr_net.hpp"
#include "kiosk/scan/qr_plane.hpp"
#include "kiosk/scan/qr_words.hpp"

namespace kiosk::scan {
namespace {

/// The mean tone of each module's middle, of so many around the code as well.
SoftModules tones_of(const Tones& tones, const Net& net, int side, int margin = 0) {
    const int all = side + 2 * margin;
    SoftModules out{all, std::vector<float>(cell(0, all, all))};
    for (int y = 0; y < all; ++y) {
        for (int x = 0; x < all; ++x) {
            const double mx = x - margin + 0.5, my = y - margin + 0.5;
            const Spot middle = net.pixel(mx, my);
            const Spot beside = net.pixel(mx + 0.25, my);
            const Spot below = net.pixel(mx, my + 0.25);
            const Spot u{beside.x - middle.x, beside.y - middle.y};
            const Spot v{below.x - middle.x, below.y - middle.y};
            float sum = 2 * tones.at(middle);
            for (int k = 0; k < 4; ++k) {
                const double a = k % 2 == 0 ? 1 : -1, b = k < 2 ? 1 : -1;
                sum += tones.at(middle.x + a * u.x + b * v.x, middle.y + a * u.y + b * v.y);
            }
            out.at(x, y) = sum / 6;
        }
    }
    return out;
}

/// What a module took from its neighbours is given back.
SoftModules unblurred(const SoftModules& tones, float strength) {
    SoftModules out = tones;
    const int last = tones.side - 1;
    for (int y = 0; y <= last; ++y) {
        for (int x = 0; x <= last; ++x) {
            const float own = tones.at(x, y);
            const float around = (tones.at(std::max(x - 1, 0), y) + tones.at(std::min(x + 1, last), y) +
                                  tones.at(x, std::max(y - 1, 0)) + tones.at(x, std::min(y + 1, last))) /
                                 4;
            out.at(x, y) = own + strength * (own - around);
        }
    }
    return out;
}

/// Half way between the light and the dark of the neighbourhood, which a shadow or glare shifts together.
SoftModules judged(const SoftModules& tones, int radius, float most = 1.5F) {
    const int side = tones.side;
    const auto window_mean = [&](const auto& value, const auto& weight) {
        SoftModules out{side, std::vector<float>(tones.dark.size())};
        std::vector<double> sums(cell(0, side + 1, side + 1)), weights(sums.size());
        const auto i = [&](int x, int y) { return cell(x, y, side + 1); };
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                sums[i(x + 1, y + 1)] = sums[i(x, y + 1)] + sums[i(x + 1, y)] - sums[i(x, y)] + value(x, y) * weight(x, y);
                weights[i(x + 1, y + 1)] = weights[i(x, y + 1)] + weights[i(x + 1, y)] - weights[i(x, y)] + weight(x, y);
            }
        }
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                const int l = std::max(x - radius, 0), t = std::max(y - radius, 0);
                const int r = std::min(x + radius + 1, side), b = std::min(y + radius + 1, side);
                const double w = weights[i(r, b)] - weights[i(l, b)] - weights[i(r, t)] + weights[i(l, t)];
                const double s = sums[i(r, b)] - sums[i(l, b)] - sums[i(r, t)] + sums[i(l, t)];
                out.at(x, y) = static_cast<float>(w > 0 ? s / w : tones.at(x, y));
            }
        }
        return out;
    };
    const auto tone = [&](int x, int y) { return static_cast<double>(tones.at(x, y)); };
    const auto mean = window_mean(tone, [](int, int) { return 1.0; });
    const auto lights = window_mean(tone, [&](int x, int y) { return tones.at(x, y) >= mean.at(x, y) ? 1.0 : 1e-6; });
    const auto darks = window_mean(tone, [&](int x, int y) { return tones.at(x, y) < mean.at(x, y) ? 1.0 : 1e-6; });
    // A module that differs little where others differ much is unsure; so is all of a part without any difference.
    double spread = 0;
    for (std::size_t k = 0; k < lights.dark.size(); ++k) spread += lights.dark[k] - darks.dark[k];
    const auto usual = static_cast<float>(std::max(spread / static_cast<double>(lights.dark.size()), 1.0));
    SoftModules out{side, std::vector<float>(tones.dark.size())};
    for (std::size_t k = 0; k < out.dark.size(); ++k) {
        const float half = (lights.dark[k] + darks.dark[k]) / 2;
        const float reach = std::max((lights.dark[k] - darks.dark[k]) / 2, usual / 8);
        out.dark[k] = std::clamp((half - tones.dark[k]) / reach, -most, most);
    }
    return out;
}

struct Fitted {
    Plane plane;
    int side = 0;
    double familiar = 0;
};

std::optional<Fitted> fitted(const Tones& tones, const Trio& trio, int side) {
    auto pairs = pairs_of(tones, trio, side);
    auto plane = plane_through(pairs, side);
    if (!plane) return std::nullopt;
    if (side > 21) {
        const double place = side - 6.5;
        if (const auto found = find_alignment(tones, *plane, place, place, std::clamp(side / 10.0, 2.0, 6.0))) {
            pairs.push_back({{place, place}, (*plane)(found->x, found->y), 4});
            if (auto better = plane_through(pairs, side)) plane = better;
        }
    }
    Net net(tones, *plane, side);
    const auto modules = judged(tones_of(tones, net, side), 4);
    return Fitted{*plane, side, familiar_share(modules)};
}

/// A net over a code, and what was seen through it last.
class Reading {
public:
    Reading(const Tones& tones, const Fitted& fit) : tones_(tones), side_(fit.side), net_(tones, fit.plane, fit.side) {}

    std::optional<GridCode> read() {
        const auto seen = tones_of(tones_, net_, side_);
        for (const float strength : {0.0F, 0.7F, 1.6F, 3.0F, 6.0F}) {
            if (auto code = told(judged(strength > 0 ? unblurred(seen, strength) : seen, strength > 1 ? 6 : 4))) return code;
        }
        believed_ = equalised(judged(tones_of(tones_, net_, side_, margin_modules), 6, 4));
        return told(believed_);
    }
    /// Nearer to where what was read last is; those modules that every code has are known.
    void follow(bool flat) {
        const auto known = familiar_modules(side_);
        for (std::size_t i = 0; i < known.size(); ++i) {
            if (known[i] >= 0) believed_.dark[i] = known[i] == 1 ? 1.0F : -1.0F;
        }
        net_.follow(believed_, flat);
    }
    /// Whether what was read last may become a code: elsewhere not even the modules that every code has stand out.
    [[nodiscard]] bool promising() const {
        constexpr double least_familiar = 0.8, least_sure = 0.5;
        double sure = 0;
        for (const float dark : believed_.dark) sure += std::min(std::abs(dark), 1.0F);
        return sure >= least_sure * static_cast<double>(believed_.dark.size()) &&
               familiar_share(believed_) >= least_familiar;
    }
    void relax() { net_.relax(); }

private:
    std::optional<GridCode> told(const SoftModules& modules) const {
        if (familiar_share(modules) < 0.8) return std::nullopt;
        auto whole = corrected(modules);
        if (!whole) return std::nullopt;
        const double end = side_;
        return GridCode{std::move(whole->modules),
                        {net_.pixel(0, 0), net_.pixel(end, 0), net_.pixel(end, end), net_.pixel(0, end)},
                        whole->spare};
    }

    const Tones& tones_;
    int side_;
    Net net_;
    SoftModules believed_;
};

std::optional<GridCode> read_fit(const Tones& tones, const Fitted& fit, const Deadline& deadline) {
    Reading flat(tones, fit);
    if (auto code = flat.read()) return code;
    if (!flat.promising()) return std::nullopt;
    for (const bool stays_flat : {true, true, false, false}) {
        if (deadline.over()) return std::nullopt;
        flat.follow(stays_flat);
        if (auto code = flat.read()) return code;
    }
    if (deadline.over()) return std::nullopt;
    Reading bent(tones, fit);
    bent.relax();
    if (auto code = bent.read()) return code;
    for (int round = 0; round < 2; ++round) {
        if (deadline.over()) return std::nullopt;
        bent.follow(false);
        if (auto code = bent.read()) return code;
    }
    return std::nullopt;
}

}  // namespace

std::optional<GridCode> read_grid(const Grey& original, const Trio& trio, const Deadline& deadline) {
    const Tones tones(original, trio.inverted);
    const int likely = static_cast<int>(std::lround((trio.side - 17) / 4)) * 4 + 17;
    const int doubtful = likely > 60 ? 8 : 4;
    std::vector<Fitted> fits;
    for (int side = likely - doubtful; side <= likely + doubtful; side += 4) {
        if (!is_qr_side(side)) continue;
        if (auto fit = fitted(tones, trio, side)) fits.push_back(*fit);
    }
    std::sort(fits.begin(), fits.end(), [](const Fitted& a, const Fitted& b) { return a.familiar > b.familiar; });
    if (fits.size() > 2) fits.resize(2);
    for (const auto& fit : fits) {
        if (fit.familiar < 0.7) break;
        if (auto code = read_fit(tones, fit, deadline)) return code;
    }
    return std::nullopt;
}

}  // namespace kiosk::scan
