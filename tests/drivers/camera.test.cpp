#include <cstdlib>

#include "drivers/camera/camera_sim.hpp"
#include "drivers/camera/camera_v4l2.hpp"
#include "drivers/camera/pixels.hpp"
#include "kiosk/base/files.hpp"
#include "tests/drivers/camera.contract.hpp"

using namespace kiosk;
using namespace kiosk::drivers;
using namespace kiosk::drivers::test;

namespace {

std::filesystem::path lay(const TempFolder& folder, const std::string& name, const std::string& bytes) {
    REQUIRE(write_file(folder.path() / name, bytes).has_value());
    return folder.path() / name;
}

const std::string grey_picture = "P5\n2 2\n255\n\x01\x02\x03\x04";
const std::string png_picture("\x89PNG\r\n\x1a\n and so on", 18);

}  // namespace

TEST_CASE("the simulated camera keeps the contract of cameras") {
    for (const std::string& picture : {grey_picture, png_picture}) {
        ManualClock clock{WallTime{}};
        TempFolder folder;
        lay(folder, "picture", picture);
        CameraSim camera(clock, folder.path());
        camera_contract(camera, {[&] { clock.advance(CameraSim::frame_time); }});
    }
}

TEST_CASE("the camera of this machine keeps the contract of cameras") {
    const char* path = std::getenv("KIOSK_TEST_CAMERA");
    if (path == nullptr) {
        WARN("no camera here: set KIOSK_TEST_CAMERA=/dev/video0 to try one");
        return;
    }
    CameraV4l2 camera(path);
    camera_contract(camera, {[] {}});
}

TEST_CASE("what is no camera is refused with the reason") {
    TempFolder folder;
    CHECK(CameraV4l2((folder.path() / "video0").string()).open().error().code == Code::device_gone);
    const auto file = lay(folder, "file", "no camera");
    for (const std::string& path : {file.string(), std::string("/dev/null"), std::string("/dev/zero")}) {
        CAPTURE(path);
        CameraV4l2 camera(path);
        CHECK(camera.open().error().code == Code::unsupported);
        CHECK(camera.frame().error().code == Code::device_gone);
    }
}

TEST_CASE("hands turn the pages under the simulated camera, cover it and pull its cable") {
    ManualClock clock{WallTime{}};
    TempFolder folder;
    lay(folder, "a", grey_picture);
    lay(folder, "b", png_picture);
    CameraSim camera(clock, folder.path());
    const CameraHands hands{[&] { clock.advance(CameraSim::frame_time); }};
    REQUIRE(camera.open().has_value());
    CHECK(!camera.frame()->has_value());
    CHECK(next_frame(camera, hands)->grey == std::vector<std::uint8_t>{1, 2, 3, 4});
    CHECK(!camera.frame()->has_value());
    camera.next();
    CHECK(next_frame(camera, hands)->encoded.media_type == "image/png");
    CHECK(camera.still()->bytes == png_picture);
    camera.next();
    CHECK(camera.still()->bytes == grey_picture);
    TempFolder other;
    camera.present(lay(other, "c", png_picture));
    CHECK(camera.still()->bytes == png_picture);
    camera.take_away();
    CHECK(camera.still()->bytes == grey_picture);
    camera.freeze();
    clock.advance(CameraSim::frame_time);
    CHECK(!camera.frame()->has_value());
    CHECK(camera.still().error().code == Code::timed_out);
    camera.unfreeze();
    camera.unplug();
    CHECK(camera.still().error().code == Code::device_gone);
    CHECK(camera.open().error().code == Code::device_gone);
    camera.plug_in();
    REQUIRE(camera.open().has_value());
    CHECK(next_frame(camera, hands).has_value());
}

TEST_CASE("a simulated camera with nothing under it sees an empty desk, as a real one does") {
    ManualClock clock{WallTime{}};
    CameraSim camera(clock);
    camera_contract(camera, {[&] { clock.advance(CameraSim::frame_time); }});
    TempFolder folder;
    camera.present(lay(folder, "card", png_picture));
    CHECK(camera.still()->bytes == png_picture);
    camera.take_away();
    camera.take_away();
    CHECK(frame_of_pnm(camera.still()->bytes)->grey.front() == frame_of_pnm(camera.still()->bytes)->grey.back());
}

TEST_CASE("raw pictures become grey and colour ones, rows that are padded included") {
    const std::vector<std::uint8_t> yuyv{16, 128, 235, 128, 9, 9, 81, 90, 81, 240, 9, 9};  // black, white; red, red
    const RawPicture raw{2, 2, 6, yuyv};
    CHECK(*grey_of_yuyv(raw) == std::vector<std::uint8_t>{16, 235, 81, 81});
    const auto colour = ppm_of_yuyv(raw);
    REQUIRE(colour.has_value());
    const std::string red("\xff\x00\x00", 3);
    CHECK(colour->bytes == "P6\n2 2\n255\n" + std::string(3, '\0') + "\xff\xff\xff" + red + red);
    CHECK(pgm_of_grey({2, 2, 3, std::span(yuyv).first(5)})->bytes == std::string("P5\n2 2\n255\n\x10\x80\x80\x09", 15));
}

TEST_CASE("a picture that was cut is refused, not read beyond its end") {
    const std::vector<std::uint8_t> bytes(100);
    for (std::size_t length = 0; length < 16; ++length) {
        CAPTURE(length);
        const RawPicture raw{4, 2, 8, std::span(bytes).first(length)};
        CHECK(grey_of_yuyv(raw).error().code == Code::bad_format);
        CHECK(ppm_of_yuyv(raw).error().code == Code::bad_format);
    }
    CHECK(grey_of_grey({0, 2, 8, bytes}).error().code == Code::bad_format);
    CHECK(grey_of_grey({-1, 2, 8, bytes}).error().code == Code::bad_format);
    CHECK(grey_of_yuyv({8, 2, 8, bytes}).error().code == Code::bad_format);
    for (std::size_t length = 3; length < grey_picture.size(); ++length) {
        CAPTURE(length);
        CHECK(!frame_of_pnm(grey_picture.substr(0, length)).has_value());
    }
    CHECK(frame_of_pnm("P5\n99999 99999\n255\n").error().code == Code::unsupported);
    CHECK(frame_of_pnm("P6\n1 1\n255\n\xff\xff\xff")->grey == std::vector<std::uint8_t>{255});
}
