#include "tests/portal/wire.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <list>

#include "tests/support/catch.hpp"

namespace stage {
namespace {

sockaddr_in loopback(int port, int host = 1) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + static_cast<std::uint32_t>(host));
    return address;
}

/// Closing says RST, not a polite end.
void tear(int socket) {
    const linger now{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(socket);
}

/// What was passed on goes at once: held back for the next piece, each exchange would wait for a delayed acknowledgement.
void do_not_hold_back(int socket) {
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

/// Passes on what there is; false when the connection is over. `left` negative: no limit.
bool pass(int from, int to, long& left, std::atomic<std::size_t>& count) {
    std::array<char, 16384> bytes{};
    const std::size_t most = left < 0 ? bytes.size() : std::min(bytes.size(), static_cast<std::size_t>(left));
    if (most == 0) return false;
    const auto got = ::recv(from, bytes.data(), most, 0);
    if (got <= 0) return false;
    count += static_cast<std::size_t>(got);  // before they go: whoever has the answer may ask at once how long it was
    if (::send(to, bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) != got) return false;
    if (left >= 0) left -= got;
    return left != 0;
}

}  // namespace

Wire::Wire(int to_port, int host) : to_port_(to_port) {
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(listening_ >= 0);
    auto address = loopback(0, host);
    REQUIRE(::bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listening_, 16) == 0);
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { accept_all(); });
}

Wire::~Wire() {
    stopping_ = true;
    accepting_.join();
    ::close(listening_);
}

void Wire::accept_all() {
    struct Carried {
        std::atomic<bool> over = false;
        std::thread thread;
    };
    std::list<Carried> carrying;
    while (!stopping_) {
        for (auto one = carrying.begin(); one != carrying.end();) {  // a thread that ended still keeps its stack
            if (one->over) one->thread.join();
            one = one->over ? carrying.erase(one) : std::next(one);
        }
        pollfd waiting{listening_, POLLIN, 0};
        if (::poll(&waiting, 1, 2) <= 0) continue;
        const int kiosk = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (kiosk < 0) continue;
        const int portal = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const auto address = loopback(to_port_);
        if (::connect(portal, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            tear(kiosk);
            ::close(portal);
            continue;
        }
        const long answer = answer_left_.exchange(-1);
        const long request = request_left_.exchange(-1);
        auto& one = carrying.emplace_back();
        one.thread = std::thread([this, kiosk, portal, answer, request, &over = one.over] {
            carry(kiosk, portal, answer, request);
            over = true;
        });
    }
    for (auto& one : carrying) one.thread.join();
}

void Wire::carry(int kiosk, int portal, long answer_left, long request_left) {
    for (const int end : {kiosk, portal}) do_not_hold_back(end);
    bool whole = answer_left != 0 && request_left != 0;
    while (whole && !stopping_) {
        std::array<pollfd, 2> both{pollfd{kiosk, POLLIN, 0}, pollfd{portal, POLLIN, 0}};
        if (::poll(both.data(), both.size(), 2) <= 0) continue;
        if ((both[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) whole = pass(kiosk, portal, request_left, requested_);
        if (whole && (both[1].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
            whole = pass(portal, kiosk, answer_left, answered_);
    }
    tear(kiosk);
    tear(portal);
}

}  // namespace stage
