#include "kiosk/pages/judge.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace kiosk::pages {
namespace {

constexpr double dim_paper = 80;        ///< of 255: darker paper loses its grey tones to noise
constexpr double fewest_dpi = 130;      ///< small print (8 pt, marks of 0.3 mm) has two pixels a mark there
constexpr double blank_share = 0.0004;  ///< of the page: a line of ten words has more ink
constexpr double blurred_mm = 0.24;     ///< spread of an edge that closes the eyes of 10 pt letters
constexpr int fewest_text_cells = 4;
constexpr double burnt_tone = 249;
constexpr double usual_paper = 234;  ///< paper lighter than that may be burnt all over: no lamp to be blamed
constexpr double glare_share = 0.006;
constexpr double finger_share = 0.004;

Place third(double x, double y) {
    const int column = std::clamp(static_cast<int>(x * 3), 0, 2);
    const int row = std::clamp(static_cast<int>(y * 3), 0, 2);
    return static_cast<Place>(row * 3 + column);
}

/// How wide the sharpest edge of a cell is, in pixels (sigma of a blurred step); 0 when there is no writing in it.
double edge_width(const Grey& p, int x0, int y0, int size) {
    int low = 255;
    int high = 0;
    int steepest = 0;
    const int right = std::min(p.width, x0 + size);
    const int bottom = std::min(p.height, y0 + size);
    for (int y = y0; y < bottom; y += 2) {
        const auto* row = p.row(y);
        for (int x = x0 + 1; x + 1 < right; x += 1) {
            const int v = row[x];
            low = std::min(low, v);
            high = std::max(high, v);
            steepest = std::max(steepest, std::abs(row[x + 1] - row[x - 1]));
        }
    }
    const int contrast = high - low;
    if (contrast < 50 || steepest == 0) return 0;
    // A step of height c, blurred: it climbs c / (sigma sqrt(2 pi)) a pixel at its steepest, over two pixels here.
    return 2.0 * contrast / (2.507 * steepest);
}

struct Thirds {
    std::array<int, 9> all{};
    std::array<int, 9> bad{};
};

void judge_sharpness(const Evidence& seen, Facts& facts) {
    const int size = std::max(24, seen.dpi / 4);
    // A picture of few pixels cannot be sharper than they are; that it is too small is said already.
    const double widest = std::max(blurred_mm / 25.4 * seen.dpi, 2.0 * seen.dpi / std::max(1.0, facts.seen_dpi));
    Thirds thirds;
    for (int y = size / 2; y + size < seen.luma.height; y += size) {
        for (int x = size / 2; x + size < seen.luma.width; x += size) {
            if (((x + y) / size) % 2 != 0) continue;  // every other one, as on a chess board, says as much
            const double width = edge_width(seen.luma, x, y, size);
            if (width <= 0) continue;
            const auto where =
                static_cast<std::size_t>(third((x + size / 2.0) / seen.luma.width, (y + size / 2.0) / seen.luma.height));
            thirds.all.at(where)++;
            if (width > widest) thirds.bad.at(where)++;
        }
    }
    int all = 0;
    int bad = 0;
    std::size_t worst = 0;
    int bad_thirds = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        all += thirds.all.at(i);
        bad += thirds.bad.at(i);
        if (thirds.all.at(i) >= fewest_text_cells && thirds.bad.at(i) * 2 > thirds.all.at(i)) ++bad_thirds;
        if (thirds.bad.at(i) > thirds.bad.at(worst)) worst = i;
    }
    if (all < fewest_text_cells || bad_thirds == 0) return;
    if (bad * 2 > all || bad_thirds > 4) facts.advise(Problem::blurred);
    else facts.advise(Problem::blurred, static_cast<Place>(worst));
}

/// A lamp's mirror image is lighter than any paper around it.
void judge_glare(const Evidence& seen, Facts& facts) {
    auto tones = seen.light.cells.pixels;
    const auto half = tones.begin() + static_cast<std::ptrdiff_t>(tones.size() / 2);
    std::nth_element(tones.begin(), half, tones.end());
    if (*half > usual_paper) return;
    constexpr int size = PaperLight::cell_px;
    double sx = 0, sy = 0;
    int burnt = 0;
    int cells = 0;
    for (int y = 0; y + size <= seen.luma.height; y += size) {
        for (int x = 0; x + size <= seen.luma.width; x += size) {
            ++cells;
            int sum = 0;
            for (int k = 0; k < 16; ++k) sum += seen.luma.row(y + 4 + (k / 4) * 8)[x + 4 + (k % 4) * 8];
            if (sum < burnt_tone * 16) continue;
            ++burnt;
            sx += x + size / 2.0;
            sy += y + size / 2.0;
        }
    }
    if (burnt < 2 || burnt < glare_share * cells) return;
    facts.advise(Problem::glare, third(sx / burnt / seen.luma.width, sy / burnt / seen.luma.height));
}

/// Skin: warmer than the paper, darker, and it comes in over an edge of the page.
void judge_finger(const Evidence& seen, Facts& facts) {
    if (seen.blue.empty()) return;
    const int width = seen.blue.width;
    const int height = seen.blue.height;
    const Grey light = seen.light.spread(width, height, 8);
    const auto median = [](std::vector<std::uint8_t> values) {
        const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), half, values.end());
        return static_cast<int>(*half);
    };
    const int paper_blue = median(seen.blue.pixels);
    const int paper_red = median(seen.red.pixels);
    std::vector<bool> skin(seen.blue.pixels.size());
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int blue = seen.blue.row(y)[x] - paper_blue;
            const int red = seen.red.row(y)[x] - paper_red;
            const int tone =
                seen.luma.row(std::min(seen.luma.height - 1, y * 8 + 4))[std::min(seen.luma.width - 1, x * 8 + 4)];
            skin[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] =
                red >= 10 && red <= 60 && blue <= -5 && blue >= -50 && red + blue < 40 && tone > 40 &&
                tone * 10 < light.row(y)[x] * 9;
        }
    }
    // From the edges inwards over what is skin.
    std::vector<std::pair<int, int>> open;
    std::vector<bool> reached(skin.size());
    const auto visit = [&](int x, int y) {
        if (x < 0 || y < 0 || x >= width || y >= height) return;
        const auto i = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
        if (!skin[i] || reached[i]) return;
        reached[i] = true;
        open.emplace_back(x, y);
    };
    const auto grown_from = [&](int x, int y) {
        open.clear();
        visit(x, y);
        double sx = 0, sy = 0;
        for (std::size_t i = 0; i < open.size(); ++i) {
            const auto [u, v] = open[i];
            sx += u;
            sy += v;
            visit(u - 1, v);
            visit(u + 1, v);
            visit(u, v - 1);
            visit(u, v + 1);
        }
        const auto count = static_cast<double>(open.size());
        if (count < finger_share * width * height || facts.has(Problem::finger)) return;
        facts.advise(Problem::finger, third(sx / count / width, sy / count / height));
    };
    for (int y = 0; y < height; ++y) {
        for (const int rim : {0, 1, 2}) {
            grown_from(rim, y);
            grown_from(width - 1 - rim, y);
        }
    }
    for (int x = 0; x < width; ++x) {
        for (const int rim : {0, 1, 2}) {
            grown_from(x, rim);
            grown_from(x, height - 1 - rim);
        }
    }
}

bool is_blank(const Bits& ink) {
    const int mx = ink.width / 20;
    const int my = ink.height / 20;
    std::size_t count = 0;
    for (int y = my; y < ink.height - my; ++y) {
        const auto* row = ink.row(y);
        for (int x = mx / 8; x < (ink.width - mx) / 8; ++x) count += static_cast<std::size_t>(__builtin_popcount(row[x]));
    }
    return static_cast<double>(count) < blank_share * ink.width * ink.height;
}

}  // namespace

void judge(const Evidence& seen, Facts& facts) {
    if (facts.seen_dpi < fewest_dpi) facts.advise(Problem::too_small);
    if (seen.light.mean() < dim_paper) facts.advise(Problem::too_dark);
    const bool blank = is_blank(seen.ink);
    if (blank) facts.advise(Problem::blank);
    else judge_sharpness(seen, facts);
    judge_glare(seen, facts);
    judge_finger(seen, facts);
}

}  // namespace kiosk::pages
