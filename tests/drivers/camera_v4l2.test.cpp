// The V4L2 driver against a camera that this program plays: every step from opening to a picture, and what goes wrong there.

#include "drivers/camera/camera_v4l2.hpp"

#include <linux/videodev2.h>

#include "tests/drivers/camera.contract.hpp"
#include "tests/drivers/video_device.hpp"

using namespace kiosk;
using namespace kiosk::drivers;
using namespace kiosk::drivers::test;

namespace {

const VideoDevice::Mode small_raw{V4L2_PIX_FMT_YUYV, 4, 2, 12};  // rows are padded, as some drivers do
const VideoDevice::Mode large_jpeg{V4L2_PIX_FMT_MJPEG, 1920, 1080, 0};

/// A plain picture of this brightness.
std::string raw_picture(char light) {
    std::string out;
    for (int i = 0; i < 12; ++i) out += {light, '\x80'};
    return out;
}
const std::string jpeg_picture("\xff\xd8\xff\xe0 and so on", 14);

struct Bench {
    explicit Bench(std::vector<VideoDevice::Mode> modes) : device(folder.path() / "video0", std::move(modes)) {}
    TempFolder folder;
    VideoDevice device;
    CameraV4l2 camera{device.path()};
};

}  // namespace

TEST_CASE("a camera behind Video4Linux keeps the contract of cameras, raw or encoded") {
    for (const bool raw : {true, false}) {
        CAPTURE(raw);
        Bench bench({raw ? small_raw : large_jpeg});
        bench.device.run(raw ? raw_picture('\x50') : jpeg_picture);
        camera_contract(bench.camera, {[] {}});
        CHECK(bench.device.is_streaming());
        bench.camera.close();
        CHECK_FALSE(bench.device.is_streaming());
    }
}

TEST_CASE("a camera that is large only in JPEG is asked for JPEG, one that is as large raw for raw pictures") {
    Bench both({small_raw, large_jpeg});
    REQUIRE(both.camera.open());
    CHECK(both.device.mode().pixel_format == V4L2_PIX_FMT_MJPEG);
    Bench large({{V4L2_PIX_FMT_YUYV, 1920, 1080, 3840}, large_jpeg});
    REQUIRE(large.camera.open());
    CHECK(large.device.mode().pixel_format == V4L2_PIX_FMT_YUYV);
    Bench neither({{V4L2_PIX_FMT_H264, 1920, 1080, 0}});
    CHECK(neither.camera.open().error().code == Code::unsupported);
}

TEST_CASE("the newest picture is given and every buffer goes back to the camera") {
    Bench bench({small_raw});
    REQUIRE(bench.camera.open());
    const auto buffers = bench.device.waiting_buffers();
    CHECK(buffers >= 2);
    CHECK_FALSE(bench.camera.frame()->has_value());
    for (const char light : {'\x10', '\x20', '\x30'}) bench.device.fill(raw_picture(light));
    const auto frame = bench.camera.frame();
    REQUIRE(frame);
    REQUIRE(frame->has_value());
    CHECK((*frame)->grey == std::vector<std::uint8_t>(8, 0x30));
    CHECK((*frame)->sequence == 3);
    CHECK(bench.device.waiting_buffers() == buffers);
    for (std::size_t i = 0; i < 3 * buffers; ++i) {
        bench.device.fill(raw_picture('\x40'));
        CHECK(bench.camera.frame()->has_value());
    }
}

TEST_CASE("pictures that the camera itself calls damaged, and ones that were cut, are passed over") {
    Bench raw({small_raw});
    REQUIRE(raw.camera.open());
    raw.device.fill(raw_picture('\x10'));
    raw.device.fill(raw_picture('\x20'), true);
    CHECK((*raw.camera.frame())->grey.front() == 0x10);
    raw.device.fill(raw_picture('\x30').substr(0, 5));
    CHECK_FALSE(raw.camera.frame()->has_value());
    Bench jpeg({large_jpeg});
    REQUIRE(jpeg.camera.open());
    const auto buffers = jpeg.device.waiting_buffers();
    jpeg.device.fill("\xff");
    CHECK_FALSE(jpeg.camera.frame()->has_value());
    jpeg.device.fill(jpeg_picture);
    CHECK((*jpeg.camera.frame())->encoded.bytes == jpeg_picture);
    CHECK(jpeg.device.waiting_buffers() == buffers);
}

TEST_CASE("a still shows this moment, not one that waited in the camera's buffers") {
    Bench bench({large_jpeg});
    REQUIRE(bench.camera.open());
    for (int i = 0; i < 8; ++i) bench.device.fill("\xff\xd8\xff an earlier citizen's paper");
    bench.device.run(jpeg_picture);
    const auto still = bench.camera.still();
    REQUIRE(still);
    CHECK(still->bytes == jpeg_picture);
}

TEST_CASE("a camera whose cable is pulled is gone, and is there again when it is plugged in") {
    Bench bench({small_raw});
    REQUIRE(bench.camera.open());
    bench.device.unplug();
    CHECK(bench.camera.frame().error().code == Code::device_gone);
    CHECK(bench.camera.frame().error().code == Code::device_gone);
    CHECK(bench.camera.open().error().code == Code::device_gone);
    bench.device.plug_in();
    REQUIRE(bench.camera.open());
    bench.device.fill(raw_picture('\x50'));
    CHECK(bench.camera.frame()->has_value());
}

TEST_CASE("a USB bus without room for the camera is named as the reason") {
    Bench bench({small_raw});
    bench.device.take_the_bus(true);
    const auto opened = bench.camera.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Code::device_fault);
    CHECK(opened.error().detail.find("USB") != std::string::npos);
    bench.device.take_the_bus(false);
    CHECK(bench.camera.open());
}
