#include "kiosk/scan/qr_net.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kiosk/scan/cell.hpp"

namespace kiosk::scan {

Net::Net(const Tones& tones, const Plane& plane, int side)
    : tones_(tones),
      plane_(plane),
      side_(side),
      count_(std::max(3, (side + 3) / 6)),
      bends_(static_cast<std::size_t>(count_ * count_)) {}

void Net::relax() {
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

void Net::follow(const SoftModules& believed, bool flat) {
    std::vector<float> agreed(bends_.size());
    auto raw = bends_;
    for (int i = 0; i < count_ * count_; ++i) {
        const auto k = static_cast<std::size_t>(i);
        raw[k] = best_agreed(i, believed, agreed[k]);
    }
    if (flat) {
        std::vector<Pair> pairs;
        const float most = *std::max_element(agreed.begin(), agreed.end());
        for (int i = 0; i < count_ * count_; ++i) {
            const auto k = static_cast<std::size_t>(i);
            const double x = node(i % count_), y = node(i / count_);
            pairs.push_back({{x, y},
                             plane_(x + raw[k].x, y + raw[k].y),
                             static_cast<double>(std::max(agreed[k] / std::max(most, 1e-3F), 0.05F))});
        }
        if (const auto better = plane_through(pairs, side_)) {
            plane_ = *better;
            std::fill(bends_.begin(), bends_.end(), Spot{});
        }
        return;
    }
    bends_ = raw;
    const std::vector<bool> all(bends_.size(), true);
    for (int i = 0; i < count_ * count_; ++i) {
        const Spot around = neighbours_of(i, all);
        raw[static_cast<std::size_t>(i)] = {0.5 * bends_[static_cast<std::size_t>(i)].x + 0.5 * around.x,
                                            0.5 * bends_[static_cast<std::size_t>(i)].y + 0.5 * around.y};
    }
    bends_ = raw;
}

Spot Net::bend_at(double x, double y) const {
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

Spot Net::neighbours_of(int i, const std::vector<bool>& done) const {
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

Spot Net::best_bend(int i, Spot before) const {
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

Spot Net::best_agreed(int i, const SoftModules& believed, float& agreed) const {
    constexpr int reach = 5;
    const int cx = static_cast<int>(node(i % count_)), cy = static_cast<int>(node(i / count_));
    const int left = std::max(cx - reach, 0), right = std::min(cx + reach, side_ - 1);
    const int top = std::max(cy - reach, 0), bottom = std::min(cy + reach, side_ - 1);
    float mean = 0;
    for (int y = top; y <= bottom; ++y) {
        for (int x = left; x <= right; ++x) mean += believed.at(x, y);
    }
    mean /= static_cast<float>((right - left + 1) * (bottom - top + 1));
    const auto score = [&](Spot bend) {
        float sum = 0;
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x)
                sum += (mean - believed.at(x, y)) * tones_.at(plane_(x + 0.5 + bend.x, y + 0.5 + bend.y));
        }
        return sum;
    };
    Spot best = bends_[static_cast<std::size_t>(i)];
    agreed = score(best);
    for (const double step : {0.3, 0.12}) {
        constexpr int most_steps = 3;
        for (int moved = 0; moved < most_steps; ++moved) {
            const Spot from = best;
            for (const auto& [dx, dy] :
                 {std::pair(step, 0.0), std::pair(-step, 0.0), std::pair(0.0, step), std::pair(0.0, -step)}) {
                const float found = score({from.x + dx, from.y + dy});
                if (found <= agreed) continue;
                agreed = found;
                best = {from.x + dx, from.y + dy};
            }
            if (best.x == from.x && best.y == from.y) break;
        }
    }
    return best;
}

}  // namespace kiosk::scan
