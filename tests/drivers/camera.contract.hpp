#pragma once
/// What every camera keeps to, simulated or real.

#include <functional>

#include "drivers/camera/camera.hpp"
#include "tests/drivers/wait.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::drivers::test {

struct CameraHands {
    std::function<void()> pass_time;  ///< lets the next frame come
};

inline Result<Frame> next_frame(Camera& camera, const CameraHands& hands) {
    Result<Frame> outcome = fail(Code::timed_out, "no frame came");
    comes_true([&] {
        hands.pass_time();
        auto frame = camera.frame();
        if (!frame) {
            outcome = tl::unexpected(frame.error());
            return true;
        }
        if (*frame) outcome = std::move(**frame);
        return outcome.has_value();
    });
    return outcome;
}

inline void camera_contract(Camera& camera, const CameraHands& hands) {
    CHECK(camera.frame().error().code == Code::device_gone);
    CHECK(camera.still().error().code == Code::device_gone);
    camera.close();
    REQUIRE(camera.open().has_value());
    std::uint64_t before = 0;
    for (int i = 0; i < 3; ++i) {
        const auto frame = next_frame(camera, hands);
        REQUIRE(frame.has_value());
        CHECK(frame->sequence > before);
        before = frame->sequence;
        CHECK(frame->grey.empty() != frame->encoded.bytes.empty());
        CHECK(frame->grey.size() == static_cast<std::size_t>(frame->width_px) * static_cast<std::size_t>(frame->height_px));
    }
    const auto still = camera.still();
    REQUIRE(still.has_value());
    CHECK(still->media_type == media_type_of(still->bytes));
    CHECK(still->media_type.starts_with("image/"));
    camera.close();
    CHECK(camera.frame().error().code == Code::device_gone);
    REQUIRE(camera.open().has_value());
    CHECK(next_frame(camera, hands).has_value());
}

}  // namespace kiosk::drivers::test
