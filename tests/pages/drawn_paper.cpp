#include "tests/pages/drawn_paper.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kiosk/pages/reduce.hpp"

namespace kiosk::test {
namespace {

using pages::Projection;
using pages::Spot;

std::uint8_t byte(double value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0) + 0.5); }

void fill(Grey& on, double x0, double y0, double x1, double y1, std::uint8_t ink) {
    for (int y = std::max(0, static_cast<int>(y0)); y < std::min(on.height, static_cast<int>(y1 + 0.5)); ++y) {
        for (int x = std::max(0, static_cast<int>(x0)); x < std::min(on.width, static_cast<int>(x1 + 0.5)); ++x)
            on.row(y)[x] = std::min(on.row(y)[x], ink);
    }
}

/// One letter of strokes, twice as large as the sheet: x-height `h`, standing on `base`.
double letter(Grey& on, PaperDice& dice, double x, double base, double h, std::uint8_t ink) {
    const double stroke = std::max(1.6, h * 0.17);
    const double w = h * dice.between(0.6, 0.95);
    const bool ascends = dice.once_in(4);
    const bool descends = !ascends && dice.once_in(9);
    const double top = ascends ? base - h * 1.45 : base - h;
    const double foot = descends ? base + h * 0.4 : base;
    fill(on, x, top, x + stroke, foot, ink);
    if (!dice.once_in(4)) fill(on, x + w - stroke, base - h, x + w, base, ink);
    if (!dice.once_in(3)) fill(on, x, base - h, x + w, base - h + stroke, ink);
    if (dice.once_in(2)) fill(on, x, base - stroke, x + w, base, ink);
    if (!ascends && dice.once_in(4)) fill(on, x + w * 0.3, base - h * 1.4, x + w * 0.7, base - h * 1.22, ink);  // a mark
    return x + w + h * 0.28;
}

void write_lines(Grey& on, PaperDice& dice, const Writing& w, std::uint8_t ink) {
    const double mm = on.width / 210.0;
    const double right = on.width - 20 * mm;
    double y = 25 * mm;
    while (y < on.height - 22 * mm) {
        double x = 22 * mm;
        const double end = dice.once_in(5) ? on.width * dice.between(0.4, 0.8) : right;
        while (x < end) {
            for (int letters = dice.whole(2, 7); letters > 0 && x < end; --letters)
                x = letter(on, dice, x, y, 1.9 * mm, ink);
            x += 1.8 * mm;
        }
        y += w.line_mm * mm * (dice.once_in(7) ? 1.8 : 1);
    }
}

Grey turned_sheet(const Grey& from, double degrees) {
    Grey out(from.width, from.height, 255);
    const double a = -degrees * std::numbers::pi / 180;
    const double mx = from.width / 2.0;
    const double my = from.height / 2.0;
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            const double sx = mx + (x - mx) * std::cos(a) - (y - my) * std::sin(a);
            const double sy = my + (x - mx) * std::sin(a) + (y - my) * std::cos(a);
            const int ix = static_cast<int>(std::floor(sx));
            const int iy = static_cast<int>(std::floor(sy));
            if (ix < 0 || iy < 0 || ix + 1 >= from.width || iy + 1 >= from.height) continue;
            const double fx = sx - ix;
            const double fy = sy - iy;
            const auto* p = from.row(iy) + ix;
            const auto* q = from.row(iy + 1) + ix;
            out.row(y)[x] = byte((p[0] * (1 - fx) + p[1] * fx) * (1 - fy) + (q[0] * (1 - fx) + q[1] * fx) * fy);
        }
    }
    return out;
}

struct Colour {
    double y = 0, blue = 128, red = 128;
};

/// The table at a place of the picture, in thousandths of its height.
class TableTop {
public:
    TableTop(Table kind, PaperDice& dice) : kind_(kind), phase_(dice.between(0, 100)), tone_(dice.between(0, 1)) {
        for (auto& thing : things_) {
            thing = {dice.between(-0.1, 1.1), dice.between(-0.1, 1.1), dice.between(0.02, 0.16), dice.between(0.02, 0.16),
                     dice.between(0, 3.1),    dice.between(20, 225),   dice.between(105, 150),   dice.between(105, 150)};
        }
    }
    [[nodiscard]] Colour at(double x, double y) const {
        switch (kind_) {
            case Table::dark: return {35 + 40 * tone_, 128, 128};
            case Table::grey: return {120 + 30 * tone_ + 3 * std::sin(x * 900) * std::sin(y * 800), 127, 129};
            case Table::light: return {205 + 12 * tone_, 125, 130};
            case Table::wood: {
                const double bend = 0.04 * std::sin(y * 3 + phase_);
                const double grain = std::sin((x + bend) * 160 + phase_) * 9 + std::sin((x + bend) * 47 + phase_ * 2) * 12;
                return {115 + 40 * tone_ + grain, 108, 146};
            }
            case Table::checked: {
                const bool a = std::fmod(x * 9 + phase_, 2) < 1;
                const bool b = std::fmod(y * 9 + phase_, 2) < 1;
                return {a == b ? 165 + 20 * tone_ : 80 + 20 * tone_, a == b ? 128.0 : 150.0, a == b ? 128.0 : 112.0};
            }
            case Table::littered: {
                Colour out{90 + 60 * tone_, 122, 134};
                for (const auto& t : things_) {
                    const double dx = x - t.x;
                    const double dy = y - t.y;
                    const double u = dx * std::cos(t.turn) + dy * std::sin(t.turn);
                    const double v = dy * std::cos(t.turn) - dx * std::sin(t.turn);
                    if (std::abs(u) < t.w && std::abs(v) < t.h) out = {t.tone, t.blue, t.red};
                }
                return out;
            }
        }
        return {};
    }

private:
    struct Thing {
        double x, y, w, h, turn, tone, blue, red;
    };
    Table kind_;
    double phase_;
    double tone_;
    std::array<Thing, 14> things_{};
};

double sampled(const Grey& p, double x, double y) {
    const double cx = std::clamp(x, 0.0, p.width - 1.001);
    const double cy = std::clamp(y, 0.0, p.height - 1.001);
    const int ix = static_cast<int>(cx);
    const int iy = static_cast<int>(cy);
    const double fx = cx - ix;
    const double fy = cy - iy;
    const auto* a = p.row(iy) + ix;
    const auto* b = p.row(iy + 1) + ix;
    return (a[0] * (1 - fx) + a[1] * fx) * (1 - fy) + (b[0] * (1 - fx) + b[1] * fx) * fy;
}

Quad corners_of(const Photo& sheet, const Shot& shot) {
    const double aspect = static_cast<double>(sheet.luma.width) / sheet.luma.height;
    double h = shot.fill * shot.height;
    if (h * aspect > shot.fill * shot.width) h = shot.fill * shot.width / aspect;
    const double w = h * aspect;
    const double a = shot.turn_deg * std::numbers::pi / 180;
    Quad out;
    const std::array<Spot, 4> unit{Spot{-0.5, -0.5}, Spot{0.5, -0.5}, Spot{0.5, 0.5}, Spot{-0.5, 0.5}};
    for (std::size_t i = 0; i < 4; ++i) {
        const double x = unit.at(i).x * w;
        const double y = unit.at(i).y * h;
        const double u = x * std::cos(a) - y * std::sin(a);
        const double v = x * std::sin(a) + y * std::cos(a);
        // Tilted about a level axis: what is further up is further away.
        const double away = 1 + shot.tilt * (-v / h);
        out.at(i) = {shot.width * (0.5 + shot.shift_x) + u / away, shot.height * (0.5 + shot.shift_y) + v / away};
    }
    return out;
}

/// From the picture to the sheet: the inverse of a projection.
Projection inverse(const Projection& p) {
    Projection o;
    const double w = p.a * p.e - p.b * p.d;
    o.a = (p.e - p.f * p.h) / w;
    o.b = (p.c * p.h - p.b) / w;
    o.c = (p.b * p.f - p.c * p.e) / w;
    o.d = (p.f * p.g - p.d) / w;
    o.e = (p.a - p.c * p.g) / w;
    o.f = (p.c * p.d - p.a * p.f) / w;
    o.g = (p.d * p.h - p.e * p.g) / w;
    o.h = (p.b * p.g - p.a * p.h) / w;
    return o;
}

Grey blurred_plane(Grey plane, double sigma) {
    // 1 2 1 twice over has a spread of 1 in the square.
    for (double left = sigma * sigma; left > 0.25; left -= 0.5) plane = pages::softened(plane);
    return plane;
}

}  // namespace

std::uint64_t PaperDice::next() {
    state_ ^= state_ >> 12U;
    state_ ^= state_ << 25U;
    state_ ^= state_ >> 27U;
    return state_ * 0x2545f4914f6cdd1dULL;
}
double PaperDice::between(double low, double high) {
    return low + (high - low) * static_cast<double>(next() >> 11U) / 9007199254740992.0;
}
int PaperDice::whole(int low, int high) { return low + static_cast<int>(next() >> 33U) % (high - low + 1); }
double PaperDice::bell() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += between(0, 1);
    return sum;
}

Photo written_sheet(const Writing& w, std::uint64_t seed) {
    PaperDice dice(seed);
    Photo out;
    Grey large(w.width * 2, w.height * 2, 255);
    if (w.behind > 0) {
        write_lines(large, dice, w, static_cast<std::uint8_t>(255 - w.behind));
        for (int y = 0; y < large.height; ++y) std::reverse(large.row(y), large.row(y) + large.width);
        for (int i = 0; i < 4; ++i) large = pages::softened(large);
    }
    if (!w.blank) write_lines(large, dice, w, w.ink);
    const double mm = large.width / 210.0;
    if (w.frame) {
        for (int i = 0; i < 6; ++i) {
            const double y = large.height * (0.3 + 0.08 * i);
            fill(large, 20 * mm, y, large.width - 20 * mm, y + 0.4 * mm, w.ink);
        }
        for (const double x : {20 * mm, 80 * mm, large.width - 20.4 * mm})
            fill(large, x, large.height * 0.3, x + 0.4 * mm, large.height * 0.7, w.ink);
    }
    out.luma = pages::mean_of(large, 2);
    if (w.turned_deg != 0) out.luma = turned_sheet(out.luma, w.turned_deg);
    // Paper is no lamp: 235 is as white as it gets.
    for (auto& p : out.luma.pixels) p = static_cast<std::uint8_t>(p * 235 / 255);
    out.blue = Grey((w.width + 1) / 2, (w.height + 1) / 2, 128);
    out.red = out.blue;
    if (w.stamp) {
        const double r = w.width * 0.085;
        const double sx = w.width * 0.68;
        const double sy = w.height * 0.8;
        for (int y = 0; y < w.height; ++y) {
            for (int x = 0; x < w.width; ++x) {
                const double d = std::hypot(x - sx, y - sy);
                const bool ring = std::abs(d - r) < r * 0.07 || std::abs(d - 0.45 * r) < r * 0.05;
                const double wave = w.height * (0.87 + 0.02 * std::sin((x - sx) * 40.0 / w.width));
                const bool signature = std::abs(x - sx) < w.width * 0.15 && std::abs(y - wave) < w.height * 0.0025;
                if (!ring && !signature) continue;
                out.luma.row(y)[x] = ring ? 105 : 70;
                out.blue.row(y / 2)[x / 2] = ring ? 110 : 190;
                out.red.row(y / 2)[x / 2] = ring ? 215 : 100;
            }
        }
    }
    return out;
}

Drawn photographed(const Photo& sheet, const Shot& shot, std::uint64_t seed) {
    PaperDice dice(seed ^ 0xabcdefULL);
    const TableTop top(shot.table, dice);
    Drawn out;
    out.corners = corners_of(sheet, shot);
    const auto to_sheet = inverse(pages::projection_to(out.corners, sheet.luma.width, sheet.luma.height));
    auto& photo = out.photo;
    photo.luma = Grey(shot.width, shot.height);
    photo.blue = Grey((shot.width + 1) / 2, (shot.height + 1) / 2, 128);
    photo.red = photo.blue;
    const double light_angle = dice.between(0, 6.28);
    const double lx = std::cos(light_angle);
    const double ly = std::sin(light_angle);
    const Spot hot{shot.width * dice.between(0.4, 0.6), shot.height * dice.between(0.35, 0.65)};
    const double shadow_at = dice.between(0.35, 0.65);
    for (int y = 0; y < shot.height; ++y) {
        for (int x = 0; x < shot.width; ++x) {
            const Spot at = to_sheet({static_cast<double>(x), static_cast<double>(y)});
            const bool paper = at.x >= 0 && at.y >= 0 && at.x < sheet.luma.width && at.y < sheet.luma.height;
            Colour c;
            if (paper) {
                c = {sampled(sheet.luma, at.x - 0.5, at.y - 0.5), 0, 0};
                const auto half_x = std::min(sheet.blue.width - 1, static_cast<int>(at.x) / 2);
                const auto half_y = std::min(sheet.blue.height - 1, static_cast<int>(at.y) / 2);
                c.blue = sheet.blue.row(half_y)[half_x];
                c.red = sheet.red.row(half_y)[half_x];
            } else {
                c = top.at(static_cast<double>(x) / shot.height, static_cast<double>(y) / shot.height);
                // The sheet's own thin shadow on the table, right and below of it.
                const double beyond = std::max({at.x - sheet.luma.width, at.y - sheet.luma.height, 0.0});
                if (beyond > 0 && beyond < sheet.luma.width * 0.012) c.y *= 0.8;
            }
            if (shot.finger) {
                const Spot edge{(out.corners[3].x + out.corners[0].x) / 2, (out.corners[3].y + out.corners[0].y) / 2};
                const double reach = shot.height * 0.035;
                if (std::abs(y - edge.y) < reach &&
                    x < edge.x + shot.width * 0.1 - (y - edge.y) * (y - edge.y) / reach * 0.6)
                    c = {150, 108, 158};
            }
            double light =
                shot.exposure *
                (1 - shot.shade * (0.5 + 0.5 * (lx * (2.0 * x / shot.width - 1) + ly * (2.0 * y / shot.height - 1)) / 1.4));
            if (shot.shadow) light *= 1 - 0.35 / (1 + std::exp(-(static_cast<double>(x) / shot.width - shadow_at) * 60));
            double tone = c.y * light;
            if (shot.glare && paper) {
                const double d = std::hypot(x - hot.x, y - hot.y) / shot.height;
                tone += 400 * std::exp(-d * d / 0.003);
            }
            photo.luma.row(y)[x] = byte(tone);
            if (x % 2 == 0 && y % 2 == 0) {
                photo.blue.row(y / 2)[x / 2] = byte(c.blue);
                photo.red.row(y / 2)[x / 2] = byte(c.red);
            }
        }
    }
    photo.luma = blurred_plane(std::move(photo.luma), shot.blur_px);
    photo.blue = blurred_plane(std::move(photo.blue), 0.8);
    photo.red = blurred_plane(std::move(photo.red), 0.8);
    if (shot.noise > 0) {
        for (auto& p : photo.luma.pixels) {
            const auto r = dice.next();
            const double sum =
                static_cast<double>((r & 0xffffU) + (r >> 16U & 0xffffU) + (r >> 32U & 0xffffU)) / 65536.0 - 1.5;
            p = byte(p + sum * 2 * shot.noise);
        }
    }
    return out;
}

Shot any_shot(std::uint64_t seed) {
    PaperDice dice(seed ^ 0x5107ULL);
    Shot out;
    out.table = static_cast<Table>(dice.whole(0, table_kinds - 1));
    out.turn_deg = dice.between(-18, 18);
    out.tilt = dice.between(0, 0.25);
    out.fill = dice.between(0.55, 0.85);
    out.shift_x = dice.between(-0.04, 0.04);
    out.shift_y = dice.between(-0.04, 0.04);
    out.shade = dice.between(0.05, 0.5);
    out.blur_px = dice.between(0.5, 1.6);
    out.noise = dice.between(1, 5);
    out.shadow = dice.once_in(4);
    out.finger = dice.once_in(6);
    out.exposure = dice.between(0.7, 1.05);
    return out;
}

double corner_error(const Quad& found, const Quad& truth) {
    const double diagonal = std::max(pages::distance(truth[0], truth[2]), pages::distance(truth[1], truth[3]));
    double best = 1e9;
    for (std::size_t turn = 0; turn < 4; ++turn) {
        double worst = 0;
        for (std::size_t i = 0; i < 4; ++i) worst = std::max(worst, pages::distance(found.at((i + turn) % 4), truth.at(i)));
        best = std::min(best, worst);
    }
    return best / diagonal;
}

std::string jpeg_of(const Photo& photo, int quality) {
    auto* turbo = tjInitCompress();
    const unsigned char* planes[3]{photo.luma.pixels.data(), photo.blue.pixels.data(), photo.red.pixels.data()};
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const int sampling = photo.has_colour() ? TJSAMP_420 : TJSAMP_GRAY;
    tjCompressFromYUVPlanes(turbo, planes, photo.luma.width, nullptr, photo.luma.height, sampling, &bytes, &size, quality,
                            0);
    std::string out(reinterpret_cast<const char*>(bytes), size);
    tjFree(bytes);
    tjDestroy(turbo);
    return out;
}

std::string cmyk_jpeg(int width, int height) {
    const std::vector<unsigned char> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 200);
    auto* turbo = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    tjCompress2(turbo, pixels.data(), width, 0, height, TJPF_CMYK, &bytes, &size, TJSAMP_444, 90, 0);
    std::string out(reinterpret_cast<const char*>(bytes), size);
    tjFree(bytes);
    tjDestroy(turbo);
    return out;
}

}  // namespace kiosk::test
