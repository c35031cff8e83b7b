#include "drivers/camera/camera_sim.hpp"

#include <algorithm>

#include "drivers/camera/pixels.hpp"
#include "drivers/sim_wait.hpp"
#include "kiosk/base/files.hpp"

namespace kiosk::drivers {
namespace {

/// Plain grey, and small: nothing to see.
Picture empty_desk() {
    constexpr int width_px = 320;
    constexpr int height_px = 240;
    constexpr char grey = '\x60';
    std::string bytes = "P5\n" + std::to_string(width_px) + " " + std::to_string(height_px) + "\n255\n";
    bytes.append(static_cast<std::size_t>(width_px) * height_px, grey);
    return {std::move(bytes), "image/x-portable-anymap"};
}

}  // namespace

CameraSim::CameraSim(const Clock& clock, const std::filesystem::path& folder_of_pictures) : clock_(clock) {
    std::error_code unreadable;  // A folder that cannot be read is nothing to look at, and still() says so.
    for (std::filesystem::directory_iterator file(folder_of_pictures, unreadable), end; !unreadable && file != end;
         file.increment(unreadable)) {
        std::error_code gone;
        if (file->is_regular_file(gone)) pictures_.push_back(file->path());
    }
    std::sort(pictures_.begin(), pictures_.end());
}

Result<Done> CameraSim::open() {
    const std::lock_guard lock(mutex_);
    open_ = plugged_;
    next_frame_ = clock_.monotonic() + frame_time;
    if (!plugged_) return fail(Code::device_gone, "the simulated camera is unplugged");
    return Done{};
}

void CameraSim::close() {
    const std::lock_guard lock(mutex_);
    open_ = false;
}

Result<std::optional<Frame>> CameraSim::frame() {
    const std::lock_guard lock(mutex_);
    if (!open_) return fail(Code::device_gone, "the simulated camera is unplugged or was not opened");
    const Monotonic now = clock_.monotonic();
    if (frozen_ || now < next_frame_) return std::optional<Frame>{};
    next_frame_ = now + frame_time;
    auto picture = look();
    if (!picture) return fail(std::move(picture));
    Frame frame;
    if (auto grey = frame_of_pnm(picture->bytes)) {
        frame = std::move(*grey);
    } else {
        frame.encoded = std::move(*picture);
    }
    frame.sequence = ++sequence_;
    return std::optional<Frame>(std::move(frame));
}

Result<Picture> CameraSim::still() {
    {
        const std::lock_guard lock(mutex_);
        if (!open_) return fail(Code::device_gone, "the simulated camera is unplugged or was not opened");
    }
    sim_wait(clock_, still_time);
    const std::lock_guard lock(mutex_);
    if (!open_) return fail(Code::device_gone, "the simulated camera was unplugged");
    if (frozen_) return fail(Code::timed_out, "the simulated camera gives no picture");
    return look();
}

Result<Picture> CameraSim::look() {
    if (on_top_.empty() && pictures_.empty()) return empty_desk();
    auto bytes = read_file(on_top_.empty() ? pictures_[current_] : on_top_.back(), largest_picture_bytes);
    if (!bytes) return fail(Code::device_fault, "the simulated camera's picture cannot be read: " + bytes.error().detail);
    auto type = media_type_of(*bytes);
    return Picture{std::move(*bytes), std::move(type)};
}

void CameraSim::next() {
    const std::lock_guard lock(mutex_);
    if (!pictures_.empty()) current_ = (current_ + 1) % pictures_.size();
}

void CameraSim::present(std::filesystem::path picture) {
    const std::lock_guard lock(mutex_);
    on_top_.push_back(std::move(picture));
}

void CameraSim::take_away() {
    const std::lock_guard lock(mutex_);
    if (!on_top_.empty()) on_top_.pop_back();
}

void CameraSim::freeze() {
    const std::lock_guard lock(mutex_);
    frozen_ = true;
}

void CameraSim::unfreeze() {
    const std::lock_guard lock(mutex_);
    frozen_ = false;
}

void CameraSim::unplug() {
    const std::lock_guard lock(mutex_);
    plugged_ = false;
    open_ = false;
}

void CameraSim::plug_in() {
    const std::lock_guard lock(mutex_);
    plugged_ = true;
}

}  // namespace kiosk::drivers
