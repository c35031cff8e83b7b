#include "drivers/camera/camera_v4l2.hpp"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>

namespace kiosk::drivers {
namespace {

constexpr std::uint32_t wanted_buffers = 4;  // One being looked at, one being filled, two for a busy moment.

int ask(int fd, unsigned long request, void* argument) {
    int answer = 0;
    do {
        answer = ::ioctl(fd, request, argument);
    } while (answer < 0 && errno == EINTR);
    return answer;
}

v4l2_buffer a_buffer() {
    v4l2_buffer buffer{};
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    return buffer;
}

}  // namespace

CameraV4l2::CameraV4l2(std::string path, int width_px, int height_px)
    : path_(std::move(path)), wanted_width_px_(width_px), wanted_height_px_(height_px) {}

CameraV4l2::~CameraV4l2() { close(); }

Result<Done> CameraV4l2::open() {
    close();
    fd_ = Descriptor(::open(path_.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!fd_.is_open()) return os_failure("opening the camera " + path_, errno);
    auto started = start();
    if (!started) close();
    return started;
}

Result<Done> CameraV4l2::start() {
    if (auto camera = check_is_camera(); !camera) return camera;
    if (auto chosen = choose_format(); !chosen) return chosen;
    if (auto mapped = map_buffers(); !mapped) return mapped;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (ask(fd_.get(), VIDIOC_STREAMON, &type) == 0) return Done{};
    if (errno == ENOSPC) {
        return fail(Code::device_fault, "the USB bus has no room for the camera's pictures; plug it into a port of its own");
    }
    return os_failure("starting the camera " + path_, errno);
}

void CameraV4l2::close() {
    if (fd_.is_open() && !buffers_.empty()) {
        int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        ask(fd_.get(), VIDIOC_STREAMOFF, &type);  // A camera that is gone streams no more either.
    }
    for (const Mapped& buffer : buffers_) ::munmap(buffer.start, buffer.length);
    buffers_.clear();
    fd_.close();
}

Result<Done> CameraV4l2::check_is_camera() const {
    v4l2_capability about{};
    if (ask(fd_.get(), VIDIOC_QUERYCAP, &about) != 0) {
        if (errno == ENODEV) return os_failure("asking the camera " + path_, errno);
        return fail(Code::unsupported, path_ + " is no camera; name one that v4l2-ctl --list-devices shows");
    }
    const std::uint32_t can = (about.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? about.device_caps : about.capabilities;
    if ((can & V4L2_CAP_VIDEO_CAPTURE) == 0 || (can & V4L2_CAP_STREAMING) == 0) {
        return fail(Code::unsupported, path_ + " gives no pictures; a camera often has several nodes, try the next");
    }
    return Done{};
}

Result<Done> CameraV4l2::choose_format() {
    constexpr std::array formats{V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_JPEG};
    std::optional<v4l2_format> best;
    long best_pixels = 0;
    const long wanted_pixels = static_cast<long>(wanted_width_px_) * wanted_height_px_;
    for (const std::uint32_t wanted : formats) {
        v4l2_format format{};
        format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        format.fmt.pix.width = static_cast<std::uint32_t>(wanted_width_px_);
        format.fmt.pix.height = static_cast<std::uint32_t>(wanted_height_px_);
        format.fmt.pix.pixelformat = wanted;
        format.fmt.pix.field = V4L2_FIELD_NONE;
        if (ask(fd_.get(), VIDIOC_TRY_FMT, &format) != 0 || format.fmt.pix.pixelformat != wanted) continue;
        const long pixels = std::min(static_cast<long>(format.fmt.pix.width) * format.fmt.pix.height, wanted_pixels);
        if (pixels > best_pixels) {  // At the same size the earlier, simpler one stays.
            best = format;
            best_pixels = pixels;
        }
    }
    if (!best) return fail(Code::unsupported, "the camera " + path_ + " speaks none of YUYV, GREY, MJPEG");
    if (ask(fd_.get(), VIDIOC_S_FMT, &*best) != 0) return os_failure("setting the camera's picture size", errno);
    const v4l2_pix_format& pix = best->fmt.pix;
    format_ = pix.pixelformat;
    width_px_ = static_cast<int>(pix.width);
    height_px_ = static_cast<int>(pix.height);
    const std::size_t row = static_cast<std::size_t>(pix.width) * (format_ == V4L2_PIX_FMT_YUYV ? 2 : 1);
    stride_ = std::max<std::size_t>(pix.bytesperline, row);
    return Done{};
}

Result<Done> CameraV4l2::map_buffers() {
    v4l2_requestbuffers request{};
    request.count = wanted_buffers;
    request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    request.memory = V4L2_MEMORY_MMAP;
    if (ask(fd_.get(), VIDIOC_REQBUFS, &request) != 0) return os_failure("asking the camera for buffers", errno);
    if (request.count < 2) return fail(Code::device_fault, "the camera has no memory for its pictures");
    for (std::uint32_t index = 0; index < request.count; ++index) {
        v4l2_buffer buffer = a_buffer();
        buffer.index = index;
        if (ask(fd_.get(), VIDIOC_QUERYBUF, &buffer) != 0) return os_failure("asking for a camera buffer", errno);
        void* start = ::mmap(nullptr, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(), buffer.m.offset);
        if (start == MAP_FAILED) return os_failure("mapping a camera buffer", errno);
        buffers_.push_back({static_cast<std::uint8_t*>(start), buffer.length});
        if (auto given = give_back(index); !given) return given;
    }
    return Done{};
}

Result<Done> CameraV4l2::give_back(std::uint32_t index) {
    v4l2_buffer buffer = a_buffer();
    buffer.index = index;
    if (ask(fd_.get(), VIDIOC_QBUF, &buffer) != 0) return lost("giving a buffer back to the camera", errno);
    return Done{};
}

Result<std::optional<CameraV4l2::Filled>> CameraV4l2::take_filled() {
    v4l2_buffer buffer = a_buffer();
    if (ask(fd_.get(), VIDIOC_DQBUF, &buffer) != 0) {
        if (errno == EAGAIN) return std::optional<Filled>{};
        return lost("taking a picture from the camera", errno);
    }
    if (buffer.index >= buffers_.size()) return lost("taking a picture from the camera", EIO);
    const bool damaged = (buffer.flags & V4L2_BUF_FLAG_ERROR) != 0;
    return std::optional<Filled>({buffer.index, buffer.bytesused, damaged});
}

/// Older pictures go back unseen, and damaged ones.
Result<std::optional<CameraV4l2::Filled>> CameraV4l2::take_newest() {
    if (!fd_.is_open()) return fail(Code::device_gone, "the camera " + path_ + " is not open");
    std::optional<Filled> newest;
    for (std::size_t taken = 0; taken < buffers_.size(); ++taken) {
        auto filled = take_filled();
        if (!filled) return fail(std::move(filled));
        if (!*filled) break;
        ++sequence_;
        const std::optional<Filled> unwanted = (*filled)->damaged ? *filled : std::exchange(newest, *filled);
        if (unwanted) {
            if (auto given = give_back(unwanted->index); !given) return fail(std::move(given));
        }
    }
    return newest;
}

Result<std::optional<Frame>> CameraV4l2::frame() {
    auto filled = take_newest();
    if (!filled) return fail(std::move(filled));
    if (!*filled) return std::optional<Frame>{};
    auto frame = as_frame(**filled);
    if (auto given = give_back((*filled)->index); !given) return fail(std::move(given));
    if (!frame) return std::optional<Frame>{};  // A cut picture, as USB drops them: the next one comes at once.
    return std::optional<Frame>(std::move(*frame));
}

Result<Picture> CameraV4l2::still() {
    const Deadline deadline(still_patience);
    bool old_ones_gone = false;  // What was filled before the call shows the moment before.
    for (;;) {
        auto filled = take_newest();
        if (!filled) return fail(std::move(filled));
        if (*filled) {
            auto still = as_still(**filled);
            if (auto given = give_back((*filled)->index); !given) return fail(std::move(given));
            if (still && old_ones_gone) return still;
        }
        old_ones_gone = true;
        if (deadline.passed()) return fail(Code::timed_out, "the camera gives no picture; unplug it and plug it in");
        if (auto ready = wait_ready(fd_.get(), POLLIN, deadline); !ready) return fail(std::move(ready));
    }
}

RawPicture CameraV4l2::raw(const Filled& filled) const {
    const Mapped& buffer = buffers_[filled.index];
    return {width_px_, height_px_, stride_, {buffer.start, std::min<std::size_t>(filled.bytes, buffer.length)}};
}

Result<Frame> CameraV4l2::as_frame(const Filled& filled) const {
    Frame frame{width_px_, height_px_, {}, {}, sequence_};
    if (format_ == V4L2_PIX_FMT_YUYV || format_ == V4L2_PIX_FMT_GREY) {
        auto grey = format_ == V4L2_PIX_FMT_YUYV ? grey_of_yuyv(raw(filled)) : grey_of_grey(raw(filled));
        if (!grey) return fail(std::move(grey));
        frame.grey = std::move(*grey);
        return frame;
    }
    auto still = as_still(filled);
    if (!still) return fail(std::move(still));
    frame.width_px = 0;
    frame.height_px = 0;
    frame.encoded = std::move(*still);
    return frame;
}

Result<Picture> CameraV4l2::as_still(const Filled& filled) const {
    const RawPicture picture = raw(filled);
    if (format_ == V4L2_PIX_FMT_YUYV) return ppm_of_yuyv(picture);
    if (format_ == V4L2_PIX_FMT_GREY) return pgm_of_grey(picture);
    std::string bytes(picture.bytes.begin(), picture.bytes.end());
    if (media_type_of(bytes) != "image/jpeg") return fail(Code::bad_format, "the camera's picture was cut");
    return Picture{std::move(bytes), "image/jpeg"};
}

tl::unexpected<Error> CameraV4l2::lost(const std::string& doing, int error) {
    close();
    return os_failure(doing + " " + path_, error);
}

}  // namespace kiosk::drivers
