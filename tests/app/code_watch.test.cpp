// The camera as a code reader: a simulated camera, real pictures, the real sandboxed decoder.

#include "kiosk/app/code_watch.hpp"

#include <unistd.h>

#include <filesystem>

#include "drivers/camera/camera_sim.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/slips/specimen.hpp"
#include "kiosk/visit/visit.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using drivers::CameraSim;

namespace {

namespace fs = std::filesystem;

const std::string card_text = "051190000123||Đinh Thị Thử|03021990|Nữ|Thôn Mẫu, xã Bình Minh, tỉnh Quảng Ngãi|01012022";

/// One for all tests, forked while this program has one thread.
scan::Decoder& decoder() {
    static scan::Decoder one = scan::Decoder::start().value();
    return one;
}

/// On a machine that is busy with other tests a glance takes longer than a citizen would like.
constexpr scan::LivePace unhurried{10s, 10s};

/// A desk with a camera over it.
class Desk {
public:
    explicit Desk(CodeFormats formats = everyday_formats)
        : keeper_("camera", std::make_unique<CameraSim>(clock_), clock_), watch_(decoder(), clock_, {}, formats, unhurried) {
        lay("P5\n16 16\n255\n" + std::string(256, '\x60'));  // a desk of few pixels is looked at quickly
    }

    CameraSim& camera() { return static_cast<CameraSim&>(*keeper_.bare()); }
    app::CodeWatch& watch() { return watch_; }
    [[nodiscard]] const visit::Health& health() const { return keeper_.health(); }
    void lay(const std::string& picture) {
        const auto file = folder_.path() / std::to_string(++pictures_);
        REQUIRE(write_file(file, picture));
        camera().present(file);
    }
    void lay_card(const std::string& text = card_text) { lay(slips::specimen_card_png(text).value()); }
    void lift() { camera().take_away(); }

    std::optional<visit::Event> look() {
        clock_.advance(CameraSim::frame_time);
        return watch_.look(keeper_);
    }
    /// What so many looks tell, by name.
    std::vector<std::string> looks(int count) {
        std::vector<std::string> out;
        for (int i = 0; i < count; ++i) {
            if (const auto event = look()) out.emplace_back(visit::name(*event));
        }
        return out;
    }

private:
    const test::TempFolder folder_;
    ManualClock clock_{WallTime{}};
    app::DeviceKeeper<drivers::Camera> keeper_;
    app::CodeWatch watch_;
    int pictures_ = 0;
};

using Names = std::vector<std::string>;
constexpr int a_second = 10;  // looks

/// The bars of the EAN-13 4006381333931 on white paper, as a picture file.
std::string goods_label() {
    const std::string modules =
        "10100011010100111010111101111010001001011001101010"
        "100001010000101000010111010010000101100110101";
    std::string row(40, '\xff');
    for (const char module : modules) row.append(4, module == '1' ? '\0' : '\xff');
    row.append(40, '\xff');
    std::string out = "P5\n" + std::to_string(row.size()) + " 300\n255\n";
    for (int y = 0; y < 300; ++y) out += y < 60 || y >= 240 ? std::string(row.size(), '\xff') : row;
    return out;
}

}  // namespace

TEST_CASE(
    "a card under the camera that leaves no doubt is read from the first frame, and once for each time that it is laid "
    "down") {
    Desk desk;
    desk.watch().set_enabled(true);
    CHECK(desk.looks(3).empty());
    desk.lay_card();
    const auto event = desk.look();
    REQUIRE(event);
    REQUIRE(std::holds_alternative<visit::CardRead>(*event));
    CHECK(std::get<visit::CardRead>(*event).person.number.reveal() == "051190000123");
    CHECK(desk.looks(3).empty());
    desk.lift();
    desk.looks(a_second);
    desk.lay_card();
    CHECK(desk.looks(3) == Names{"CardRead"});
}

TEST_CASE("a card that still lies there when codes are wanted again is nobody's answer until it was lifted") {
    Desk desk;
    desk.watch().set_enabled(true);
    desk.lay_card();
    CHECK(desk.looks(4) == Names{"CardRead"});
    desk.watch().set_enabled(false);
    CHECK(desk.looks(3).empty());
    desk.watch().set_enabled(true);
    CHECK(desk.looks(4).empty());
    desk.lay_card("051190000124||Trần Văn Mẫu|03021990|Nam|Thôn Mẫu, xã Bình Minh, tỉnh Quảng Ngãi|01012022");
    CHECK(desk.looks(4) == Names{"CardRead"});
}

TEST_CASE("what the camera saw before codes were wanted does not count") {
    Desk desk;
    desk.lay_card();
    desk.look();
    desk.watch().set_enabled(true);
    CHECK_FALSE(desk.look());
    CHECK(desk.look());
}

TEST_CASE("kinds of codes are read where they are configured, and nowhere else") {
    Desk everyday;
    everyday.watch().set_enabled(true);
    everyday.lay(goods_label());
    CHECK(everyday.looks(a_second).empty());
    Desk shop(CodeFormats{CodeFormat::ean_13});
    shop.watch().set_enabled(true);
    shop.lay(goods_label());
    CHECK(shop.looks(a_second) == Names{"OtherCodeRead"});
    Desk other(CodeFormats{CodeFormat::ean_13});
    other.watch().set_enabled(true);
    other.lay_card();
    CHECK(other.looks(a_second).empty());
}

TEST_CASE("another code is told as such, once") {
    Desk desk;
    desk.watch().set_enabled(true);
    desk.lay_card("this is no card");
    CHECK(desk.looks(5) == Names{"OtherCodeRead"});
}

TEST_CASE("a picture that is none, or that costs the decoder its life, costs a frame and nothing else") {
    Desk desk;
    desk.watch().set_enabled(true);
    desk.look();
    for (const std::string& poison : {std::string("no picture at all"), std::string("P5\n999999 999999\n255\n"),
                                      slips::specimen_card_png(card_text).value().substr(0, 900)}) {
        desk.lay(poison);
        CHECK(desk.looks(2).empty());
        desk.lift();
    }
    CHECK(decoder().provoke(scan::Misdeed::abort, 1s).error().code == Code::device_fault);
    desk.lay_card();
    CHECK(desk.looks(3) == Names{"CardRead"});
    CHECK_FALSE(desk.health());
}

TEST_CASE("a camera that gives no pictures for three seconds is started anew") {
    Desk desk;
    desk.watch().set_enabled(true);
    desk.lay_card();
    desk.look();
    desk.camera().freeze();
    desk.looks(3 * a_second);
    CHECK(desk.health() == Code::device_fault);
    desk.camera().unfreeze();
    desk.looks(a_second);
    CHECK_FALSE(desk.health());
}

TEST_CASE("frames are looked at twenty-five times a second while something moves, and ten times otherwise") {
    Desk desk;
    desk.watch().set_enabled(true);
    desk.looks(a_second);  // the first frame of all counts as one in which all has moved
    CHECK(desk.watch().rest() == 100ms);
    desk.lay_card();
    desk.look();
    CHECK(desk.watch().rest() == 40ms);
    desk.camera().unplug();
    CHECK_FALSE(desk.look());
    CHECK(desk.health() == Code::device_gone);
    CHECK(desk.watch().rest() == 100ms);
}
