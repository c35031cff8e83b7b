// The kiosk as it stands in the hall, on a screen without glass: the real program, a real X server, a finger, a mouse.

#include <chrono>
#include <iostream>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "tests/window/scene.hpp"
#include "ui/gallery.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

namespace {

namespace fs = std::filesystem;
using namespace kiosk;
using Steady = std::chrono::steady_clock;

#ifdef KIOSK_SANITIZED
constexpr auto patience = 120s;
#else
constexpr auto patience = 30s;
#endif

/// Where the thing of this name stands on the first page.
ui::Point place_of(std::string_view id) {
    const auto& data = test::public_data();
    auto stage = ui::Stage::open({}, fs::path{KIOSK_SOURCE_DIR} / "assets/art");
    REQUIRE(stage);
    const auto morning = wall_time({{2026, 11, 23}, 9, 42, 0});
    const auto visit = ui::healthy(visit::Attracting{});
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
    ui::ScreenHost host;
    (*stage)->draw({}, [&](ui::Frame& frame) { host.draw(frame, context); });
    const auto* node = (*stage)->find(id);
    REQUIRE(node != nullptr);
    return node->rect.centre();
}

class Hall {
public:
    explicit Hall(const std::string& name)
        : folder_(made(fs::path(KIOSK_BUILD_DIR) / "window" / name)),
          screen_(test::touch_screen()),
          portal_({program(), "portal", "--port", "0", "--data", (folder_ / "portal").string()}, folder_ / "portal.log") {
        unsetenv("SDL_VIDEODRIVER");
        REQUIRE(comes_true([&] { return fs::exists(folder_ / "portal" / "address.json"); }));
    }
    [[nodiscard]] std::unique_ptr<test::Child> kiosk(const std::string& renderer) const {
        return std::make_unique<test::Child>(
            std::vector<std::string>{program(), "run", "--simulate", "--window", "1080x1920", "--renderer", renderer,
                                     "--data", (folder_ / "kiosk").string(), "--portal-data", (folder_ / "portal").string()},
            folder_ / "kiosk.log");
    }
    [[nodiscard]] std::string log() const { return read_file(folder_ / "kiosk.log").value_or(""); }
    void must_say(const std::string& words) const {
        if (!comes_true([&] { return log().find(words) != std::string::npos; }))
            FAIL("the kiosk did not say: " << words << "\n" << log());
    }
    void touch(ui::Point at) {
        screen_.finger_down(1, at);
        screen_.finger_up(1, at);
    }
    void click(ui::Point at) const {
        test::Child hand({"xdotool", "mousemove", std::to_string(at.x), std::to_string(at.y), "click", "1"},
                         folder_ / "hand.log");
        REQUIRE(hand.started());
        CHECK(hand.wait() == 0);
    }

private:
    static std::string program() { return (fs::path(KIOSK_BUILD_DIR) / "kiosk").string(); }
    static fs::path made(fs::path folder) {
        fs::remove_all(folder);
        fs::create_directories(folder);
        return folder;
    }
    template <class Condition>
    static bool comes_true(const Condition& condition) {
        for (const auto end = Steady::now() + patience; Steady::now() < end;) {
            if (condition()) return true;
            std::this_thread::sleep_for(2ms);
        }
        return false;
    }

    fs::path folder_;
    test::TouchScreen& screen_;
    test::Child portal_;
};

double ms(Steady::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

}  // namespace

TEST_CASE("the kiosk in a window shows its first page, rests while nobody touches it, and answers a finger") {
    Hall hall("raster");
    const auto start_point = place_of("attract.start");
    const auto begin = Steady::now();
    const auto kiosk = hall.kiosk("auto");
    hall.must_say("the first page stands there");
    const auto first = Steady::now() - begin;
    // Chosen by itself: whatever processor the machine has, this screen has none.
    CHECK(hall.log().find("drawn by the kiosk's rasteriser") != std::string::npos);
    std::this_thread::sleep_for(3s);  // devices and the portal have reported

    const auto before = kiosk->processor_time();
    constexpr auto untouched = 10s;
    std::this_thread::sleep_for(untouched);
    const auto spent = kiosk->processor_time() - before;
    std::cout << "kiosk in a window, by its rasteriser: first page after " << ms(first)
              << " ms; untouched for 10 s: " << ms(spent) << " ms of processor time, " << ms(spent) / ms(untouched) * 100
              << " % of a core\n";
#ifndef KIOSK_SANITIZED
    CHECK(spent <= 20ms);  // 0.2 % of a core
#endif

    hall.touch(start_point);
    hall.must_say("Attracting -> ChoosingJourney by Started");
    CHECK(kiosk->end() == 0);
    hall.must_say("window: shown ");
    const auto log = hall.log();
    const int shown = std::atoi(log.c_str() + log.find("window: shown ") + 14);
    INFO(log);
    CHECK(shown >= 2);
    CHECK(shown <= 25);  // first page, news of the portal, a minute that turned, a press, the next page
}

TEST_CASE("the same kiosk with GL, were it only one that the ordinary processor plays, answers a mouse as on a desk") {
    const Hall hall("gl");
    const auto start_point = place_of("attract.start");
    const auto begin = Steady::now();
    const auto kiosk = hall.kiosk("gl");
    hall.must_say("the first page stands there");
    const auto first = Steady::now() - begin;
    INFO(hall.log());
    REQUIRE(hall.log().find("drawn by GL on") != std::string::npos);
    std::cout << "kiosk in a window, by GL without a graphics processor: first page after " << ms(first) << " ms\n";
    std::this_thread::sleep_for(1s);
    hall.click(start_point);
    hall.must_say("Attracting -> ChoosingJourney by Started");
    CHECK(kiosk->end() == 0);
}
