#include "kiosk/app/code_watch.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>
#include <variant>

#include "kiosk/app/payload_event.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/slowed.hpp"

namespace kiosk::app {
namespace {

constexpr Duration look_round = 100ms;               // ten a second: a hand holds a card still for longer than two
constexpr int rest_a_look = 2;                       // a hard picture takes a third of one core at most
constexpr Duration raw_budget = slowed_by * 200ms;   // every way of looking at a live 1080p frame
constexpr Duration encoded_budget = slowed_by * 1s;  // the picture file is read first, on a busy machine
constexpr int most_looks_without_frame = 30;         // three seconds: the camera hangs
constexpr int looks_until_lifted = 10;               // a second at the quickest: longer than a hand covers the code
constexpr std::size_t most_told = 16;                // codes in one view; a sheet of labels is nobody's receipt

}  // namespace

void CodeWatch::set_enabled(bool enabled) {
    if (enabled && !enabled_) {
        stale_ = true;
        looks_without_frame_ = 0;
        looks_without_code_ = 0;
        complained_ = false;
    }
    once_seen_.reset();
    enabled_ = enabled;
}

std::optional<visit::Event> CodeWatch::look(DeviceKeeper<drivers::Camera>& camera) {
    rest_ = look_round;
    auto frame = next_frame(camera);
    if (!frame || !enabled_ || std::exchange(stale_, false)) return std::nullopt;
    const auto seen = read(*frame);
    rest_ = std::max<Duration>(look_round, seen.took * rest_a_look);
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
    if (*frame) {
        looks_without_frame_ = 0;
        camera.answered(Done{});
        return std::move(*frame);
    }
    if (++looks_without_frame_ >= most_looks_without_frame) {
        looks_without_frame_ = 0;
        camera.answered(
            fail(Code::device_fault, "the camera gives no pictures; it is started anew, else pull its plug once"));
    }
    return std::nullopt;
}

scan::Decoded CodeWatch::read(const drivers::Frame& frame) {
    auto decoded = frame.grey.empty()
                       ? decoder_.decode_picture(frame.encoded.bytes, scan::everyday_formats, encoded_budget)
                       : decoder_.decode_frame({frame.grey.data(), frame.width_px, frame.height_px, frame.width_px},
                                               scan::everyday_formats, raw_budget);
    if (!decoded || decoded->lost_children > 0) {  // this frame is lost, the next one comes
        if (!std::exchange(complained_, true))
            log::warning("a frame of the camera could not be looked at: {}",
                         decoded ? "it cost the decoder its life" : decoded.error().detail);
    }
    if (decoded) return std::move(*decoded);
    scan::Decoded nothing;
    nothing.took = look_round;
    return nothing;
}

/// The first code in the frame that was not told yet; one that means something goes before one that does not.
std::optional<CodeWatch::Candidate> CodeWatch::fresh(const scan::Decoded& seen) const {
    std::optional<Candidate> out;
    for (const auto& symbol : seen.symbols) {
        const Mark mark = std::hash<std::string_view>{}(symbol.text.reveal());
        if (std::ranges::find(told_, mark) != told_.end()) continue;
        auto event = event_of(scan::classify(symbol.text.reveal()), staff_);
        const bool means_nothing = std::holds_alternative<visit::OtherCodeRead>(event);
        if (!out || !means_nothing) out = Candidate{mark, std::move(event)};
        if (!means_nothing) break;
    }
    return out;
}

std::optional<visit::Event> CodeWatch::judge(const scan::Decoded& seen) {
    if (seen.symbols.empty()) {
        if (++looks_without_code_ < looks_until_lifted) return std::nullopt;
        told_.clear();
        once_seen_.reset();
        return std::nullopt;
    }
    looks_without_code_ = 0;
    auto candidate = fresh(seen);
    if (!candidate) return std::nullopt;
    if (once_seen_ != candidate->mark) {
        once_seen_ = candidate->mark;
        return std::nullopt;
    }
    once_seen_.reset();
    if (told_.size() == most_told) told_.erase(told_.begin());
    told_.push_back(candidate->mark);
    return std::move(candidate->event);
}

}  // namespace kiosk::app
