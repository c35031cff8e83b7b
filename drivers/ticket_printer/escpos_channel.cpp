#include "drivers/ticket_printer/escpos_channel.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/lp.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <array>
#include <memory>
#include <thread>

namespace kiosk::drivers {
namespace {

/// A pipe without a reader sends SIGPIPE, and write() has no flag against it: keeps the signal from this thread meanwhile.
class NoSigpipe {
public:
    NoSigpipe() {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        sigset_t pending;
        sigpending(&pending);
        was_pending_ = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    NoSigpipe(const NoSigpipe&) = delete;
    NoSigpipe& operator=(const NoSigpipe&) = delete;
    ~NoSigpipe() {
        const timespec at_once{};
        if (!was_pending_) sigtimedwait(&pipe_, nullptr, &at_once);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t pipe_{};
    sigset_t before_{};
    bool was_pending_ = false;
};

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

/// Numbers only: a name server that does not answer would hold up the slip for many seconds.
Result<Addresses> numeric_address(const std::string& address) {
    const auto colon = address.rfind(':');
    std::string host = address.substr(0, colon == std::string::npos ? 0 : colon);
    if (host == "localhost") host = "127.0.0.1";
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (host.empty() || ::getaddrinfo(host.c_str(), address.c_str() + colon + 1, &wanted, &found) != 0) {
        return fail(Code::bad_usage, "the ticket printer's address \"" + address +
                                         "\" is neither a device file nor number-address:port, such as 192.168.1.50:9100");
    }
    return Addresses(found);
}

}  // namespace

Result<EscposChannel> EscposChannel::connect(const std::string& address, const Deadline& deadline) {
    return address.starts_with('/') ? open_device(address) : connect_tcp(address, deadline);
}

Result<EscposChannel> EscposChannel::connect_tcp(const std::string& address, const Deadline& deadline) {
    const auto found = numeric_address(address);
    if (!found) return tl::unexpected(found.error());
    const addrinfo& to = **found;
    Descriptor fd(::socket(to.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, to.ai_protocol));
    if (!fd.is_open()) return os_failure("making a socket for the ticket printer", errno);
    const std::string doing = "connecting to the ticket printer at " + address;
    if (::connect(fd.get(), to.ai_addr, to.ai_addrlen) != 0) {
        if (errno != EINPROGRESS && errno != EINTR) return os_failure(doing, errno);
        const auto ready = wait_ready(fd.get(), POLLOUT, deadline);
        if (!ready) return tl::unexpected(ready.error());
        if (*ready == 0) return fail(Code::device_gone, doing + ": no answer; check its power, cable and address");
        int error = 0;
        socklen_t size = sizeof error;
        if (::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
        if (error != 0) return os_failure(doing, error);
    }
    const int on = 1;  // Questions are single small packets that must not wait for each other.
    if (::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) return os_failure(doing, errno);
    return EscposChannel(std::move(fd), Kind::socket);
}

Result<EscposChannel> EscposChannel::open_device(const std::string& path) {
    // Never created: a missing /dev/usb/lp0 must not become a file that swallows slips.
    const std::string doing = "opening the ticket printer " + path;
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return os_failure(doing, errno);
    const bool device = S_ISCHR(about.st_mode);
    if (!device && !S_ISREG(about.st_mode) && !S_ISFIFO(about.st_mode)) {
        return fail(Code::unsupported, path + " is no device file; name the ticket printer's, such as /dev/usb/lp0");
    }
    Descriptor fd(::open(path.c_str(), (device ? O_RDWR : O_WRONLY | O_APPEND) | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (!fd.is_open()) return os_failure(doing, errno);
    EscposChannel channel(std::move(fd), device ? Kind::device : Kind::one_way);
    return channel;
}

ssize_t EscposChannel::write_once(std::string_view bytes) const {
    if (kind_ == Kind::socket) return ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    const NoSigpipe quiet;
    return ::write(fd_.get(), bytes.data(), bytes.size());
}

Result<Done> EscposChannel::write(std::string_view bytes, const Deadline& deadline) {
    while (!bytes.empty()) {
        const ssize_t count = write_once(bytes);
        if (count > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
            continue;
        }
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return os_failure("sending to the ticket printer", errno);
        const auto ready = wait_ready(fd_.get(), POLLOUT, deadline);
        if (!ready) return tl::unexpected(ready.error());
        if (*ready == 0) return fail(Code::timed_out, "the ticket printer stopped taking data; look at its paper and lamps");
        if ((*ready & (POLLERR | POLLNVAL)) != 0 && (*ready & POLLOUT) == 0) {
            return fail(Code::device_gone, "the ticket printer went away while it was sent a slip");
        }
    }
    return Done{};
}

Result<Done> EscposChannel::wait_until_taken(const Deadline& deadline) {
    if (kind_ == Kind::device) {  // usblp drops what is still on the way when it is closed.
        const auto ready = wait_ready(fd_.get(), POLLOUT, deadline);
        if (!ready) return tl::unexpected(ready.error());
        if (*ready == 0) return fail(Code::timed_out, "the ticket printer stopped taking data; look at its paper and lamps");
        return port_status();
    }
    while (kind_ == Kind::socket) {
        int unsent = 0;
        int error = 0;
        socklen_t size = sizeof error;
        if (::ioctl(fd_.get(), SIOCOUTQ, &unsent) != 0) return os_failure("asking for the slip's way", errno);
        if (::getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
        if (error != 0) return os_failure("sending to the ticket printer", error);
        if (unsent == 0) break;
        if (deadline.passed())
            return fail(Code::timed_out, "the ticket printer did not acknowledge the slip; check its cable");
        std::this_thread::sleep_for(2ms);  // The kernel has no event for "all acknowledged".
    }
    return Done{};
}

Result<std::optional<EscposStatus>> EscposChannel::status(Duration answer_time) {
    if (auto port = port_status(); !port) return fail(std::move(port));
    if (kind_ == Kind::one_way) return std::optional<EscposStatus>{};
    EscposStatus status;
    const std::array<std::pair<Question, std::uint8_t*>, 4> questions{{{Question::printer, &status.printer},
                                                                       {Question::offline_cause, &status.offline_cause},
                                                                       {Question::error_cause, &status.error_cause},
                                                                       {Question::paper, &status.paper}}};
    for (const auto& [question, place] : questions) {
        const auto answer = answer_to(question, answer_time);
        if (!answer) return tl::unexpected(answer.error());
        if (*answer) {
            *place = **answer;
        } else if (noise_) {
            return fail(Code::device_fault, "the ticket printer answers with bytes that are no status; set it to ESC/POS");
        } else if (question == Question::printer) {
            return std::optional<EscposStatus>{};  // It has no way back, or none that speaks.
        } else {
            return fail(Code::timed_out, "the ticket printer stopped answering; check its power and cable");
        }
    }
    return std::optional(status);
}

Result<std::optional<std::uint8_t>> EscposChannel::answer_to(Question question, Duration answer_time) {
    noise_ = false;
    const Deadline deadline(answer_time);
    if (auto asked = write(ask(question), deadline); !asked) {
        if (asked.error().code != Code::timed_out) return fail(std::move(asked));
        return std::optional<std::uint8_t>{};
    }
    while (!deadline.passed()) {
        const auto bytes = read_some(deadline);
        if (!bytes) return tl::unexpected(bytes.error());
        std::optional<std::uint8_t> answer;
        for (const char c : *bytes) {
            const auto byte = static_cast<std::uint8_t>(c);
            if (is_answer(byte)) {
                answer = byte;
            } else if (is_printed_answer(byte)) {
                printed_ = true;
            } else {
                noise_ = true;
            }
        }
        if (answer) return answer;
    }
    return std::optional<std::uint8_t>{};
}

Result<std::string> EscposChannel::read_some(const Deadline& deadline) {
    const auto ready = wait_ready(fd_.get(), POLLIN, deadline);
    if (!ready) return tl::unexpected(ready.error());
    if (*ready == 0) return std::string{};
    std::array<char, 256> bytes;
    const ssize_t count = ::read(fd_.get(), bytes.data(), bytes.size());
    if (count > 0) return std::string(bytes.data(), static_cast<std::size_t>(count));
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return std::string{};
    if (count == 0 && kind_ == Kind::socket) return fail(Code::device_gone, "the ticket printer closed the connection");
    if (count < 0) return os_failure("listening to the ticket printer", errno);
    std::this_thread::sleep_for(std::min(deadline.left(), Duration{10}));  // usblp is always readable on some printers.
    return std::string{};
}

Result<Done> EscposChannel::port_status() const {
    int lines = 0;
    if (kind_ != Kind::device || ::ioctl(fd_.get(), LPGETSTATUS, &lines) != 0) return Done{};  // Only usblp has them.
    if ((lines & LP_POUTPA) != 0) return fail(Code::no_paper, "the ticket printer is out of paper; put in a new roll");
    if ((lines & LP_PERRORP) == 0) return fail(Code::device_fault, "the ticket printer reports an error; look at its lamps");
    return Done{};
}

}  // namespace kiosk::drivers
