// What the screen costs at 1080x1920 without a graphics processor: pages and buttons in one process, then the kiosk itself in a
// window on Xvfb. Beside each figure stands what was aimed at and what users would pick instead, a Chromium kiosk with the same
// page (measured on a 2-core virtual machine in November 2026, not here).

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <iostream>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "tests/support/config.hpp"
#include "tests/window/child.hpp"
#include "ui/gallery.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

namespace {

namespace fs = std::filesystem;
using namespace kiosk;

const WallTime morning = wall_time({{2026, 11, 23}, 9, 42, 0});

double thread_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

void row(const char* what, std::vector<double> values, const char* unit, const char* goal, const char* peer) {
    std::sort(values.begin(), values.end());
    const auto part = [&](std::size_t percent) {
        return values[std::min(values.size() - 1, values.size() * percent / 100)];
    };
    fmt::print("{:<34} n {:>4}   median {:8.2f}   p95 {:8.2f}   max {:8.2f} {:<6} goal {:<10} Chromium {}\n", what,
               values.size(), part(50), part(95), values.back(), unit, goal, peer);
}

/// Every page of the gallery, in Vietnamese, with its first button pressed and, where it scrolls, a drag of twenty frames.
bool measure_pages() {
    auto opened = ui::Stage::open({}, fs::path(KIOSK_SOURCE_DIR) / "assets" / "art");
    if (!opened) {
        std::cerr << opened.error().detail << '\n';
        return false;
    }
    auto& stage = **opened;
    const auto& data = test::public_data();
    std::vector<double> pages;
    std::vector<double> presses;
    std::vector<double> scrolled;
    for (const auto& sample : ui::samples(*data.catalogue, data.settings, morning)) {
        SeededIds ids(1);
        const ui::ScreenContext context{data.texts("vi"),
                                        data.languages,
                                        data.settings,
                                        *data.catalogue,
                                        sample.visit,
                                        Monotonic{},
                                        morning,
                                        [](const visit::Event&) {},
                                        [&] { return ids.make(morning); }};
        ui::ScreenHost host;
        const auto page = [&](ui::Frame& frame) { host.draw(frame, context); };
        stage.enter_screen({});
        const auto before = thread_ms();
        stage.draw({}, page);
        pages.push_back(thread_ms() - before);
        const auto button = std::ranges::find_if(stage.nodes(), [](const auto& node) { return node.touchable(); });
        if (button == stage.nodes().end()) continue;
        const auto at = button->rect.centre();
        stage.finger_down(1, at, Monotonic{1s});
        const auto pressed = thread_ms();
        stage.draw(Monotonic{1s}, page);
        presses.push_back(thread_ms() - pressed);
        stage.finger_up(1, at, Monotonic{1s});
        if (stage.find("page.down") == nullptr) continue;
        constexpr int frames = 20;
        const ui::Point middle{540, 1100};
        stage.finger_down(2, middle, Monotonic{2s});
        for (int frame = 1; frame <= frames; ++frame) {
            const auto now = Monotonic{2s} + frame * 16ms;
            stage.finger_moved(2, {middle.x, middle.y - frame * 12}, now);
            const auto moved = thread_ms();
            stage.draw(now, page);
            scrolled.push_back(thread_ms() - moved);
        }
        stage.finger_up(2, {middle.x, middle.y - frames * 12}, Monotonic{3s});
    }
    row("a whole new page, CPU", std::move(pages), "ms", "<= 25", "-");
    row("a pressed button, CPU", std::move(presses), "ms", "<= 5", "-");
    const auto slowest = *std::ranges::max_element(scrolled);
    row("a frame of scrolling, CPU", std::move(scrolled), "ms", "<= 33", "18 (56 fps)");
    fmt::print("{:<34} slowest frame {:.0f} frames a second\n", "", 1000 / slowest);
    return true;
}

double memory_mib(pid_t pid) {
    std::istringstream rollup(read_file(fs::path("/proc") / std::to_string(pid) / "smaps_rollup").value_or(""));
    for (std::string key; rollup >> key;) {
        double kib = 0;
        if (key == "Pss:" && rollup >> kib) return kib / 1024;
    }
    return 0;
}

/// The program itself, five times from cold to its first page, then left alone.
bool measure_kiosk() {
    const auto folder = fs::temp_directory_path() / ("kiosk-bench-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const auto program = (fs::path(KIOSK_BUILD_DIR) / "kiosk").string();
    const auto come = [](const auto& condition) {
        for (int turn = 0; turn < 20'000 && !condition(); ++turn) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return condition();
    };
    bool done = false;
    {
        const test::VirtualScreen screen(folder);
        unsetenv("SDL_VIDEODRIVER");
        const test::Child portal({program, "portal", "--port", "0", "--data", (folder / "portal").string()},
                                 folder / "portal.log");
        done = screen.is_there() && come([&] { return fs::exists(folder / "portal" / "address.json"); });
        std::vector<double> first;
        constexpr int starts = 5;
        for (int start = 0; done && start < starts; ++start) {
            const auto log = folder / fmt::format("kiosk-{}.log", start);
            const auto begin = std::chrono::steady_clock::now();
            const test::Child kiosk({program, "run", "--simulate", "--window", "1080x1920", "--renderer", "raster", "--data",
                                     (folder / "kiosk").string(), "--portal-data", (folder / "portal").string()},
                                    log);
            done = come([&] { return read_file(log).value_or("").find("first page") != std::string::npos; });
            first.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
            if (start + 1 < starts) continue;
            std::this_thread::sleep_for(std::chrono::seconds(4));  // devices and the portal have reported
            const auto before = kiosk.processor_time();
            constexpr int rest_seconds = 20;
            std::this_thread::sleep_for(std::chrono::seconds(rest_seconds));
            const auto used = kiosk.processor_time() - before;
            row("first page, wall", std::move(first), "ms", "<= 300", "2400-3500");
            row("untouched, of a core", {static_cast<double>(used.count()) / (rest_seconds * 1e4)}, "%", "<= 0.2",
                "1.8-2.4");
            row("memory (PSS)", {memory_mib(kiosk.pid())}, "MiB", "<= 110", "407");
        }
    }
    fs::remove_all(folder);
    if (!done) std::cerr << "the kiosk did not come up on Xvfb\n";
    return done;
}

}  // namespace

int main() { return measure_pages() && measure_kiosk() ? 0 : 1; }
