#include "kiosk/scan/zygote.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "kiosk/scan/decoder_child.hpp"

namespace kiosk::scan {
namespace {

struct Order {
    enum class What : int { fork, end } what{};
    pid_t child = 0;
};

struct Passed {
    Order order;
    std::array<int, 2> descriptors{-1, -1};
};

using ControlRoom = std::array<char, CMSG_SPACE(2 * sizeof(int))>;

bool send_order(int channel, const Order& order, const std::array<int, 2>* descriptors) {
    iovec body{const_cast<Order*>(&order), sizeof order};
    msghdr message{};
    message.msg_iov = &body;
    message.msg_iovlen = 1;
    alignas(cmsghdr) ControlRoom control{};
    if (descriptors != nullptr) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        auto* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(2 * sizeof(int));
        std::memcpy(CMSG_DATA(header), descriptors->data(), 2 * sizeof(int));
    }
    return ::sendmsg(channel, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof order);
}

bool receive_order(int channel, Passed& passed) {
    iovec body{&passed.order, sizeof passed.order};
    msghdr message{};
    alignas(cmsghdr) ControlRoom control{};
    message.msg_iov = &body;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    ssize_t got = 0;
    do {
        got = ::recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got != static_cast<ssize_t>(sizeof passed.order)) return false;
    const auto* header = CMSG_FIRSTHDR(&message);
    if (header != nullptr && header->cmsg_type == SCM_RIGHTS) {
        std::memcpy(passed.descriptors.data(), CMSG_DATA(header), 2 * sizeof(int));
    }
    return true;
}

/// Keeps the low three streams and `kept`; whatever else the process had open is not the zygote's business.
void close_all_but(int kept) {
    if (kept > 3) ::close_range(3, static_cast<unsigned>(kept) - 1, 0);
    ::close_range(static_cast<unsigned>(kept) + 1, ~0U, 0);
}

int fork_one(int zygote_channel, const Passed& passed) {
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(0);
        ::close(zygote_channel);
        run_decoder_child(passed.descriptors[0], passed.descriptors[1]);
    }
    for (const int descriptor : passed.descriptors) ::close(descriptor);
    return child;
}

[[noreturn]] void run_zygote(int channel) {
    close_all_but(channel);
    // The supervisor's signals are for the kiosk; the zygote ends when the kiosk closes the channel or dies.
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(number, SIG_IGN);
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(nowhere, STDIN_FILENO);
    ::dup2(nowhere, STDOUT_FILENO);
    for (;;) {
        Passed passed;
        if (!receive_order(channel, passed)) ::_exit(0);
        int answer = -1;
        if (passed.order.what == Order::What::fork) {
            answer = fork_one(channel, passed);
        } else {
            ::kill(passed.order.child, SIGKILL);
            ::waitpid(passed.order.child, &answer, 0);
        }
        if (::send(channel, &answer, sizeof answer, MSG_NOSIGNAL) != sizeof answer) ::_exit(0);
    }
}

Result<int> answer_to(int channel) {
    int answer = -1;
    ssize_t got = 0;
    do {
        got = ::recv(channel, &answer, sizeof answer, 0);
    } while (got < 0 && errno == EINTR);
    if (got != static_cast<ssize_t>(sizeof answer)) {
        return fail(Code::stopped, "the process that forks decoders is gone; restart the kiosk");
    }
    return answer;
}

}  // namespace

Result<std::shared_ptr<Zygote>> Zygote::start() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return fail(Code::io, std::string("cannot make a channel to the decoder: ") + std::strerror(errno));
    }
    const pid_t parent = ::getpid();
    const pid_t process = ::fork();
    if (process < 0) {
        const int error = errno;
        for (const int end : ends) ::close(end);
        return fail(Code::io, std::string("cannot start the decoder process: ") + std::strerror(error));
    }
    if (process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(0);
        run_zygote(ends[1]);
    }
    ::close(ends[1]);
    return std::shared_ptr<Zygote>(new Zygote(ends[0], process));
}

Zygote::~Zygote() {
    ::close(channel_);
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
}

Result<pid_t> Zygote::fork_child(int channel, int room_descriptor) {
    const std::lock_guard lock(mutex_);
    const std::array<int, 2> descriptors{channel, room_descriptor};
    if (!send_order(channel_, {Order::What::fork, 0}, &descriptors)) {
        return fail(Code::stopped, "the process that forks decoders is gone; restart the kiosk");
    }
    const auto child = answer_to(channel_);
    if (!child) return tl::unexpected(child.error());
    if (*child <= 0) return fail(Code::io, "the system refused another process for decoding; look at its process limit");
    return static_cast<pid_t>(*child);
}

Result<int> Zygote::end_child(pid_t child) {
    const std::lock_guard lock(mutex_);
    if (!send_order(channel_, {Order::What::end, child}, nullptr)) {
        return fail(Code::stopped, "the process that forks decoders is gone; restart the kiosk");
    }
    return answer_to(channel_);
}

}  // namespace kiosk::scan
