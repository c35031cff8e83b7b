#include "tests/ledger/liar.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

namespace kiosk::ledger::test {
namespace {

/// One request of `pending`, more of which is read as needed; nothing when the other side is gone.
bool read_request(int socket, const std::atomic<bool>& over, std::string& pending, Liar::Request& out) {
    for (;;) {
        const auto head_end = pending.find("\r\n\r\n");
        if (head_end != std::string::npos) {
            out.head = pending.substr(0, head_end);
            const auto at = out.head.find("Content-Length: ");
            const std::size_t length = at == std::string::npos ? 0 : std::stoul(out.head.substr(at + 16));
            if (pending.size() >= head_end + 4 + length) {
                out.body = pending.substr(head_end + 4, length);
                pending.erase(0, head_end + 4 + length);
                const auto space = out.head.find(' ');
                out.path = out.head.substr(space + 1, out.head.find(' ', space + 1) - space - 1);
                return true;
            }
        }
        pollfd waiting{socket, POLLIN, 0};
        if (over) return false;
        if (::poll(&waiting, 1, 5) <= 0) continue;
        std::array<char, 65536> some{};
        const auto got = ::recv(socket, some.data(), some.size(), 0);
        if (got <= 0) return false;
        pending.append(some.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

bool Liar::Line::say(std::string_view bytes) const {
    while (!bytes.empty() && !over_) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return !over_;
}

bool Liar::Line::answer(int status, std::string_view body, std::string_view more_head) const {
    return say("HTTP/1.1 " + std::to_string(status) + " So\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
               std::string(more_head) + "\r\n" + std::string(body));
}

bool Liar::Line::begin_stream() const { return say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"); }

void Liar::Line::wait() const {
    for (std::array<char, 64> some{}; !over_;) {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, 5) > 0 && ::recv(socket_, some.data(), some.size(), 0) <= 0) return;
    }
}

Liar::Liar(Answer answer)
    : answer_(std::move(answer)), server_([this](int socket, const std::atomic<bool>& over) { serve(socket, over); }) {}

std::vector<Liar::Request> Liar::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

int Liar::asked(std::string_view path) const {
    const auto all = requests();
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const Request& one) { return one.path == path; }));
}

bool Liar::hears(std::string_view path, int times) const {
    for (int i = 0; i < 4000 && asked(path) < times; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return asked(path) == times;
}

void Liar::serve(int socket, const std::atomic<bool>& over) {
    const timeval patience{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    std::string pending;
    for (Request request; read_request(socket, over, pending, request);) {
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request);
        }
        if (!answer_(request, Line(socket, over))) break;
    }
    ::close(socket);
}

}  // namespace kiosk::ledger::test
