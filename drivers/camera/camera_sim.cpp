#include "drivers/camera/camera_sim.hpp"

#include <algorithm>

#include "drivers/camera/pixels.hpp"
#include "drivers/sim_wait.hpp"
#include "kiosk/base/files.hpp"

namespace kiosk::drivers {

CameraSim::CameraSim(const Clock& clock, std::filesystem::path folder_of_pictures) : clock_(clock) {
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
    if (frozen_ || pictures_.empty() || now < next_frame_) return std::optional<Frame>{};
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
    if (frozen_ || pictures_.empty()) return fail(Code::timed_out, "the simulated camera gives no picture");
    return look();
}

Result<Picture> CameraSim::look() {
    auto bytes = read_file(pictures_[current_], largest_picture_bytes);
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
    pictures_.insert(pictures_.begin() + static_cast<std::ptrdiff_t>(current_), std::move(picture));
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
