#include "tests/drivers/video_device.hpp"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <utility>

namespace kiosk::drivers::test {
namespace {

constexpr std::uint32_t most_buffers = 4;
constexpr std::size_t page_bytes = 4096;

std::vector<VideoDevice*>& devices() {
    static std::vector<VideoDevice*> all;
    return all;
}

int refuse(int error) {
    errno = error;
    return -1;
}

}  // namespace

VideoDevice* device_behind(int fd) {
    if (devices().empty()) return nullptr;
    struct stat asked {};
    if (::fstat(fd, &asked) != 0) return nullptr;
    for (auto* device : devices()) {
        struct stat own {};
        if (::stat(device->path().c_str(), &own) == 0 && own.st_ino == asked.st_ino && own.st_dev == asked.st_dev)
            return device;
    }
    return nullptr;
}

VideoDevice::VideoDevice(std::filesystem::path path, std::vector<Mode> modes)
    : path_(std::move(path)),
      modes_(std::move(modes)),
      file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
    devices().push_back(this);
}

VideoDevice::~VideoDevice() {
    std::erase(devices(), this);
    ::close(file_);
}

void VideoDevice::fill(std::string_view bytes, bool damaged) {
    if (!streaming_ || waiting_.empty()) return;
    const auto index = waiting_.front();
    waiting_.pop_front();
    const auto size = std::min(bytes.size(), buffer_bytes_);
    if (::pwrite(file_, bytes.data(), size, static_cast<off_t>(index * buffer_bytes_)) < 0) return;
    done_.push_back({index, static_cast<std::uint32_t>(size), damaged});
}

int VideoDevice::format(v4l2_format& wanted, bool set) {
    auto& pix = wanted.fmt.pix;
    const auto found = std::ranges::find(modes_, pix.pixelformat, &Mode::pixel_format);
    const Mode& nearest = found == modes_.end() ? modes_.front() : *found;  // the kernel offers what it has instead
    pix.pixelformat = nearest.pixel_format;
    pix.width = static_cast<std::uint32_t>(nearest.width_px);
    pix.height = static_cast<std::uint32_t>(nearest.height_px);
    pix.bytesperline = static_cast<std::uint32_t>(nearest.row_bytes);
    const auto whole =
        nearest.row_bytes == 0 ? std::size_t{1} << 20 : nearest.row_bytes * static_cast<std::size_t>(nearest.height_px);
    pix.sizeimage = static_cast<std::uint32_t>(whole);
    if (!set) return 0;
    if (streaming_) return refuse(EBUSY);
    mode_ = nearest;
    buffer_bytes_ = (whole + page_bytes - 1) / page_bytes * page_bytes;
    return 0;
}

int VideoDevice::request(v4l2_requestbuffers& wanted) {
    if (wanted.memory != V4L2_MEMORY_MMAP || buffer_bytes_ == 0) return refuse(EINVAL);
    wanted.count = count_ = std::min(wanted.count, most_buffers);
    return ::ftruncate(file_, static_cast<off_t>(count_ * buffer_bytes_));
}

int VideoDevice::describe(v4l2_buffer& buffer) const {
    if (buffer.index >= count_) return refuse(EINVAL);
    buffer.length = static_cast<std::uint32_t>(buffer_bytes_);
    buffer.m.offset = static_cast<std::uint32_t>(buffer.index * buffer_bytes_);
    return 0;
}

int VideoDevice::queue(const v4l2_buffer& buffer) {
    if (buffer.index >= count_ || std::ranges::find(waiting_, buffer.index) != waiting_.end()) return refuse(EINVAL);
    waiting_.push_back(buffer.index);
    return 0;
}

int VideoDevice::dequeue(v4l2_buffer& buffer) {
    if (!streaming_) return refuse(EINVAL);
    if (done_.empty()) {
        if (!running_.empty()) fill(running_);
        return refuse(EAGAIN);
    }
    const auto first = done_.front();
    done_.pop_front();
    buffer.index = first.index;
    buffer.bytesused = first.bytes;
    buffer.flags = first.damaged ? V4L2_BUF_FLAG_ERROR : 0;
    return 0;
}

int VideoDevice::answer(unsigned long request_code, void* argument) {
    if (!plugged_) return refuse(ENODEV);
    switch (request_code) {
        case VIDIOC_QUERYCAP: {
            auto& about = *static_cast<v4l2_capability*>(argument);
            about.capabilities = V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
            about.device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
            return 0;
        }
        case VIDIOC_TRY_FMT: return format(*static_cast<v4l2_format*>(argument), false);
        case VIDIOC_S_FMT: return format(*static_cast<v4l2_format*>(argument), true);
        case VIDIOC_REQBUFS: return request(*static_cast<v4l2_requestbuffers*>(argument));
        case VIDIOC_QUERYBUF: return describe(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_QBUF: return queue(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_DQBUF: return dequeue(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_STREAMON:
            if (bus_taken_) return refuse(ENOSPC);
            streaming_ = true;
            return 0;
        case VIDIOC_STREAMOFF:
            streaming_ = false;
            waiting_.clear();
            done_.clear();
            return 0;
        default: return refuse(ENOTTY);
    }
}

}  // namespace kiosk::drivers::test

/// Takes the place of the C library's in this test program: everything but our devices goes on to the kernel.
extern "C" int ioctl(int fd, unsigned long request, ...) noexcept {
    va_list arguments;
    va_start(arguments, request);
    void* argument = va_arg(arguments, void*);
    va_end(arguments);
    if (auto* device = kiosk::drivers::test::device_behind(fd)) return device->answer(request, argument);
    return static_cast<int>(::syscall(SYS_ioctl, fd, request, argument));
}
