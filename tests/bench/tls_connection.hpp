#pragma once
/// One connection over TLS to a server of this machine, for one thread that watches many with poll. Ends the program where it fails.

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <string>

#include "kiosk/base/result.hpp"

namespace kiosk::bench {

class Connection {
public:
    Connection(SSL_CTX* context, int port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), ssl_(SSL_new(context)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int yes = 1;
        ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        SSL_set_fd(ssl_, fd_);
        require(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && SSL_connect(ssl_) == 1,
                "the server takes a connection");
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        SSL_free(ssl_);
        ::close(fd_);
    }
    void send(const std::string& text) {
        require(SSL_write(ssl_, text.data(), static_cast<int>(text.size())) > 0, "the server takes a request");
    }
    void do_not_block() { ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK); }
    /// What is there now.
    std::string take() {
        std::string out;
        std::array<char, 16384> buffer{};
        for (int got = 0; (got = SSL_read(ssl_, buffer.data(), buffer.size())) > 0;)
            out.append(buffer.data(), static_cast<std::size_t>(got));
        return out;
    }
    [[nodiscard]] int fd() const { return fd_; }

private:
    int fd_;
    SSL* ssl_;
};

}  // namespace kiosk::bench
