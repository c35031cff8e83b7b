#pragma once
/// What every driver that talks to the kernel needs: a descriptor that closes itself, waiting with an end, errno as an Error.

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <utility>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// Owns one file descriptor.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) {
            close();
            fd_ = std::exchange(other.fd_, -1);
        }
        return *this;
    }
    ~Descriptor() { close(); }

    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool is_open() const { return fd_ >= 0; }
    void close() {
        if (fd_ >= 0) ::close(fd_);  // Nothing can be done about a close that fails: the descriptor is gone either way.
        fd_ = -1;
    }

private:
    int fd_ = -1;
};

/// Ends of waits in the kernel, which counts real time whatever clock the kiosk was given.
class Deadline {
public:
    explicit Deadline(Duration patience) : at_(std::chrono::steady_clock::now() + patience) {}
    [[nodiscard]] Duration left() const {
        const auto left = std::chrono::ceil<Duration>(at_ - std::chrono::steady_clock::now());
        return std::max(left, Duration{0});
    }
    [[nodiscard]] bool passed() const { return left() == Duration{0}; }

private:
    std::chrono::steady_clock::time_point at_;
};

/// What a decision depends on, from errno.
[[nodiscard]] inline Code code_of_errno(int error) {
    switch (error) {
        case ENOENT:
        case ENODEV:
        case ENXIO:
        case EIO:
        case EPIPE:
        case ECONNRESET:
        case ECONNREFUSED:
        case ECONNABORTED:
        case EHOSTUNREACH:
        case ENETUNREACH:
        case EHOSTDOWN:
        case ETIMEDOUT:
        case ESHUTDOWN: return Code::device_gone;
        case EACCES:
        case EPERM: return Code::no_permission;
        case EBUSY: return Code::busy;
        case ENOSPC: return Code::disk_full;
        case ENOTTY:
        case EINVAL: return Code::unsupported;
        default: return Code::io;
    }
}

[[nodiscard]] inline tl::unexpected<Error> os_failure(const std::string& doing, int error, Where where = Where::current()) {
    const char* words = strerrordesc_np(error);
    return fail(code_of_errno(error), doing + ": " + (words != nullptr ? words : "unknown error " + std::to_string(error)),
                where);
}

/// The events that came (`POLLIN`, `POLLHUP`, ...), 0 when the deadline passed first. Blocks until then; signals are ignored.
[[nodiscard]] inline Result<short> wait_ready(int fd, short events, const Deadline& deadline) {
    for (;;) {
        pollfd entry{fd, events, 0};
        const int ready = ::poll(&entry, 1, static_cast<int>(deadline.left().count()));
        if (ready > 0) return entry.revents;
        if (ready == 0) return short{0};
        if (errno != EINTR) return os_failure("waiting for a device", errno);
    }
}

}  // namespace kiosk::drivers
