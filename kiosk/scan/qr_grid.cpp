#include "kiosk/scan/qr_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kiosk/scan/cell.hpp"
#include "kiosk/scan/qr_equaliser.hpp"
#include "kiosk/scan/qr_plane.hpp"
#include "kiosk/scan/qr_words.hpp"

namespace kiosk::scan {
namespace {

/// The net: where the middle of each module is, bent from the plane piece by piece.
class Net {
public:
    Net(const Tones& tones, const Plane& plane, int side)
        : tones_(tones),
          plane_(plane),
          side_(side),
          count_(std::max(3, (side + 3) / 6)),
          bends_(static_cast<std::size_t>(count_ * count_)) {}

    [[nodiscard]] Spot pixel(double x, double y) const {
        const auto bend = bend_at(x, y);
        return plane_(x + bend.x, y + bend.y);
    }

    /// From the finders, whose places are known, towards the far corner.
    void relax() {
        std::vector<int> order(static_cast<std::size_t>(count_) * static_cast<std::size_t>(count_));
        std::iota(order.begin(), order.end(), 0);
        const auto far = [&](int i) {
            const int row = i / count_;
            const double x = i % count_, y = row, end = count_ - 1;
            return std::min({std::hypot(x, y), std::hypot(x - end, y), std::hypot(x, y - end)});
        };
        std::sort(order.begin(), order.end(), [&](int a, int b) { return far(a) < far(b); });
        std::vector<bool> done(order.size(), false);
        for (const int i : order) {
            Spot before = neighbours_of(i, done);
            bends_[static_cast<std::size_t>(i)] = best_bend(i, before);
            done[static_cast<std::size_t>(i)] = true;
        }
        // What one piece believes alone is likelier noise than a fold.
        const auto raw = bends_;
        for (int i = 0; i < count_ * count_; ++i) {
            const Spot around = neighbours_of(i, done);
            const auto& own = raw[static_cast<std::size_t>(i)];
            bends_[static_cast<std::size_t>(i)] = {0.6 * own.x + 0.4 * around.x, 0.6 * own.y + 0.4 * around.y};
        }
    }

private:
    [[nodiscard]] double node(int i) const { return 3 + (side_ - 6.0) * i / (count_ - 1); }

    [[nodiscard]] Spot bend_at(double x, double y) const {
        const double step = (side_ - 6.0) / (count_ - 1);
        const double gx = std::clamp((x - 3) / step, 0.0, count_ - 1.0);
        const double gy = std::clamp((y - 3) / step, 0.0, count_ - 1.0);
        const int left = std::min(static_cast<int>(gx), count_ - 2);
        const int top = std::min(static_cast<int>(gy), count_ - 2);
        const double u = gx - left, v = gy - top;
        const auto at = [&](int column, int row) { return bends_[cell(column, row, count_)]; };
        const Spot a = at(left, top), b = at(left + 1, top), c = at(left, top + 1), d = at(left + 1, top + 1);
        return {(a.x * (1 - u) + b.x * u) * (1 - v) + (c.x * (1 - u) + d.x * u) * v,
                (a.y * (1 - u) + b.y * u) * (1 - v) + (c.y * (1 - u) + d.y * u) * v};
    }

    [[nodiscard]] Spot neighbours_of(int i, const std::vector<bool>& done) const {
        Spot sum;
        int count = 0;
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const int x = i % count_ + dx, y = i / count_ + dy;
                if ((dx == 0 && dy == 0) || x < 0 || y < 0 || x >= count_ || y >= count_) continue;
                const auto k = cell(x, y, count_);
                if (!done[k]) continue;
                sum.x += bends_[k].x;
                sum.y += bends_[k].y;
                ++count;
            }
        }
        return count == 0 ? Spot{} : Spot{sum.x / count, sum.y / count};
    }

    /// Where the modules around this node part best into light and dark.
    [[nodiscard]] Spot best_bend(int i, Spot before) const {
        const int cx = static_cast<int>(node(i % count_)), cy = static_cast<int>(node(i / count_));
        const int left = std::max(cx - 4, 0), right = std::min(cx + 4, side_ - 1);
        const int top = std::max(cy - 4, 0), bottom = std::min(cy + 4, side_ - 1);
        Spot best = before;
        float best_score = -1;
        std::vector<float> seen;
        for (const double dy : {0.0, -0.2, 0.2, -0.4, 0.4}) {
            for (const double dx : {0.0, -0.2, 0.2, -0.4, 0.4}) {
                seen.clear();
                float mean = 0;
                for (int y = top; y <= bottom; ++y) {
                    for (int x = left; x <= right; ++x) {
                        seen.push_back(tones_.at(plane_(x + 0.5 + before.x + dx, y + 0.5 + before.y + dy)));
                        mean += seen.back();
                    }
                }
                mean /= static_cast<float>(seen.size());
                float score = 0;
                for (const float tone : seen) score += std::abs(tone - mean);
                score *= static_cast<float>(1 - 0.06 * (std::abs(dx) + std::abs(dy)));
                if (score <= best_score) continue;
                best_score = score;
                best = {before.x + dx, before.y + dy};
            }
        }
        return best;
    }

    const Tones& tones_;
    Plane plane_;
    int side_;
    int count_;
    std::vector<Spot> bends_;
};

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

/// Whether there is a finder, its light margin included, at each of the three: the share of modules that are as they must be.
double finders_share(const Tones& tones, const Trio& trio) {
    const std::array<Spot, 3> middles{trio.corner, trio.right, trio.below};
    int right = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const Spot along = scaled(trio.corner, trio.right, trio.module_px.at(i).x);
        const Spot down = scaled(trio.corner, trio.below, trio.module_px.at(i).y);
        std::array<float, 81> seen{};
        float light = 0, dark = 0;
        const auto is_light = [](int k) {
            const int ring = std::max(std::abs(k % 9 - 4), std::abs(k / 9 - 4));
            return ring == 2 || ring == 4;
        };
        for (int k = 0; k < 81; ++k) {
            const int dx = k % 9 - 4, dy = k / 9 - 4;
            const float tone =
                tones.at(middles.at(i).x + along.x * dx + down.x * dy, middles.at(i).y + along.y * dx + down.y * dy);
            seen.at(static_cast<std::size_t>(k)) = tone;
            if (is_light(k)) light += tone / 48;
            else dark += tone / 33;
        }
        const float half = (light + dark) / 2;
        if (light - dark < 4) return 0;
        for (int k = 0; k < 81; ++k) right += (seen.at(static_cast<std::size_t>(k)) > half) == is_light(k) ? 1 : 0;
    }
    return right / 243.0;
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

}  // namespace

bool looks_like_finders(const Grey& original, const Trio& trio) {
    return finders_share(Tones(original, trio.inverted), trio) >= 0.72;
}

std::optional<GridCode> read_grid(const Grey& original, const Trio& trio) {
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
        Net net(tones, fit.plane, fit.side);
        const auto told = [&](const SoftModules& modules) -> std::optional<GridCode> {
            if (familiar_share(modules) < 0.8) return std::nullopt;
            auto whole = corrected(modules);
            if (!whole) return std::nullopt;
            const double end = fit.side;
            return GridCode{std::move(whole->modules),
                            {net.pixel(0, 0), net.pixel(end, 0), net.pixel(end, end), net.pixel(0, end)},
                            whole->spare};
        };
        for (const bool bent : {false, true}) {
            if (bent) net.relax();
            const auto seen = tones_of(tones, net, fit.side);
            for (const float strength : {0.0F, 0.7F, 1.6F, 3.0F, 6.0F}) {
                if (auto code = told(judged(strength > 0 ? unblurred(seen, strength) : seen, strength > 1 ? 6 : 4)))
                    return code;
            }
            const auto wide = tones_of(tones, net, fit.side, margin_modules);
            if (auto code = told(equalised(judged(wide, 6, 4)))) return code;
        }
    }
    return std::nullopt;
}

}  // namespace kiosk::scan
