#pragma once
/// This machine that speaks to itself: where it listens, and a server whose every connection a test answers.

#include <netinet/in.h>

#include <atomic>
#include <functional>
#include <thread>

namespace kiosk::test {

/// 127.0.0.`host`; port 0: whichever is free.
[[nodiscard]] sockaddr_in loopback(int port = 0, int host = 1);

/// Listens from the first moment on. Throws std::system_error where that is not possible.
class ListeningSocket {
public:
    explicit ListeningSocket(int port = 0, int host = 1);
    ~ListeningSocket();
    ListeningSocket(const ListeningSocket&) = delete;
    ListeningSocket& operator=(const ListeningSocket&) = delete;

    [[nodiscard]] int fd() const { return fd_; }
    [[nodiscard]] int port() const { return port_; }

private:
    int fd_;
    int port_ = 0;
};

/// A port that nobody has just now.
[[nodiscard]] inline int free_port() { return ListeningSocket().port(); }

class LoopbackServer {
public:
    /// One connection, on a thread of its own: closes the socket, and returns soon once `over` is true.
    using Serve = std::function<void(int socket, const std::atomic<bool>& over)>;
    explicit LoopbackServer(Serve serve, int host = 1);
    /// Waits until all connections have ended.
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    [[nodiscard]] int port() const { return listening_.port(); }

private:
    void accept_all();

    const Serve serve_;
    const ListeningSocket listening_;
    std::atomic<bool> over_ = false;
    std::thread accepting_;
};

}  // namespace kiosk::test
