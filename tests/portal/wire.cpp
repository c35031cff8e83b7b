#include "tests/portal/wire.hpp"

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace stage {
namespace {

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

/// The head of a request; empty when the other side went away before it was whole.
std::string head_from(int socket) {
    std::string out;
    char one = 0;
    while (!out.ends_with("\r\n\r\n")) {  // byte by byte: what follows belongs to somebody else
        if (out.size() > 8192 || ::recv(socket, &one, 1, 0) != 1) return {};
        out += one;
    }
    return out;
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

Wire::Wire(int to_port, int host, std::optional<std::string> as_proxy)
    : to_port_(to_port),
      as_proxy_(std::move(as_proxy)),
      server_([this](int kiosk, const std::atomic<bool>& over) { carry(kiosk, over); }, host) {}

bool Wire::lets_through(int kiosk) {
    const auto head = head_from(kiosk);
    if (!head.starts_with("CONNECT ")) return false;
    ++connects_;
    const auto answer = "HTTP/1.1 " + *as_proxy_ + "\r\n\r\n";
    if (::send(kiosk, answer.data(), answer.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(answer.size())) return false;
    if (as_proxy_->starts_with("200")) return true;
    ::shutdown(kiosk, SHUT_WR);  // what was said arrives before the connection is torn
    char rest = 0;
    static_cast<void>(::recv(kiosk, &rest, 1, 0));
    return false;
}

void Wire::carry(int kiosk, const std::atomic<bool>& over) {
    const int portal = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = kiosk::test::loopback(to_port_);
    bool whole = ::connect(portal, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    if (whole) {
        for (const int end : {kiosk, portal}) do_not_hold_back(end);
        if (as_proxy_) whole = lets_through(kiosk);
    }
    if (whole) {
        long answer_left = answer_left_.exchange(-1);
        long request_left = request_left_.exchange(-1);
        whole = answer_left != 0 && request_left != 0;
        while (whole && !over) {
            std::array<pollfd, 2> both{pollfd{kiosk, POLLIN, 0}, pollfd{portal, POLLIN, 0}};
            if (::poll(both.data(), both.size(), 2) <= 0) continue;
            if ((both[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) whole = pass(kiosk, portal, request_left, requested_);
            if (whole && (both[1].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
                whole = pass(portal, kiosk, answer_left, answered_);
        }
    }
    tear(kiosk);
    tear(portal);
}

}  // namespace stage
