#include "kiosk/app/code_watch.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>
#include <variant>

#include "kiosk/app/payload_event.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::app {
namespace {

constexpr Duration lively_round = 40ms;  // twenty-five a second while something moves or looks like a code
constexpr Duration quiet_round = 100ms;  // a hand holds a card still for longer than two
constexpr float something_moved = 0.02F;
constexpr Duration longest_without_frame = 3s;  // the camera hangs
constexpr Duration until_lifted = 1s;           // longer than a hand covers the code
constexpr std::size_t most_told = 16;           // codes in one view; a sheet of labels is nobody's receipt

}  // namespace

void CodeWatch::set_enabled(bool enabled) {
    // What was seen goes when nobody wants it any more, and not when somebody wants it again.
    if (enabled != enabled_ && reader_) reader_->forget();
    if (enabled && !enabled_) {
        stale_ = true;
        last_frame_.reset();
        last_code_.reset();
        complained_ = false;
    }
    enabled_ = enabled;
}

std::optional<visit::Event> CodeWatch::look(DeviceKeeper<drivers::Camera>& camera) {
    rest_ = quiet_round;
    auto frame = next_frame(camera);
    if (!frame || !enabled_ || std::exchange(stale_, false)) return std::nullopt;
    const auto seen = read(*frame);
    if (seen.measure.hints > 0 || seen.measure.motion > something_moved) rest_ = lively_round;
    return judge(seen);
}

std::optional<drivers::Frame> CodeWatch::next_frame(DeviceKeeper<drivers::Camera>& camera) {
    auto device = camera.ready();
    if (!device) return std::nullopt;
    auto frame = (*device)->frame();
    if (!frame) {
        camera.answered(tl::unexpected<Error>(frame.error()));
        return std::nullopt;
    }
    const auto now = clock_.monotonic();
    if (!last_frame_) last_frame_ = now;
    if (*frame) {
        last_frame_ = now;
        camera.answered(Done{});
        return std::move(*frame);
    }
    if (now - *last_frame_ >= longest_without_frame) {
        last_frame_ = now;
        camera.answered(
            fail(Code::device_fault, "the camera gives no pictures; it is started anew, else pull its plug once"));
    }
    return std::nullopt;
}

scan::LiveSeen CodeWatch::read(const drivers::Frame& frame) {
    if (!reader_) reader_ = std::make_unique<scan::LiveReader>(decoder_, pace_);
    scan::LiveFrame live;
    if (frame.grey.empty()) live.encoded = frame.encoded.bytes;
    else live.grey = {frame.grey.data(), frame.width_px, frame.height_px, frame.width_px};
    const auto at = std::chrono::duration_cast<scan::Votes::Time>(clock_.monotonic().since_start);
    auto seen = reader_->look(live, formats_, at);
    if (seen.lost && !std::exchange(complained_, true))  // this frame is lost, the next one comes
        log::warning("a frame of the camera could not be looked at: it is no picture, or cost the decoder its life");
    return seen;
}

/// The first code in the frame that was not told yet; one that means something goes before one that does not.
std::optional<CodeWatch::Candidate> CodeWatch::fresh(const scan::LiveSeen& seen) const {
    std::optional<Candidate> out;
    for (const auto& symbol : seen.believed) {
        const Mark mark = std::hash<std::string_view>{}(symbol.text.reveal());
        if (std::ranges::find(told_, mark) != told_.end()) continue;
        auto event = event_of(scan::classify(symbol.text.reveal()), staff_);
        const bool means_nothing = std::holds_alternative<visit::OtherCodeRead>(event);
        if (!out || !means_nothing) out = Candidate{mark, std::move(event)};
        if (!means_nothing) break;
    }
    return out;
}

std::optional<visit::Event> CodeWatch::judge(const scan::LiveSeen& seen) {
    const auto now = clock_.monotonic();
    if (!last_code_) last_code_ = now;
    if (seen.believed.empty() && seen.outlines.empty()) {
        if (now - *last_code_ >= until_lifted) told_.clear();
        return std::nullopt;
    }
    last_code_ = now;
    auto candidate = fresh(seen);
    if (!candidate) return std::nullopt;
    if (told_.size() == most_told) told_.erase(told_.begin());
    told_.push_back(candidate->mark);
    return std::move(candidate->event);
}

}  // namespace kiosk::app
