#include "kiosk/app/page_watch.hpp"

#include <utility>

#include "kiosk/base/log.hpp"

namespace kiosk::app {
namespace {

constexpr int live_side_px = 640;
constexpr Duration frames_expected_within = 3s;  // the camera hangs

}  // namespace

void PageWatch::begin(const visit::CapturePage& wanted) {
    wanted_ = wanted;
    last_frame_.reset();
    complained_ = false;
    steady_.begin();
}

void PageWatch::end(const Uuid& question) {
    if (wanted_ && wanted_->question == question) wanted_.reset();
}

void PageWatch::forget() {
    wanted_.reset();
    steady_ = {};
}

std::optional<visit::CapturePage> PageWatch::take(const Uuid& question) {
    if (!wanted_ || wanted_->question != question) return std::nullopt;
    steady_.taken();
    return std::exchange(wanted_, std::nullopt);
}

Result<std::optional<drivers::Frame>> PageWatch::next_frame(DeviceKeeper<drivers::Camera>& camera) {
    auto device = camera.ready();
    if (!device) return fail(std::move(device));
    auto frame = (*device)->frame();
    const auto now = clock_.monotonic();
    if (!last_frame_) last_frame_ = now;
    if (!frame) {
        camera.answered(tl::unexpected<Error>(frame.error()));
        return frame;
    }
    if (*frame) {
        last_frame_ = now;
        camera.answered(Done{});
    } else if (now - *last_frame_ >= frames_expected_within) {
        auto hangs = fail(Code::device_fault, "the camera gives no pictures; it is started anew, else pull its plug once");
        camera.answered(hangs);
        return hangs;
    }
    return frame;
}

PageWatch::Look PageWatch::look(DeviceKeeper<drivers::Camera>& camera) {
    auto frame = next_frame(camera);
    if (!frame) return {nullptr, false, frame.error().code};
    if (!*frame || !are_shown()) return {};
    const auto& now = **frame;
    auto sight = now.grey.empty()
                     ? decoder_.sight(now.encoded.bytes, live_side_px)
                     : decoder_.sight({now.grey.data(), now.width_px, now.height_px, now.width_px}, live_side_px);
    if (!sight) {  // this frame is lost, the next one comes; by hand the picture can be taken all the same
        if (!std::exchange(complained_, true)) log::failure("looking at a frame of the camera for a page", sight.error());
        return {};
    }
    const auto verdict = steady_.see(*sight, clock_.monotonic());
    auto live = std::make_shared<visit::LivePage>();
    live->picture.width_px = sight->picture.width;
    live->picture.height_px = sight->picture.height;
    live->picture.rgba = std::move(sight->picture.rgba);
    live->seen = sight->corners.has_value();
    if (sight->corners) {
        for (std::size_t i = 0; i < 4; ++i) live->corners.at(i) = {sight->corners->at(i).x, sight->corners->at(i).y};
    }
    live->still_percent = verdict.still_percent;
    live->says = verdict.says;
    shown_before_ = std::exchange(shown_last_, live);
    return {std::move(live), verdict.says == visit::LivePage::Says::is_taken, {}};
}

}  // namespace kiosk::app
