// A monkey at the glass: seeded touches on whatever stands there, through the stage's own pointer, the real screens, the
// application and the simulated world. It proves no journey; it looks for pages without a way on and touches that break
// something. A failing seed is printed; KIOSK_SEED=<seed> plays it again.

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <set>

#include "kiosk/base/log.hpp"
#include "kiosk/base/slowed.hpp"
#include "tests/simulation/sim_world.hpp"
#include "tests/simulation/visitor.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "tests/support/seed.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

namespace {

using namespace kiosk;
using namespace kiosk::simulation;

class Monkey {
public:
    Monkey(std::uint64_t seed, const app::PublicData& data, ui::Stage& stage)
        : dice_(seed),
          data_(data),
          stage_(stage),
          clock_(wall_time({{2026, 11, 23}, 8, 0, 0})),
          portal_(seed),
          bank_(seed, clock_),
          visitor_(seed, data),
          ids_(seed) {
        auto store = store::Store::open_in_memory(data.settings, ids_);
        require(store.has_value(), "a store in memory opens");
        store_ = std::move(*store);
        world_ = std::make_unique<SimWorld>(seed, data_, clock_, *store_, portal_, bank_);
        app_ = std::make_unique<app::App>(data_, *world_, clock_);
        app_->receive(app::LinkReport{true});
    }

    /// What was wrong; empty when nothing.
    std::string play(int touches) {
        look();
        for (int i = 0; i < touches; ++i) {
            const auto& state = app_->visit().state;
            if (std::holds_alternative<visit::EnteringPin>(state) && dice_.one_in(3)) sign_in();
            else if (dice_.one_in(std::holds_alternative<visit::OutOfService>(state) ? 3 : 30))
                app_->handle(visitor_.next(app_->visit(), clock_.wall()));  // a card is held before the reader
            else touch();
            pass(Duration{dice_.one_in(60) ? dice_.number(1, 200'000) : dice_.number(1, 900)});
            look();
            states_.insert(std::string(visit::name(app_->visit().state)));
            if (auto wrong = dead_end(); !wrong.empty()) return fmt::format("touch {}: {}", i, wrong);
        }
        return {};
    }
    [[nodiscard]] const std::set<std::string>& states() const { return states_; }

private:
    void touch() {
        ui::Point at{dice_.number(0, stage_.display().width_px - 1), dice_.number(0, stage_.display().height_px - 1)};
        std::vector<const ui::Node*> targets;
        for (const auto& node : stage_.nodes()) {
            const bool ends = node.id == "utility.end" || node.id == "back";
            if (node.touchable() && (!ends || dice_.one_in(12))) targets.push_back(&node);
        }
        if (!targets.empty() && !dice_.one_in(15)) at = dice_.pick(targets)->rect.centre();
        const auto now = clock_.monotonic();
        stage_.finger_down(1, at, now);
        if (dice_.one_in(20)) {  // a finger that wanders, and lifts elsewhere
            at.y += dice_.number(-400, 400);
            stage_.finger_moved(1, at, now + 40ms);
        }
        if (dice_.one_in(20)) stage_.finger_down(2, {at.y / 2, at.x}, now);  // the palm
        if (!dice_.one_in(200)) stage_.finger_up(1, at, now + 60ms);         // and a finger whose lift is never told
        stage_.finger_up(2, at, now + 60ms);
    }
    /// No monkey guesses a PIN; an officer beside it types it.
    void sign_in() {
        for (int i = 0; i < 6; ++i) app_->handle(visit::PinDigitErased{});
        for (const char digit : std::string("111119")) app_->handle(visit::PinDigitTyped{digit, ids_.make(clock_.wall())});
    }
    void pass(Duration time) { world_->pass(time, 2s, *app_); }
    /// As the running kiosk does: what was said on the page reaches the visit, then the page is made again.
    void look() {
        for (int round = 0; round < 4; ++round) {
            const auto& wishes = app_->visit().preferences;
            auto display = stage_.display();
            display.contrast = wishes.high_contrast ? ui::Contrast::high : ui::Contrast::normal;
            display.low_reach = wishes.low_reach;  // the text size stays: building its fonts is no touch's work
            require(stage_.set_display(display).has_value(), "the display is one");
            host_.enter(stage_, app_->visit().state, clock_.monotonic());
            std::vector<visit::Event> said;
            const auto make_page = [&](ui::Frame& frame) {
                const auto& visit = app_->visit();
                const ui::ScreenContext context{data_.texts(visit.preferences.language),
                                                data_.languages,
                                                data_.settings,
                                                *data_.catalogue,
                                                visit,
                                                clock_.monotonic(),
                                                clock_.wall(),
                                                [&](visit::Event event) { said.push_back(std::move(event)); },
                                                [this] { return ids_.make(clock_.wall()); }};
                host_.draw(frame, context);
            };
            // What was tapped is told first: a page that is about to be another one is not laid out.
            if (!stage_.tell(clock_.monotonic(), make_page)) stage_.draw(clock_.monotonic(), make_page);
            else if (said.empty()) stage_.draw(clock_.monotonic(), make_page);
            if (stage_.take_touched()) app_->handle(visit::Touched{});
            for (const auto& event : said) app_->handle(event);
            if (said.empty() && !stage_.has_taps()) break;
        }
    }
    /// A page from which nothing leads on, or no way home.
    [[nodiscard]] std::string dead_end() const {
        const auto& state = app_->visit().state;
        const auto name = std::string(visit::name(state));
        bool anything = false;
        bool home = false;
        for (const auto& node : stage_.nodes()) {
            if (!node.touchable()) continue;
            anything = true;
            home = home || node.id == "utility.end" || node.id.ends_with(".end");  // of a question over the page
        }
        const bool asks = std::holds_alternative<visit::AskingIfPresent>(state) ||
                          std::holds_alternative<visit::ConfirmingEnd>(state) ||
                          std::holds_alternative<visit::CallingStaff>(state);
        if (!anything) return name + " offers nothing to touch";
        const bool needs_none = asks || visit::is_over(state) || visit::is_writing(state);
        if (!home && !needs_none) return name + " has no way home";
        return {};
    }

    test::Dice dice_;
    const app::PublicData& data_;
    ui::Stage& stage_;
    ManualClock clock_;
    FakePortal portal_;
    FakeBank bank_;
    Visitor visitor_;
    SeededIds ids_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<SimWorld> world_;
    std::unique_ptr<app::App> app_;
    ui::ScreenHost host_;
    std::set<std::string> states_;
};

}  // namespace

TEST_CASE("a monkey at the glass finds no page without a way on or home, and breaks nothing", "[thorough]") {
    log::set_level(log::Level::error);
    const auto& data = test::public_data();
    const bool longer = std::getenv("KIOSK_LONG") != nullptr;
    const int monkeys = longer ? 2'000 : slowed_by > 1 ? 4 : 20;
    constexpr int touches = 5'000;
    ui::Display portrait;
    ui::Display landscape;
    std::swap(landscape.width_px, landscape.height_px);
    std::set<std::string> states;
    for (const auto& display : {portrait, landscape}) {
        auto stage = ui::Stage::open(display, std::filesystem::path(KIOSK_SOURCE_DIR) / "assets" / "art");
        REQUIRE(stage);
        (*stage)->set_painting(ui::Painting::nothing);
        for (int i = 0; i < monkeys / 2; ++i) {
            if (longer && i % 20 == 0)
                std::cerr << fmt::format("monkey {} of {}, {}\n", i, monkeys / 2,
                                         display.portrait() ? "portrait" : "landscape");
            const auto seed = test::seed() + static_cast<std::uint64_t>(i);
            Monkey monkey(seed, data, **stage);
            const auto wrong = monkey.play(touches);
            INFO("KIOSK_SEED=" << seed << (display.portrait() ? " portrait" : " landscape") << ", " << wrong);
            CHECK(wrong.empty());
            states.insert(monkey.states().begin(), monkey.states().end());
        }
    }
    std::string seen;
    for (const auto& state : states) seen += " " + state;
    INFO("seen:" << seen);
    CHECK(states.size() >= 12);
}
