// What a glance at live frames costs and how soon codes are believed: 1280x720, drawn, of a table with papers, hands and codes that are
// laid down, held and taken away. Processor time of the child, as `kiosk decode --video` tells it.
//   bench_live [--scenes N] [--write FOLDER]

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "kiosk/scan/live_reader.hpp"
#include "tests/pages/drawn_paper.hpp"
#include "tests/scan/drawn.hpp"

using namespace kiosk;
using namespace kiosk::scan;

namespace {

constexpr int width = 1280, height = 720;
constexpr int frames_a_scene = 30;

enum class Kind { empty, print, table, hand, receipt, card, bars };
constexpr std::array kinds{Kind::empty, Kind::print, Kind::table, Kind::hand, Kind::receipt, Kind::card, Kind::bars};
const std::array<const char*, 7> names{"empty table", "printed page",  "striped cloth", "hand",
                                       "receipt QR",  "dense card QR", "Code 128"};

struct Scene {
    Kind kind{};
    Grey table, sheet;
    std::string text;
    double angle = 0, scale = 1;
    unsigned seed = 0;
};

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    double between(double low, double high) { return low + (high - low) * (static_cast<double>(random_()) / 4294967296.0); }

private:
    std::mt19937 random_;
};

void paste(Grey& on, const Grey& what, int left, int top) {
    for (int y = 0; y < what.height; ++y) {
        for (int x = 0; x < what.width; ++x) {
            if (y + top < on.height && x + left < on.width) on.row(y + top)[x + left] = what.row(y)[x];
        }
    }
}

Scene scene_of(Kind kind, unsigned seed) {
    Dice dice(seed * 7919 + static_cast<unsigned>(kind));
    Scene out{kind, Grey(width, height, 110), {}, {}, dice.between(-0.4, 0.4), 1, seed};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double wood = 14 * std::sin(x * 0.013 + 3 * std::sin(y * 0.021));
            const bool stripe = kind == Kind::table && (x + y / 3) / 9 % 2 == 0;
            out.table.row(y)[x] = static_cast<std::uint8_t>(110 + wood + (stripe ? 60 : 0));
        }
    }
    const auto digits = fmt::format("{:04}", seed % 10000);
    switch (kind) {
        case Kind::empty:
        case Kind::table: break;
        case Kind::hand: {
            out.sheet = Grey(500, 380, 0);
            for (int y = 0; y < 380; ++y) {
                for (int x = 0; x < 500; ++x)
                    out.sheet.row(y)[x] =
                        static_cast<std::uint8_t>(std::hypot((x - 250) / 1.3, y - 190) < 180 ? 165 - x / 20 : 0);
            }
            break;
        }
        case Kind::print: out.sheet = drawn::clutter(760, 560, seed + 1); break;
        case Kind::receipt:
        case Kind::card:
        case Kind::bars: {
            const bool card = kind == Kind::card;
            out.text =
                card ? "05119000" + digits + "||Đinh Thị Thử|03021990|Nữ|Thôn Mẫu, xã Bình Minh, tỉnh Quảng Ngãi|01012022"
                     : "000.00.53.H48-261123-" + digits;
            const auto code = kind == Kind::bars ? drawn::code_128(out.text, 3, 110) : drawn::qr(out.text, card ? 4 : 6);
            out.sheet = drawn::clutter(std::max(640, code.width + 60), code.height + 320, seed + 9);
            paste(out.sheet, Grey(code.width + 40, code.height + 30, 245), 20, 150);
            paste(out.sheet, code, 40, 165);
            out.scale = dice.between(0.7, 1.25);
        }
    }
    return out;
}

/// Comes in from the side within ten frames, lies for twelve with a trembling hand on it, goes.
Spot place_at(double frame, Dice& tremble) {
    const double come = std::clamp(frame / 10, 0.0, 1.0);
    const double go = std::clamp((frame - 22) / 8, 0.0, 1.0);
    const double still = come >= 1 && go <= 0 ? 1 : 0;
    return {640 - 900 * (1 - come) * (1 - come) + 900 * go * go + still * tremble.between(-0.6, 0.6),
            360 + 60 * (1 - come) + still * tremble.between(-0.6, 0.6)};
}

Grey frame_of(const Scene& scene, int frame) {
    Dice dice(scene.seed * 131 + static_cast<unsigned>(frame));
    Grey out = scene.table;
    if (!scene.sheet.empty()) {
        const Spot now = place_at(frame, dice);
        Dice calm(1);
        const Spot before = place_at(frame - 0.4, calm);  // the shutter was open for so long
        const double c = std::cos(scene.angle) / scene.scale, s = std::sin(scene.angle) / scene.scale;
        const bool moving = std::hypot(now.x - before.x, now.y - before.y) > 2;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                float sum = 0;
                const int steps = moving ? 5 : 1;
                for (int k = 0; k < steps; ++k) {
                    const double part = steps == 1 ? 0 : k / (steps - 1.0);
                    const double dx = x - now.x - (before.x - now.x) * part, dy = y - now.y - (before.y - now.y) * part;
                    const double u = c * dx + s * dy + scene.sheet.width / 2.0,
                                 v = -s * dx + c * dy + scene.sheet.height / 2.0;
                    const bool on = u >= 0 && v >= 0 && u < scene.sheet.width && v < scene.sheet.height;
                    const float tone = on ? tone_at(scene.sheet, u, v) : 0;
                    const bool hand_only = scene.kind == Kind::hand && tone < 80;
                    sum += on && !hand_only ? tone : static_cast<float>(scene.table.row(y)[x]);
                }
                out.row(y)[x] = static_cast<std::uint8_t>(sum / static_cast<float>(steps));
            }
        }
    }
    out = blurred(out, 0.9);
    unsigned noise = scene.seed * 2654435761U + static_cast<unsigned>(frame) * 40503U + 1;
    for (auto& pixel : out.pixels) {
        noise ^= noise << 13U;
        noise ^= noise >> 17U;
        noise ^= noise << 5U;
        pixel = static_cast<std::uint8_t>(std::clamp(pixel * 0.85 + 10 + static_cast<int>(noise % 9U) - 4, 0.0, 255.0));
    }
    return out;
}

/// As cameras send frames.
std::string jpeg_of(const Grey& frame) {
    test::Photo photo;
    photo.luma = frame;
    photo.blue = photo.red = Grey((frame.width + 1) / 2, (frame.height + 1) / 2, 128);
    return test::jpeg_of(photo, 85);
}

double part(std::vector<double> list, std::size_t percent) {
    std::sort(list.begin(), list.end());
    return list.empty() ? 0 : list[std::min(list.size() - 1, list.size() * percent / 100)];
}

}  // namespace

int main(int argc, char** argv) {
    auto decoder = Decoder::start();
    if (!decoder) return 1;
    auto deep = decoder->another();
    if (!deep) return 1;
    unsigned scenes = 2;
    std::string write;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string(argv[i]) == "--scenes") scenes = static_cast<unsigned>(std::stoi(argv[i + 1]));
        if (std::string(argv[i]) == "--write") write = argv[i + 1];
    }
    const bool grey = std::string_view(argv[argc - 1]) == "--grey";  // not as cameras send them: what a glance itself costs
    std::vector<double> all, all_deep;
    int wrong = 0;
    fmt::print("{:<14} {:>24}   believed after frames laid down (with motion from frame 0)\n", "scene",
               "glance ms: median p95 max");
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        std::vector<double> glances;
        std::string believed;
        for (unsigned seed = 1; seed <= scenes; ++seed) {
            const auto scene = scene_of(kinds.at(k), seed);
            LiveReader reader(*decoder, {glance_budget, deep_budget});
            int first = -1;
            for (int i = 0; i < frames_a_scene; ++i) {
                const auto frame = frame_of(scene, i);
                if (!write.empty()) {
                    std::filesystem::create_directories(write);
                    auto* file = std::fopen(fmt::format("{}/{}-{}-{:02}.pgm", write, k, seed, i).c_str(), "wb");
                    if (file == nullptr) return 1;
                    const auto bytes = drawn::pgm(frame);
                    std::fwrite(bytes.data(), 1, bytes.size(), file);
                    std::fclose(file);
                }
                const auto seen = grey ? reader.look({{frame.pixels.data(), width, height, width}, {}}, everyday_formats,
                                                     Votes::Time(40 * i))
                                       : reader.look({{}, jpeg_of(frame)}, everyday_formats, Votes::Time(40 * i));
                glances.push_back(static_cast<double>(seen.work.count()) / 1000);
                for (const auto& symbol : seen.believed) {
                    if (symbol.text.reveal() != scene.text) ++wrong;
                    else if (first < 0) first = i;
                }
                if (i % 6 == 3) {
                    const auto thorough =
                        deep->decode_frame({frame.pixels.data(), width, height, width}, everyday_formats, deep_budget, {});
                    if (thorough) all_deep.push_back(static_cast<double>(thorough->work.count()) / 1000);
                }
                reader.settle();
            }
            if (!scene.text.empty()) believed += first < 0 ? " never" : fmt::format(" {}", first);
        }
        all.insert(all.end(), glances.begin(), glances.end());
        fmt::print("{:<14} {:>10.1f} {:>6.1f} {:>6.1f}   {}\n", names.at(k), part(glances, 50), part(glances, 95),
                   part(glances, 100), believed);
        std::fflush(stdout);
    }
    fmt::print(
        "all: glance median {:.1f}, p95 {:.1f}, max {:.1f} ms; thorough look median {:.1f}, p95 {:.1f} ms; wrong {}\n",
        part(all, 50), part(all, 95), part(all, 100), part(all_deep, 50), part(all_deep, 95), wrong);
    return wrong == 0 ? 0 : 1;
}
