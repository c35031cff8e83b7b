#include "kiosk/scan/finders.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace kiosk::scan {
namespace {

using Runs = std::array<int, 5>;

int total(const Runs& runs) { return runs[0] + runs[1] + runs[2] + runs[3] + runs[4]; }

/// One, one, three, one, one; blur and ink move edges, so pairs of neighbours count more than single runs. Everything in seventieths,
/// `all` being seven modules: a run may be off by 0.7 of a module and 0.3 of a pixel, the middle by 1.2 and a half, two by 1.1 and one.
bool rhythm(const Runs& runs) {
    const int all = total(runs);
    const auto one = [&](int run) { return std::abs(70 * run - 10 * all) < 7 * all + 21; };
    const auto two = [&](int a, int b) { return std::abs(70 * (a + b) - 20 * all) < 11 * all + 70; };
    return all >= 7 && std::abs(70 * runs[2] - 30 * all) < 12 * all + 35 && one(runs[0]) && one(runs[1]) && one(runs[3]) &&
           one(runs[4]) && two(runs[0], runs[1]) && two(runs[3], runs[4]);
}

bool dark(const Grey& picture, int x, int y) { return picture.row(y)[x] == 0; }

/// The five runs through a dark place along a column or row, and where the middle of them is.
struct Crossing {
    Runs runs{};
    double middle = 0;
};

template <class IsDark>
std::optional<Crossing> crossing(int at, int end, int longest, IsDark is_dark) {
    if (!is_dark(at)) return std::nullopt;
    std::array<int, 3> up{}, down{};
    const auto walk = [&](int step, std::array<int, 3>& lengths) {
        int i = at + step;
        for (std::size_t run = 0; run < 3; ++run) {
            const bool want_dark = run % 2 == 0;
            while (i >= 0 && i < end && is_dark(i) == want_dark && lengths.at(run) <= longest) {
                ++lengths.at(run);
                i += step;
            }
            if (lengths.at(run) > longest || (run < 2 && (i < 0 || i >= end))) return false;
        }
        return true;
    };
    if (!walk(-1, up) || !walk(1, down)) return std::nullopt;
    Crossing out;
    out.runs = {up[2], up[1], up[0] + down[0] + 1, down[1], down[2]};
    const double first = at - up[0] - up[1] - up[2];
    const double last = at + down[0] + down[1] + down[2];
    // The middle block alone is surest; the whole square steadies it.
    out.middle = 0.5 * (at + (down[0] - up[0]) / 2.0) + 0.5 * (first + last) / 2;
    return out;
}

void add(std::vector<Finder>& finders, Spot at, double module_px) {
    for (auto& finder : finders) {
        const double near = 2 * std::max(finder.module_px, module_px);
        if (std::abs(finder.middle.x - at.x) > near || std::abs(finder.middle.y - at.y) > near) continue;
        if (module_px > 1.5 * finder.module_px || module_px < finder.module_px / 1.5) continue;
        const double share = 1.0 / (finder.seen + 1);
        finder.middle = {finder.middle.x + (at.x - finder.middle.x) * share,
                         finder.middle.y + (at.y - finder.middle.y) * share};
        finder.module_px += (module_px - finder.module_px) * share;
        ++finder.seen;
        return;
    }
    if (finders.size() < 600) finders.push_back({at, module_px, 1});
}

/// The usual difference of neighbours where nothing is to be seen, in tones.
int noise_of(const Grey& picture) {
    std::array<int, 256> counts{};
    int all = 0;
    for (int y = 0; y < picture.height; y += 4) {
        const auto* line = picture.row(y);
        for (int x = 2; x < picture.width; x += 3) {
            ++counts.at(static_cast<std::size_t>(std::abs(line[x] - line[x - 2])));
            ++all;
        }
    }
    int noise = 0;
    for (int seen = 0; noise < 255; ++noise) {
        seen += counts.at(static_cast<std::size_t>(noise));
        if (2 * seen >= all) break;
    }
    return std::min(noise, 12);
}

/// Along a diagonal the rhythm is the same, only longer.
bool rhythm_across(const Grey& picture, Spot middle, int step_y, int longest) {
    const int x = static_cast<int>(std::lround(middle.x));
    const int y = static_cast<int>(std::lround(middle.y));
    const int room = std::min({x, picture.width - 1 - x, y, picture.height - 1 - y});
    const auto is_dark = [&](int i) { return dark(picture, x + i - room, y + (i - room) * step_y); };
    const auto runs = room < 3 ? std::nullopt : crossing(room, 2 * room + 1, longest, is_dark);
    return runs && rhythm(runs->runs);
}

void look_closer(const Grey& picture, std::vector<Finder>& finders, int x, int y, int across) {
    const int longest = across + 2;
    const auto down = crossing(y, picture.height, longest, [&](int i) { return dark(picture, x, i); });
    if (!down || !rhythm(down->runs)) return;
    const int high = total(down->runs);
    if (high > 2.2 * across || high < across / 2.2) return;
    const int row = std::clamp(static_cast<int>(std::lround(down->middle)), 0, picture.height - 1);
    const auto level = crossing(x, picture.width, longest, [&](int i) { return dark(picture, i, row); });
    if (!level || !rhythm(level->runs)) return;
    const Spot middle{level->middle, down->middle};
    if (!rhythm_across(picture, middle, 1, longest) && !rhythm_across(picture, middle, -1, longest)) return;
    add(finders, middle, (total(level->runs) + high) / 14.0);
}

/// Means over squares, row by row: sums of columns are kept running, so that the radius costs nothing.
class SquareMeans {
public:
    SquareMeans(const Grey& from, int radius_px)
        : from_(from),
          radius_(radius_px),
          columns_(static_cast<std::size_t>(from.width), 0),
          running_(columns_.size() + 1, 0) {
        for (int y = 0; y < std::min(radius_, from.height); ++y) add_row(y, true);
    }
    /// Rows one after another from the first.
    void row(int y, std::vector<float>& means) {
        if (y + radius_ < from_.height) add_row(y + radius_, true);
        if (y - radius_ - 1 >= 0) add_row(y - radius_ - 1, false);
        const int width = from_.width;
        for (std::size_t x = 0; x < columns_.size(); ++x) running_[x + 1] = running_[x] + columns_[x];
        const auto mean_between = [&](int left, int right) {
            return static_cast<float>(running_[static_cast<std::size_t>(right)] - running_[static_cast<std::size_t>(left)]) /
                   static_cast<float>(rows_ * (right - left));
        };
        const int whole_from = std::min(radius_, width);
        const int whole_to = std::max(width - radius_ - 1, whole_from);
        for (int x = 0; x < whole_from; ++x)
            means[static_cast<std::size_t>(x)] = mean_between(0, std::min(x + radius_ + 1, width));
        const float share = 1.0F / static_cast<float>(rows_ * (2 * radius_ + 1));
        const auto* right = running_.data() + radius_ + 1;
        const auto* left = running_.data() - radius_;
        for (int x = whole_from; x < whole_to; ++x) {
            means[static_cast<std::size_t>(x)] = static_cast<float>(static_cast<std::int32_t>(right[x] - left[x])) * share;
        }
        for (int x = whole_to; x < width; ++x)
            means[static_cast<std::size_t>(x)] = mean_between(std::max(x - radius_, 0), std::min(x + radius_ + 1, width));
    }

private:
    void add_row(int y, bool in) {
        const auto* line = from_.row(y);
        if (in) {
            for (std::size_t x = 0; x < columns_.size(); ++x) columns_[x] += line[x];
        } else {
            for (std::size_t x = 0; x < columns_.size(); ++x) columns_[x] -= line[x];
        }
        rows_ += in ? 1 : -1;
    }

    const Grey& from_;
    int radius_;
    int rows_ = 0;
    std::vector<std::uint32_t> columns_, running_;
};

}  // namespace

Grey beside_mean(const Grey& from, int radius_px, int near_px, float near_weight) {
    Grey out(from.width, from.height);
    const float noise = static_cast<float>(2 + noise_of(from)) / (near_px > 0 ? 2.0F : 1.0F);
    const auto width = static_cast<std::size_t>(from.width);
    SquareMeans wide(from, radius_px), close(from, std::max(near_px, 1));
    std::vector<float> means(width), near(width);
    for (int y = 0; y < from.height; ++y) {
        wide.row(y, means);
        if (near_px > 0) {
            close.row(y, near);
            for (std::size_t x = 0; x < width; ++x) means[x] = (means[x] + near_weight * near[x]) / (1 + near_weight);
        }
        const auto* source = from.row(y);
        auto* target = out.row(y);
        for (std::size_t x = 0; x < width; ++x) {
            const float apart = static_cast<float>(source[x]) - means[x];
            const int lighter = apart > noise ? 127 : 0;
            const int darker = apart < -noise ? 128 : 0;
            target[x] = static_cast<std::uint8_t>(128 + lighter - darker);
        }
    }
    return out;
}

Grey black_and_white_of(const Grey& beside, bool turned_round) {
    Grey out(beside.width, beside.height);
    const std::uint8_t black = turned_round ? 255 : 0;
    std::transform(beside.pixels.begin(), beside.pixels.end(), out.pixels.begin(),
                   [&](std::uint8_t v) { return v == black ? std::uint8_t{0} : std::uint8_t{255}; });
    return out;
}

std::vector<Finder> find_finders(const Grey& black_white) {
    std::vector<Finder> out;
    std::vector<int> edges;  // where a run begins, the first one light
    for (int y = 0; y < black_white.height; ++y) {
        const auto* line = black_white.row(y);
        edges.assign(1, 0);
        if (line[0] == 0) edges.push_back(0);
        int x = 1;
        for (; x + 8 <= black_white.width; x += 8) {  // most neighbours are alike: eight at a time
            std::uint64_t here = 0, before = 0;
            std::memcpy(&here, line + x, sizeof here);
            std::memcpy(&before, line + x - 1, sizeof before);
            if (here == before) continue;
            for (int i = x; i < x + 8; ++i) {
                if (line[i] != line[i - 1]) edges.push_back(i);
            }
        }
        for (; x < black_white.width; ++x) {
            if (line[x] != line[x - 1]) edges.push_back(x);
        }
        edges.push_back(black_white.width);
        // Odd runs are dark: five from each dark one on.
        for (std::size_t i = 1; i + 5 < edges.size(); i += 2) {
            Runs runs{};
            for (std::size_t k = 0; k < 5; ++k) runs.at(k) = edges[i + k + 1] - edges[i + k];
            if (!rhythm(runs)) continue;
            look_closer(black_white, out, (edges[i + 2] + edges[i + 3]) / 2, y, total(runs));
        }
    }
    // Met by fewer rows than half of its middle block is high, it was noise.
    std::erase_if(out, [](const Finder& finder) { return finder.seen < std::min(3.0, 0.6 * finder.module_px); });
    std::sort(out.begin(), out.end(), [](const Finder& a, const Finder& b) {
        return a.seen / std::sqrt(a.module_px) > b.seen / std::sqrt(b.module_px);
    });
    return out;
}

}  // namespace kiosk::scan
