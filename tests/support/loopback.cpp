#include "tests/support/loopback.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <list>
#include <system_error>
#include <utility>

namespace kiosk::test {
namespace {

void must(bool holds, const char* what) {
    if (!holds) throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

sockaddr_in loopback(int port, int host) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(static_cast<std::uint16_t>(port));
    out.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + static_cast<std::uint32_t>(host));
    return out;
}

ListeningSocket::ListeningSocket(int port, int host) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    must(fd_ >= 0, "socket");
    const int on = 1;  // a port that was listened on a moment ago
    ::setsockopt(fd_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    auto address = loopback(port, host);
    socklen_t size = sizeof address;
    must(::bind(fd_, reinterpret_cast<sockaddr*>(&address), size) == 0, "bind");
    must(::listen(fd_, 16) == 0, "listen");
    must(::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size) == 0, "getsockname");
    port_ = ntohs(address.sin_port);
}

ListeningSocket::~ListeningSocket() { ::close(fd_); }

LoopbackServer::LoopbackServer(Serve serve, int host)
    : serve_(std::move(serve)), listening_(0, host), accepting_([this] { accept_all(); }) {}

LoopbackServer::~LoopbackServer() {
    over_ = true;
    accepting_.join();
}

void LoopbackServer::accept_all() {
    struct Serving {
        std::atomic<bool> ended = false;
        std::thread thread;
    };
    std::list<Serving> serving;
    while (!over_) {
        for (auto one = serving.begin(); one != serving.end();) {  // a thread that ended still keeps its stack
            if (one->ended) one->thread.join();
            one = one->ended ? serving.erase(one) : std::next(one);
        }
        pollfd waiting{listening_.fd(), POLLIN, 0};
        if (::poll(&waiting, 1, 2) <= 0) continue;
        const int socket = ::accept4(listening_.fd(), nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) continue;
        auto& one = serving.emplace_back();
        one.thread = std::thread([this, socket, &ended = one.ended] {
            serve_(socket, over_);
            ended = true;
        });
    }
    for (auto& one : serving) one.thread.join();
}

}  // namespace kiosk::test
