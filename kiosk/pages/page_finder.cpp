#include "kiosk/pages/page_finder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "kiosk/pages/edge_lines.hpp"
#include "kiosk/pages/side_fit.hpp"

namespace kiosk::pages {
namespace {

constexpr int looked_at_px = 640;  ///< longer side
constexpr std::size_t most_lines = 36;
constexpr std::size_t most_in_family = 13;
constexpr double smallest_area = 0.04;      ///< of the picture
constexpr double furthest_outside = 0.3;    ///< of the picture's sides: how far beyond it a corner may be guessed
constexpr double support_of_border = 0.34;  ///< a side that lies outside is neither for nor against a sheet
constexpr double least_contrast = 2;        ///< tones, mean over all sides
constexpr double most_beyond_a_band = 0.2;
constexpr double weight_of_outside = 1.4;
constexpr std::size_t looked_into = 80;  ///< so many of the likeliest are looked at from within

struct Candidate {
    Quad corners{};
    double score = 0;
    double light = 0;  ///< mean tone just inside
    std::array<bool, 4> border{};
};

struct Edge {
    LineSums sums;
    bool border = false;
};

class Search {
public:
    explicit Search(const Grey& small) : small_(small) {
        const auto lines = straight_edges(small, most_lines);
        if (lines.empty()) return;
        std::vector<LineSums> all;
        all.reserve(lines.size());
        for (const auto& line : lines) all.emplace_back(small, line);
        std::stable_sort(all.begin(), all.end(), [](const LineSums& a, const LineSums& b) { return a.steps() > b.steps(); });
        // What runs with the strongest edge, and what runs across it.
        const auto first = all.front().line();
        for (auto& sums : all) {
            const auto& line = sums.line();
            const bool with = std::abs(first.cosine * line.cosine + first.sine * line.sine) > std::sqrt(0.5);
            auto& family = with ? with_ : across_;
            if (family.size() < most_in_family) family.push_back({std::move(sums), false});
        }
        const double right = small.width - 1.0;
        const double bottom = small.height - 1.0;
        for (const auto& line : {Line{1, 0, 0}, Line{1, 0, right}, Line{0, 1, 0}, Line{0, 1, bottom}}) {
            const bool with = std::abs(first.cosine * line.cosine + first.sine * line.sine) > std::sqrt(0.5);
            (with ? with_ : across_).push_back({LineSums(small, line), true});
        }
    }

    [[nodiscard]] std::vector<Candidate> run() const {
        std::vector<Candidate> out;
        for (std::size_t a = 0; a < with_.size(); ++a) {
            for (std::size_t b = a + 1; b < with_.size(); ++b) {
                for (std::size_t c = 0; c < across_.size(); ++c) {
                    for (std::size_t d = c + 1; d < across_.size(); ++d) {
                        if (auto found = weigh({&with_[a], &across_[c], &with_[b], &across_[d]})) out.push_back(*found);
                    }
                }
            }
        }
        std::sort(out.begin(), out.end(), [](const Candidate& x, const Candidate& y) { return x.score > y.score; });
        return out;
    }

private:
    using Sides = std::array<const Edge*, 4>;  ///< in order round the sheet

    [[nodiscard]] bool within_reach(Spot at) const {
        const double x = small_.width * furthest_outside;
        const double y = small_.height * furthest_outside;
        return at.x > -x && at.y > -y && at.x < small_.width + x && at.y < small_.height + y;
    }

    [[nodiscard]] std::optional<Candidate> weigh(Sides sides) const {
        Quad q;
        for (std::size_t i = 0; i < 4; ++i) {
            q.at(i) = meeting(sides.at((i + 3) % 4)->sums.line(), sides.at(i)->sums.line());
            if (!within_reach(q.at(i))) return std::nullopt;
        }
        if (area(q) < 0) {
            std::swap(q[1], q[3]);
            std::reverse(sides.begin(), sides.end());
        }
        const double frame = static_cast<double>(small_.width) * small_.height;
        const double share = area(q) / frame;
        if (share < smallest_area || !is_convex(q)) return std::nullopt;
        return weigh_sides(q, sides, share);
    }

    [[nodiscard]] std::optional<Candidate> weigh_sides(const Quad& q, const Sides& sides, double share) const {
        Candidate out{q, 0, 0, {}};
        double support = 0, round = 0, contrast = 0, uneven = 0, seen = 0, light = 0, worst = 1;
        const Spot centre = middle(q);
        int borders = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto& edge = *sides.at(i);
            const Spot from = q.at(i);
            const Spot to = q.at((i + 1) % 4);
            const double length = distance(from, to);
            round += length;
            if (edge.border) {
                out.border.at(i) = true;
                ++borders;
                support += support_of_border * length;
                continue;
            }
            const int side = edge.sums.line().across(centre) > 0 ? 1 : -1;
            const auto stretch = edge.sums.between(from, to, side);
            if (stretch.inside < 0.4) return std::nullopt;
            // A shadow or a dark rim makes the sheet's own side the darker one; that is rarer.
            const auto other = edge.sums.between(from, to, -side);
            const double step = std::max(stretch.step, 0.75 * other.step);
            worst = std::min(worst, step);
            support += step * length * stretch.inside + support_of_border * length * (1 - stretch.inside);
            contrast += (stretch.light - stretch.beyond) * length;
            uneven += stretch.uneven * length;
            light += stretch.light * length;
            seen += length;
        }
        // What is darker than what lies around it is a block of text, a picture, a table on the sheet.
        if (borders > 2 || worst < 0.25 || contrast < least_contrast * seen) return std::nullopt;
        out.light = light / seen;
        out.score = support / round + 0.35 * worst + 0.55 * std::sqrt(share) + std::clamp(contrast / seen / 150, -0.2, 0.2) -
                    std::clamp(uneven / seen / 30, 0.0, 0.35) - crookedness(q);
        return out;
    }

    /// Sheets have right angles, and cameras look down on them.
    [[nodiscard]] static double crookedness(const Quad& q) {
        double out = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const Spot o = q.at(i);
            const Spot a = q.at((i + 1) % 4);
            const Spot b = q.at((i + 3) % 4);
            const double lengths = distance(o, a) * distance(o, b);
            const double cosine = lengths > 0 ? ((a.x - o.x) * (b.x - o.x) + (a.y - o.y) * (b.y - o.y)) / lengths : 1;
            out = std::max(out, std::abs(cosine));
        }
        return 0.5 * std::max(0.0, out - 0.15);
    }

    const Grey& small_;
    std::vector<Edge> with_;
    std::vector<Edge> across_;
};

/// What share of the inside is as light as paper, and how much lighter that is than what lies around.
double seen_from_within(const Grey& small, const Candidate& c) {
    constexpr int steps = 24;
    const auto to_picture = projection_to(c.corners, 1, 1);
    std::vector<std::uint8_t> tones;
    tones.reserve(std::size_t{steps} * steps);
    for (int y = 0; y < steps; ++y) {
        for (int x = 0; x < steps; ++x) {
            const Spot at = to_picture({(x + 0.5) / steps, (y + 0.5) / steps});
            const int px = nearest(at.x);
            const int py = nearest(at.y);
            if (px < 0 || py < 0 || px >= small.width || py >= small.height) continue;
            tones.push_back(small.row(py)[px]);
        }
    }
    if (tones.size() < steps) return -1;
    auto sorted = tones;
    const auto high = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() * 8 / 10);
    std::nth_element(sorted.begin(), high, sorted.end());
    const int paper = *high;
    const auto like = std::count_if(tones.begin(), tones.end(), [&](int t) { return t > paper * 0.72 && t < paper + 30; });
    const double share = static_cast<double>(like) / static_cast<double>(tones.size());
    return 0.9 * (share - 0.6) + std::clamp((paper - 110) / 400.0, -0.15, 0.2);
}

/// What share of the places just outside is like those just inside: beyond a line of text, or of a table on the sheet, the same paper
/// goes on.
double goes_on_outside(const Grey& small, const Candidate& c) {
    constexpr int steps = 16;
    constexpr int alike_tones = 8;
    const auto to_picture = projection_to(c.corners, 1, 1);
    const auto tone = [&](double x, double y) {
        const Spot at = to_picture({x, y});
        const int px = nearest(at.x);
        const int py = nearest(at.y);
        const bool seen = px >= 0 && py >= 0 && px < small.width && py < small.height;
        return seen ? static_cast<int>(small.row(py)[px]) : -1;
    };
    int alike = 0;
    int all = 0;
    for (std::size_t side = 0; side < 4; ++side) {
        if (c.border.at(side)) continue;
        const bool level = side % 2 == 0;
        const double across = distance(c.corners.at((side + 1) % 4), c.corners.at((side + 2) % 4));
        for (int i = 0; i < steps; ++i) {
            const double along = (i + 0.5) / steps;
            for (const double by_px : {9.0, 16.0}) {
                const double depth = std::min(0.3, by_px / std::max(1.0, across));
                const double in = side == 0 || side == 3 ? depth : 1 - depth;
                const double out = side == 0 || side == 3 ? -depth : 1 + depth;
                const int a = level ? tone(along, in) : tone(in, along);
                const int b = level ? tone(along, out) : tone(out, along);
                if (a < 0 || b < 0) continue;
                ++all;
                if (std::abs(a - b) < alike_tones) ++alike;
            }
        }
    }
    return all == 0 ? 1 : static_cast<double>(alike) / all;
}

/// A band from one border of the picture to the other is a sheet only where what lies beyond it is none.
double paper_around(const Grey& small, const Candidate& c) {
    constexpr int steps = 32;
    constexpr int alike_tones = 12;
    int around = 0;
    int alike = 0;
    for (int y = 0; y < steps; ++y) {
        for (int x = 0; x < steps; ++x) {
            const int px = (2 * x + 1) * small.width / (2 * steps);
            const int py = (2 * y + 1) * small.height / (2 * steps);
            if (holds(c.corners, {static_cast<double>(px), static_cast<double>(py)})) continue;
            ++around;
            if (small.row(py)[px] > c.light - alike_tones) ++alike;
        }
    }
    return around == 0 ? 0 : static_cast<double>(alike) / around;
}

bool is_band(const Candidate& c) { return (c.border[0] && c.border[2]) || (c.border[1] && c.border[3]); }

bool overlap(const Quad& a, const Quad& b) {
    if (holds(a, middle(b)) || holds(b, middle(a))) return true;
    return std::any_of(a.begin(), a.end(), [&](Spot s) { return holds(b, s); }) ||
           std::any_of(b.begin(), b.end(), [&](Spot s) { return holds(a, s); });
}

Sheet sheet_of(const Grey& small, const Candidate& found, double factor) {
    Sheet out;
    out.sureness = found.score;
    out.paper_around = paper_around(small, found);
    Quad corners = fitted(small, found.corners, found.border);
    // Turned so that the sheet begins at its top left; what was said of its sides goes round with it.
    const Quad ordered = from_top_left(corners);
    std::size_t first = 0;
    while (first < 3 && distance(corners.at(first), ordered[0]) > 1e-9) ++first;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto side = (first + i) % 4;
        const auto beyond = [&](Spot s) { return s.x < -2 || s.y < -2 || s.x > small.width + 1 || s.y > small.height + 1; };
        // Either the side itself is outside, or one of its corners is: then so is a piece of the paper.
        out.cut_off.at(i) = found.border.at(side) || (beyond(corners.at(side)) && beyond(corners.at((side + 1) % 4)));
        if (!out.cut_off.at(i) && beyond(corners.at(side))) out.cut_off.at(i) = true;
    }
    out.corners = scaled(ordered, factor);
    return out;
}

}  // namespace

std::vector<Sheet> find_sheets(const Halved& photo, std::size_t most) {
    const int longer = std::max(photo.luma.width, photo.luma.height);
    int factor = std::max(1, (longer + looked_at_px / 2) / looked_at_px);
    if (factor > 8) factor = (factor + 3) / 4 * 4;
    const Grey small = softened(softened(paperness(photo, factor)));
    std::vector<Sheet> out;
    if (small.width < 32 || small.height < 32) return out;
    auto candidates = Search(small).run();
    if (candidates.size() > looked_into) candidates.resize(looked_into);
    for (auto& candidate : candidates) {
        const double outside = std::max(0.0, goes_on_outside(small, candidate) - 0.3);
        candidate.score += seen_from_within(small, candidate) - weight_of_outside * outside;
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& x, const Candidate& y) { return x.score > y.score; });
    std::vector<const Candidate*> taken;
    for (const auto& candidate : candidates) {
        if (candidate.score < least_sureness || taken.size() >= most) break;
        if (is_band(candidate) && paper_around(small, candidate) > most_beyond_a_band) continue;
        const bool free = std::none_of(taken.begin(), taken.end(),
                                       [&](const Candidate* t) { return overlap(t->corners, candidate.corners); });
        if (free) taken.push_back(&candidate);
    }
    for (const auto* candidate : taken) out.push_back(sheet_of(small, *candidate, 2.0 * factor));
    return out;
}

}  // namespace kiosk::pages
