#include "kiosk/pages/page_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "kiosk/pages/rim.hpp"
#include "kiosk/pages/warp.hpp"

namespace kiosk::pages {
namespace {

constexpr int colour_page_dpi = 200;
constexpr int colour_page_quality = 60;
constexpr int background_quality = 45;
constexpr int plainly_coloured = 22;  ///< sum of both chromas' distance from the paper's: a pen, a stamp
constexpr int hardly_coloured = 9;
constexpr int nearly_white = 236;   ///< after the light is evened: grain of the paper
constexpr double beyond_ink = 0.1;  ///< of the paper's light: so much paler than the palest ink is the other side's
constexpr double lightest_other_side = 0.80, palest_ink = 0.88;
constexpr double untouched_tones = 0.6;
constexpr double rim_mm = 1.2;       ///< corners are known to less than that; nobody writes there
constexpr int chroma_reduction = 8;  ///< of luma to the planes in which coloured places are looked for

int median_of(const Grey& plane) {
    if (plane.empty()) return 128;
    std::array<std::uint32_t, 256> histogram{};
    for (const auto p : plane.pixels) histogram.at(p)++;
    std::size_t seen = 0;
    std::size_t out = 0;
    while (out < 255 && (seen += histogram.at(out)) * 2 < plane.pixels.size()) ++out;
    return static_cast<int>(out);
}

/// The lamp's and the paper's own colour is taken away; what then hardly has one has none.
void balance(Grey& blue, Grey& red) {
    const int paper_blue = median_of(blue);
    const int paper_red = median_of(red);
    for (std::size_t i = 0; i < blue.pixels.size(); ++i) {
        const int b = blue.pixels[i] - paper_blue;
        const int r = red.pixels[i] - paper_red;
        const bool none = std::abs(b) + std::abs(r) < hardly_coloured;
        blue.pixels[i] = static_cast<std::uint8_t>(none ? 128 : std::clamp(128 + b, 0, 255));
        red.pixels[i] = static_cast<std::uint8_t>(none ? 128 : std::clamp(128 + r, 0, 255));
    }
}

void whiten(Grey& luma) {
    for (auto& p : luma.pixels) p = p >= nearly_white ? 255 : p;
}

/// What no ink is as pale as comes from the other side of the sheet: it becomes paper, and tones on the way there become lighter, so that
/// a photograph in grey has no steps. By tone.
std::array<std::uint8_t, 256> without_other_side(double ink_below) {
    const double white = 255 * std::clamp(ink_below + beyond_ink, lightest_other_side, palest_ink);
    const double knee = white * untouched_tones;
    std::array<std::uint8_t, 256> out{};
    for (std::size_t tone = 0; tone < out.size(); ++tone) {
        const double beyond_knee = std::max(0.0, static_cast<double>(tone) - knee);
        const double lighter = static_cast<double>(tone) + beyond_knee * (255 - white) / (white - knee);
        out.at(tone) = static_cast<std::uint8_t>(std::min(255.0, lighter));
    }
    return out;
}

/// A stamp, however pale, keeps its tone. White has no colour: it is most of the page, and costs nothing then.
void take_away_other_side(Photo& page, double ink_below) {
    const auto lighter = without_other_side(ink_below);
    if (!page.has_colour()) {
        for (auto& tone : page.luma.pixels) tone = lighter[tone];
        return;
    }
    for (int y = 0; y < page.blue.height; ++y) {
        auto* blue = page.blue.row(y);
        auto* red = page.red.row(y);
        for (int x = 0; x < page.blue.width; ++x) {
            auto* a = page.luma.row(2 * y) + 2 * static_cast<std::ptrdiff_t>(x);
            auto* b = page.luma.row(2 * y + 1) + 2 * static_cast<std::ptrdiff_t>(x);
            if (blue[x] == 128 && red[x] == 128) {
                for (auto* tone : {a, a + 1, b, b + 1}) *tone = lighter[*tone];
            } else if (a[0] + a[1] + b[0] + b[1] == 4 * 255) {
                blue[x] = red[x] = 128;
            }
        }
    }
}

/// Where a pen or a stamp has left colour, and a pixel around it.
Grey coloured_places(const Straightened& page) {
    Grey out(page.blue.width, page.blue.height);
    const int paper_blue = median_of(page.blue);
    const int paper_red = median_of(page.red);
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            const int away = std::abs(page.blue.row(y)[x] - paper_blue) + std::abs(page.red.row(y)[x] - paper_red);
            if (away < plainly_coloured) continue;
            for (int v = std::max(0, y - 1); v <= std::min(out.height - 1, y + 1); ++v) {
                for (int u = std::max(0, x - 1); u <= std::min(out.width - 1, x + 1); ++u) out.row(v)[u] = 255;
            }
        }
    }
    return out;
}

/// Ink that has a colour is no black ink: it stays behind, in colour.
void leave_colours(Bits& ink, const Grey& coloured) {
    static_assert(chroma_reduction == 8, "a pixel of the coloured places is a byte of a row of ink");
    for (int y = 0; y < ink.height; ++y) {
        const int v = y / chroma_reduction;
        if (v >= coloured.height) return;
        auto* row = ink.row(y);
        for (int x = 0; x < coloured.width && static_cast<std::size_t>(x) < ink.stride; ++x) {
            if (coloured.row(v)[x] != 0) row[x] = 0;
        }
    }
}

/// For each pair of rows of ink: which bytes and bits have ink in them or beside them, two pixels around.
std::vector<std::uint8_t> around_ink(const Bits& ink, int y) {
    std::vector<std::uint8_t> any(ink.stride + 2);
    for (int v = std::max(0, y - 2); v < std::min(ink.height, y + 4); ++v) {
        const auto* row = ink.row(v);
        for (std::size_t i = 0; i < ink.stride; ++i) any[i + 1] = static_cast<std::uint8_t>(any[i + 1] | row[i]);
    }
    std::vector<std::uint8_t> out(ink.stride);
    for (std::size_t i = 0; i < ink.stride; ++i) {
        const unsigned three = static_cast<unsigned>(any[i]) << 16U | static_cast<unsigned>(any[i + 1]) << 8U | any[i + 2];
        out[i] = static_cast<std::uint8_t>((three | three << 1U | three << 2U | three >> 1U | three >> 2U) >> 8U);
    }
    return out;
}

/// What lies under the ink is painted over with paper, at half the size: it would only cost bytes.
Grey background(const Grey& luma, const Bits& ink, const PaperLight& light) {
    Grey out = mean_of(luma, 2);
    lighten(out, light, 2);
    whiten(out);
    for (int y = 0; y < out.height; ++y) {
        const auto near = around_ink(ink, 2 * y);
        auto* to = out.row(y);
        for (int x = 0; x < out.width; ++x) {
            if ((near[static_cast<std::size_t>(x) / 4] >> (6 - 2 * (x % 4)) & 3) != 0) to[x] = 255;
        }
    }
    return out;
}

std::uint8_t channel(double value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0)); }

/// How much of each factor x factor pixels is ink, 0..255.
Grey cover_of(const Bits& ink, int factor) {
    Grey out(ink.width / factor, ink.height / factor);
    std::vector<int> counts(static_cast<std::size_t>(out.width) + 1);
    for (int y = 0; y < out.height; ++y) {
        std::fill(counts.begin(), counts.end(), 0);
        for (int v = 0; v < factor; ++v) {
            const auto* row = ink.row(y * factor + v);
            for (int byte = 0; byte < ink.width / 8; ++byte) {
                if (row[byte] == 0) continue;  // most of a page is paper
                for (int bit = 0; bit < 8; ++bit) {
                    const auto x = std::min(static_cast<std::size_t>((byte * 8 + bit) / factor), counts.size() - 1);
                    counts[x] += row[byte] >> (7 - bit) & 1;
                }
            }
        }
        for (int x = 0; x < out.width; ++x)
            out.row(y)[x] = static_cast<std::uint8_t>(counts[static_cast<std::size_t>(x)] * 255 / (factor * factor));
    }
    return out;
}

}  // namespace

Straightened::Straightened(const Photo& photo, const Quad& corners, const Measure& measure, double slope_deg, bool found,
                           const Wish& wish)
    : dpi(wish.look == Look::colour && wish.dpi == 0 ? std::min(colour_page_dpi, ink_dpi(measure, wish))
                                                     : ink_dpi(measure, wish)) {
    const int width = pixels_for(measure.width_mm, dpi);
    const int height = pixels_for(measure.height_mm, dpi);
    const auto projection = turned(projection_to(corners, width, height), slope_deg, width, height);
    // Many pixels of the picture for one of the page: the mean of them, not one of them.
    int factor = 1;
    while (factor < 8 && measure.seen_dpi > dpi * 1.5 * factor) ++factor;
    luma = factor == 1 ? warped(photo.luma, projection, width, height)
                       : warped(mean_of(photo.luma, factor), projection, width, height, {1, 1.0 / factor});
    const Rim rim{width, height, slope_deg, found ? rim_mm / 25.4 * dpi : 0};
    rim.paper_over(luma);
    if (!photo.has_colour()) return;
    const double eighth = chroma_reduction;
    blue = warped(photo.blue, projection, width / 8, height / 8, {eighth, 0.5}, 128);
    red = warped(photo.red, projection, width / 8, height / 8, {eighth, 0.5}, 128);
    rim.paper_over(blue);
    rim.paper_over(red);
    if (wish.look == Look::black_and_white) return;
    const int step = wish.look == Look::colour ? 2 : 4;  // chroma of a page at its own size, or of a background at half
    colour.blue = warped(photo.blue, projection, width / step, height / step, {static_cast<double>(step), 0.5}, 128);
    colour.red = warped(photo.red, projection, width / step, height / step, {static_cast<double>(step), 0.5}, 128);
    rim.paper_over(colour.blue);
    rim.paper_over(colour.red);
}

void Straightened::unbend(const Bend& bend) {
    for (auto* plane : {&luma, &blue, &red, &colour.luma, &colour.blue, &colour.red}) {
        if (!plane->empty()) *plane = unbent(*plane, bend);
    }
}

Looks looks_of(const Straightened& page, Look look) {
    Looks out;
    const Grey quarter = mean_of(page.luma, 4);
    out.light = paper_light(quarter);
    // A colour page has no ink of its own: whether there is any at all is seen at half the size.
    out.ink = look == Look::colour ? ink_of(mean_of(page.luma, 2)) : ink_of(page.luma, quarter, out.light);
    out.has_colour_layer = look != Look::black_and_white;
    if (!out.has_colour_layer) return out;
    out.jpeg_quality = look == Look::colour ? colour_page_quality : background_quality;
    if (look == Look::mixed) {
        if (!page.blue.empty()) leave_colours(out.ink, coloured_places(page));
        out.colour.luma = background(page.luma, out.ink, out.light);
    } else {
        out.colour.luma = page.luma;
        lighten(out.colour.luma, out.light, 1);
        whiten(out.colour.luma);
    }
    out.colour.blue = page.colour.blue;
    out.colour.red = page.colour.red;
    balance(out.colour.blue, out.colour.red);
    take_away_other_side(out.colour, highest_threshold(quarter, out.light.spread(quarter.width, quarter.height, 4)));
    return out;
}

pictures::Preview preview_of(const Looks& looks, Look look, int longer_side_px) {
    const auto& colour = looks.colour;
    const int full_width = std::max(looks.ink.width, colour.luma.width);
    const int full_height = std::max(looks.ink.height, colour.luma.height);
    const int factor = std::max(1, (std::max(full_width, full_height) + longer_side_px - 1) / longer_side_px);
    const Grey cover = look == Look::colour ? Grey() : cover_of(looks.ink, factor);
    // A layer of colour has the page's own size or half of it.
    const int of_colour = looks.has_colour_layer ? full_width / colour.luma.width : 1;
    const Grey tones = looks.has_colour_layer && factor % of_colour == 0 ? mean_of(colour.luma, factor / of_colour) : Grey();
    pictures::Preview out{full_width / factor, full_height / factor, full_width, full_height, {}};
    out.rgba.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4, 255);
    auto* to = out.rgba.data();
    const auto at = [](const Grey& plane, int x, int y) {
        return static_cast<double>(plane.row(std::min(y, plane.height - 1))[std::min(x, plane.width - 1)]);
    };
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x, to += 4) {
            double tone = 255, blue = 0, red = 0;
            if (looks.has_colour_layer) {
                const int u = x * factor / of_colour;
                const int v = y * factor / of_colour;
                tone = tones.empty() ? at(colour.luma, u, v) : at(tones, x, y);
                if (colour.has_colour()) {
                    blue = at(colour.blue, u / 2, v / 2) - 128;
                    red = at(colour.red, u / 2, v / 2) - 128;
                }
            }
            const double paper = cover.empty() ? 1 : 1 - at(cover, x, y) / 255.0;
            to[0] = channel((tone + 1.402 * red) * paper);
            to[1] = channel((tone - 0.344136 * blue - 0.714136 * red) * paper);
            to[2] = channel((tone + 1.772 * blue) * paper);
        }
    }
    return out;
}

}  // namespace kiosk::pages
