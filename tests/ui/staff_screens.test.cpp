// The staff pages before the glass: what is touched, what a loudspeaker may say, and millimetres that are millimetres.

#include <cmath>

#include "tests/ui/sample.hpp"
#include "ui/glass_check.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

using namespace kiosk;
using namespace kiosk::ui;

namespace {

/// A real stage with the page of a sample on it, in time that passes by hand.
class StaffGlass {
public:
    StaffGlass(visit::Visit shown, Display display) : visit_(std::move(shown)), display_(display) {
        stage_ = Stage::open(display, std::filesystem::path{KIOSK_SOURCE_DIR} / "assets/art").value();
        stage_->set_still(true);
        stage_->set_painting(ui::Painting::nothing);
        stage_->enter_screen(now_);
        draw();
    }
    /// A finger lands there and lifts.
    std::vector<visit::Event> touch(Point at) {
        now_ = now_ + 1s;
        stage_->finger_down(1, at, now_);
        stage_->finger_up(1, at, now_);
        return draw();
    }
    std::vector<visit::Event> tap(std::string_view id) {
        const auto* node = stage_->find(id);
        REQUIRE(node != nullptr);
        return touch(node->rect.centre());
    }
    [[nodiscard]] const Stage& stage() const { return *stage_; }
    [[nodiscard]] int mm(double millimetres) const {
        return static_cast<int>(std::lround(millimetres * px_per_mm(display_)));
    }

private:
    std::vector<visit::Event> draw() {
        std::vector<visit::Event> said;
        const auto ctx = context(visit_, [&](visit::Event event) { said.push_back(std::move(event)); });
        do stage_->draw(now_, [&](Frame& frame) { host_.draw(frame, ctx); });
        while (stage_->has_taps());
        return said;
    }

    visit::Visit visit_;
    Display display_;
    std::unique_ptr<Stage> stage_;
    ScreenHost host_;
    Monotonic now_{};
};

}  // namespace

TEST_CASE("a PIN is typed by keys of at least 200 by 120 pixels, each digit once, and nothing says which one") {
    Display wide;
    std::swap(wide.width_px, wide.height_px);
    for (const auto& display : {Display{}, wide}) {
        StaffGlass glass(sample("entering_pin"), display);
        for (char digit = '0'; digit <= '9'; ++digit) {
            const auto* key = glass.stage().find(std::string{"pin."} + digit);
            REQUIRE(key != nullptr);
            CHECK_FALSE(key->scrolled_off);
            CHECK(key->rect.width() >= 200);
            CHECK(key->rect.height() >= 120);
            CHECK(key->personal);
            CHECK(key->aloud.find(digit) == std::string::npos);
            const auto events = glass.tap(std::string{"pin."} + digit);
            REQUIRE(events.size() == 1);
            CHECK(std::get<visit::PinDigitTyped>(events.front()).digit == digit);
        }
        CHECK(std::holds_alternative<visit::PinDigitErased>(glass.tap("pin.erase").front()));
    }
    StaffGlass paused(sample("entering_pin_pause"), Display{});
    CHECK(paused.tap("pin.1").empty());
    StaffGlass locked(sample("entering_pin_locked"), Display{});
    CHECK(locked.stage().find("pin.1") == nullptr);
}

TEST_CASE("staff pages have no bell to call staff, and always an end") {
    for (const char* name : {"entering_pin", "staff_pages", "staff_outbox", "staff_ruler"}) {
        StaffGlass glass(sample(name), Display{});
        CHECK(glass.stage().find("utility.help") == nullptr);
        CHECK(std::holds_alternative<visit::Ended>(glass.tap("utility.end").front()));
    }
}

TEST_CASE("the touch check says by how many millimetres a finger missed the cross that it was shown") {
    Display small;
    small.diagonal_inch = 15.6;
    for (const auto& display : {Display{}, small}) {
        StaffGlass glass(sample("staff_touch"), display);  // two of five are done
        const auto* target = glass.stage().find("touch.target");
        REQUIRE(target != nullptr);
        const auto third = touch_point(target->rect, 2, static_cast<int>(std::lround(60 * scale_of(display))));
        const auto events = glass.touch({third.x - glass.mm(4), third.y + glass.mm(2)});
        REQUIRE(events.size() == 1);
        const auto& missed = std::get<visit::TouchMeasured>(events.front()).error;
        CHECK(std::abs(missed.right + 40) <= 2);
        CHECK(std::abs(missed.down - 20) <= 2);
    }
}

TEST_CASE("the ruler's square is 50 mm of the glass that the settings describe") {
    for (const double inches : {15.6, 24.0, 32.0}) {
        Display display;
        display.diagonal_inch = inches;
        auto stage = Stage::open(display, std::filesystem::path{KIOSK_SOURCE_DIR} / "assets/art").value();
        stage->set_still(true);
        stage->draw({}, [](Frame& frame) { frame.ruler("50 mm"); });
        const auto ruler = std::ranges::find_if(stage->nodes(), [](const Node& node) { return node.label == "50 mm"; });
        REQUIRE(ruler != stage->nodes().end());
        // Along the row through the middle of the square the two sides are its only ink.
        const auto picture = stage->picture();
        const int side = static_cast<int>(std::lround(50 * px_per_mm(display)));
        const int y = ruler->rect.top + static_cast<int>(std::lround(70 * scale_of(display))) + side / 2;
        const auto ink = [&](int x) { return (picture.at(x, y) & 0xFFU) < 0x80; };
        int left = ruler->rect.centre().x - side / 2 - 10;
        while (left < ruler->rect.right && !ink(left)) ++left;
        int right = ruler->rect.centre().x + side / 2 + 10;
        while (right > ruler->rect.left && !ink(right)) --right;
        CHECK(std::abs(right - left + 1 - side) <= 2);
    }
}

TEST_CASE("what the portal wrote of a refused dossier is for the eye, and a loudspeaker says its code alone") {
    StaffGlass glass(sample("staff_outbox_sent"), Display{});
    bool found = false;
    for (const auto& node : glass.stage().nodes()) {
        if (node.label.find("Đinh Văn Thử") == std::string::npos) continue;
        found = true;
        CHECK(node.personal);
        CHECK(node.aloud.find("Đinh Văn Thử") == std::string::npos);
    }
    CHECK(found);
}
