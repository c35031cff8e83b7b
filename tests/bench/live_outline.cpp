#include "tests/bench/live_outline.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

#include "kiosk/app/page_watch.hpp"
#include "tests/support/config.hpp"
#include "ui/gallery.hpp"
#include "ui/screen_host.hpp"

namespace bench {
namespace {

using namespace kiosk;

constexpr int width = 1280, height = 720;
const WallTime morning = wall_time({{2026, 11, 23}, 9, 42, 0});

/// A sheet with lines of print that somebody shifts about on a dark table: a new frame whenever it is asked.
class ShiftedSheet final : public drivers::Camera {
public:
    Result<Done> open() override { return Done{}; }
    void close() override {}
    Result<std::optional<drivers::Frame>> frame() override {
        drivers::Frame out{width, height, {}, {}, ++sequence_};
        out.grey = pictures_.at(sequence_ % pictures_.size());
        return std::optional(std::move(out));
    }
    Result<drivers::Picture> still() override { return fail(Code::unsupported, "live frames only"); }

private:
    static std::vector<std::uint8_t> drawn(int shift) {
        std::vector<std::uint8_t> out(static_cast<std::size_t>(width) * height);
        unsigned noise = static_cast<unsigned>(shift) + 1;
        const double angle = 0.06 + 0.004 * shift, c = std::cos(angle), s = std::sin(angle);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const double dx = x - 600 - 6 * shift, dy = y - 360 + 2 * shift;
                const double u = c * dx + s * dy, v = -s * dx + c * dy;
                const bool sheet = std::abs(u) < 210 && std::abs(v) < 300;
                const bool print = std::abs(u) < 170 && std::abs(v) < 260 && std::fmod(v + 300, 18) < 5 &&
                                   std::fmod(u * u + 7 * v, 23) < 14;
                noise = noise * 1664525U + 1013904223U;
                out[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)] =
                    static_cast<std::uint8_t>((sheet ? (print ? 60 : 215) : 75) + static_cast<int>(noise >> 29U));
            }
        }
        return out;
    }

    std::array<std::vector<std::uint8_t>, 4> pictures_{drawn(0), drawn(1), drawn(2), drawn(3)};
    std::uint64_t sequence_ = 0;
};

}  // namespace

std::vector<double> outlines_a_second(scan::Decoder& decoder, ui::Window& window, const Clock& clock) {
    const auto& data = test::public_data();
    auto samples = ui::samples(*data.catalogue, data.settings, morning);
    const auto found = std::ranges::find(samples, "capturing_page_live", &ui::Sample::name);
    if (found == samples.end()) return {};
    auto& visit = found->visit;
    auto& state = std::get<visit::CapturingPage>(visit.state);
    SeededIds ids(1);
    const ui::ScreenContext context{data.texts("vi"),
                                    data.languages,
                                    data.settings,
                                    *data.catalogue,
                                    visit,
                                    Monotonic{},
                                    morning,
                                    [](const visit::Event&) {},
                                    [&] { return ids.make(morning); }};
    app::DeviceKeeper<drivers::Camera> camera("camera", std::make_unique<ShiftedSheet>(), clock);
    app::PageWatch watch(decoder, clock);
    watch.begin({state.question, dossier::PageSource::camera, {}});
    ui::ScreenHost host;
    window.stage().enter_screen(clock.monotonic());
    std::vector<double> out;
    constexpr int rounds = 8, frames = 20;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        const auto before = window.times_shown();
        for (int i = 0; i < frames; ++i) {
            const auto look = watch.look(camera);
            if (!look.seen || !look.seen->seen) return {};
            state.live = look.seen;
            window.sleep_until(clock.monotonic());
            window.draw([&](ui::Frame& frame) { host.draw(frame, context); });
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        out.push_back(static_cast<double>(window.times_shown() - before) / took.count());
    }
    return out;
}

}  // namespace bench
