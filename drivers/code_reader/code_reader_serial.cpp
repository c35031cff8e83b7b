#include "drivers/code_reader/code_reader_serial.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <array>

namespace kiosk::drivers {
namespace {

Result<speed_t> speed_of(int baud) {
    switch (baud) {
        case 9600: return speed_t{B9600};
        case 19200: return speed_t{B19200};
        case 38400: return speed_t{B38400};
        case 57600: return speed_t{B57600};
        case 115200: return speed_t{B115200};
        default: return fail(Code::bad_usage, "the code reader's speed must be 9600, 19200, 38400, 57600 or 115200 baud");
    }
}

}  // namespace

CodeReaderSerial::CodeReaderSerial(std::string path, const Clock& clock, int baud)
    : path_(std::move(path)), clock_(clock), baud_(baud) {}

Result<Done> CodeReaderSerial::open() {
    line_.close();
    splitter_ = CodeSplitter{};
    Descriptor line(::open(path_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!line.is_open()) return os_failure("opening the code reader " + path_, errno);
    if (auto configured = configure(line.get()); !configured) return configured;
    line_ = std::move(line);
    return Done{};
}

Result<Done> CodeReaderSerial::configure(int fd) const {
    const auto speed = speed_of(baud_);
    if (!speed) return tl::unexpected(speed.error());
    termios line{};
    if (::tcgetattr(fd, &line) != 0) {
        return fail(Code::unsupported,
                    path_ + " is no serial line; set the code reader to its serial mode and name that device");
    }
    ::cfmakeraw(&line);
    line.c_cflag |= CLOCAL | CREAD;
    line.c_cc[VMIN] = 1;  // With O_NONBLOCK: EAGAIN when nothing is there, so that 0 bytes can only mean unplugged.
    line.c_cc[VTIME] = 0;
    if (::cfsetispeed(&line, *speed) != 0 || ::cfsetospeed(&line, *speed) != 0 || ::tcsetattr(fd, TCSANOW, &line) != 0) {
        return os_failure("setting up the code reader " + path_, errno);
    }
    if (::ioctl(fd, TIOCEXCL) != 0) return os_failure("keeping the code reader " + path_ + " for the kiosk", errno);
    if (::tcflush(fd, TCIFLUSH) != 0) return os_failure("emptying the code reader " + path_, errno);
    return Done{};
}

void CodeReaderSerial::set_enabled(bool enabled) {
    if (enabled && !enabled_ && line_.is_open()) {
        // Whatever was held before the reader until now was not asked for. A failure here shows again at the next poll.
        for (int reads = 0; reads < 16 && read_some(); ++reads) {
            const bool more_may_wait = splitter_.has_whole_code();
            splitter_.drop(clock_.monotonic());
            if (!more_may_wait) break;
        }
    }
    enabled_ = enabled;
}

Result<std::optional<std::string>> CodeReaderSerial::poll() {
    if (!line_.is_open()) return fail(Code::device_gone, "the code reader " + path_ + " is not open");
    if (!splitter_.has_whole_code()) {
        if (auto read = read_some(); !read) return fail(std::move(read));
    }
    if (!enabled_) {
        splitter_.drop(clock_.monotonic());
        return std::optional<std::string>{};
    }
    return splitter_.next(clock_.monotonic());
}

Result<Done> CodeReaderSerial::read_some() {
    std::array<char, 4096> bytes;
    ssize_t count = 0;
    do {
        count = ::read(line_.get(), bytes.data(), bytes.size());
    } while (count < 0 && errno == EINTR);
    if (count > 0) {
        splitter_.feed({bytes.data(), static_cast<std::size_t>(count)}, clock_.monotonic());
        return Done{};
    }
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Done{};
    const int error = count == 0 ? ENODEV : errno;
    line_.close();
    return os_failure("reading the code reader " + path_, error);
}

}  // namespace kiosk::drivers
