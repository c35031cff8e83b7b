// A page under the camera: seen live, taken when it lies still, and not taken again by itself. A simulated camera, real pictures,
// the real sandboxed decoder.

#include "kiosk/app/page_watch.hpp"

#include <unistd.h>

#include <filesystem>

#include "drivers/camera/camera_sim.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/slips/specimen.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using app::PageWatch;
using app::SteadyPage;
using drivers::CameraSim;
using Says = visit::LivePage::Says;

namespace {

namespace fs = std::filesystem;

scan::Decoder& page_decoder() {
    static scan::Decoder one = scan::Decoder::start().value();
    return one;
}

Uuid question(int number) {
    Uuid id;
    id.bytes[15] = static_cast<std::uint8_t>(number);
    return id;
}

class Table {
public:
    Table() : keeper_("camera", std::make_unique<CameraSim>(clock_), clock_), watch_(page_decoder(), clock_) {}

    CameraSim& camera() { return static_cast<CameraSim&>(*keeper_.bare()); }
    PageWatch& watch() { return watch_; }
    void lay(const std::string& bytes) {
        const auto file = folder_.path() / "picture";
        REQUIRE(write_file(file, bytes));
        camera().present(file);
    }
    void want(int number) { watch_.begin({question(number), dossier::PageSource::camera}); }
    /// One frame later.
    PageWatch::Look look() {
        clock_.advance(CameraSim::frame_time);
        return watch_.look(keeper_);
    }
    /// What the last of so many frames says; ends early when the page is to be taken.
    Says after(int frames) {
        Says says = Says::lay_a_page;
        for (int i = 0; i < frames && says != Says::is_taken; ++i) {
            if (const auto seen = look().seen) says = seen->says;
        }
        return says;
    }

private:
    const test::TempFolder folder_;
    ManualClock clock_{WallTime{}};
    app::DeviceKeeper<drivers::Camera> keeper_;
    PageWatch watch_;
};

std::string page_on_a_table() { return slips::specimen_page_png("Giấy xác nhận", slips::Lies::on_a_table).value(); }

scan::PageSight sight(int shift_px, bool whole = true, float sharpness = 10) {
    scan::PageSight out;
    out.picture.width = 640;
    out.picture.height = 360;
    out.corners = {{{100 + shift_px, 50}, {300 + shift_px, 50}, {300 + shift_px, 330}, {100 + shift_px, 330}}};
    out.whole = whole;
    out.measure = {sharpness, 0, 0};
    return out;
}

}  // namespace

TEST_CASE("a page that lies still is outlined and taken; until it is lifted it is not taken by itself again", "[thorough]") {
    Table table;
    table.want(1);
    CHECK(table.after(3) == Says::lay_a_page);
    table.lay(page_on_a_table());
    const auto first = table.look();
    REQUIRE(first.seen != nullptr);
    REQUIRE(first.seen->seen);
    CHECK(first.seen->says == Says::leave_it);
    CHECK(first.seen->corners[0].x < first.seen->corners[1].x);
    CHECK(first.seen->corners[0].y < first.seen->corners[3].y);
    CHECK(first.seen->picture.rgba.size() == static_cast<std::size_t>(first.seen->picture.width_px) *
                                                 static_cast<std::size_t>(first.seen->picture.height_px) * 4);
    CHECK(table.after(20) == Says::is_taken);
    CHECK_FALSE(table.watch().take(question(2)));
    CHECK(table.watch().take(question(1)));
    CHECK_FALSE(table.watch().watching());

    table.want(2);
    CHECK(table.after(20) == Says::is_taken_once);
    CHECK(table.watch().take(question(2)));  // by hand
    table.want(3);
    table.camera().take_away();
    CHECK(table.after(4) == Says::lay_a_page);
    table.lay(page_on_a_table());
    CHECK(table.after(20) == Says::is_taken);
    table.watch().forget();
    table.want(4);
    CHECK(table.after(20) == Says::is_taken);
}

TEST_CASE("a picture that is none costs its frame, and a camera that hangs or is gone is told") {
    Table table;
    table.want(1);
    static_cast<void>(table.look());
    table.lay("no picture");
    const auto lost = table.look();
    CHECK(lost.seen == nullptr);
    CHECK_FALSE(lost.trouble);
    table.camera().take_away();
    CHECK(table.look().seen != nullptr);
    table.camera().freeze();
    std::optional<Code> trouble;
    for (int i = 0; i < 40 && !trouble; ++i) trouble = table.look().trouble;
    CHECK(trouble == Code::device_fault);
    table.camera().unplug();
    for (int i = 0; i < 40 && trouble != Code::device_gone; ++i) trouble = table.look().trouble;
    CHECK(trouble == Code::device_gone);
}

TEST_CASE("the time of lying still begins anew with every movement, blur and side that is outside") {
    SteadyPage steady;
    Monotonic now{10s};
    const auto see = [&](const scan::PageSight& frame) {
        now = now + 100ms;
        return steady.see(frame, now);
    };
    CHECK(see(sight(0)).still_percent == 0);
    for (int i = 0; i < 6; ++i) static_cast<void>(see(sight(i % 2)));  // wavers by a pixel
    CHECK(see(sight(0)).still_percent == 58);
    CHECK(see(sight(20)).still_percent == 0);
    CHECK(see(sight(20)).still_percent > 0);
    CHECK(see(sight(20, true, 3)).still_percent == 0);
    CHECK(see(sight(20, false)).says == Says::move_it_in);
    SteadyPage::Verdict last;
    for (int i = 0; i < 14; ++i) last = see(sight(20));
    CHECK(last.says == Says::is_taken);
}
