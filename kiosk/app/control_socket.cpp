#include "kiosk/app/control_socket.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "kiosk/base/log.hpp"
#include "kiosk/store/data_folder.hpp"

namespace kiosk::app {
namespace {

constexpr std::size_t longest_request = 64U << 10;
constexpr std::size_t longest_answer = 64U << 20;
constexpr int poll_round_ms = 200;  // how soon the thread notices that it should end
constexpr int request_patience_ms = 2000;

std::filesystem::path socket_path(const std::filesystem::path& data_folder) {
    return store::DataFolder::socket_file(data_folder);
}

Result<sockaddr_un> address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.string().size() >= sizeof address.sun_path) {
        return fail(Code::bad_usage,
                    fmt::format("{}: too long for a socket; choose a data folder with a shorter name", path.string()));
    }
    std::memcpy(address.sun_path, path.c_str(), path.string().size());
    return address;
}

class Socket {
public:
    explicit Socket(int fd) : fd_(fd) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }

private:
    int fd_;
};

bool send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto put = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

/// One line without its end; an error when it does not come in time or is too long.
Result<std::string> receive_line(int fd, int patience_ms, std::size_t limit) {
    std::string out;
    for (;;) {
        pollfd waiting{fd, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, patience_ms);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return fail(Code::timed_out, "the kiosk does not answer; is it busy or stopping?");
        char buffer[16384];
        const auto got = ::recv(fd, buffer, sizeof buffer, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return fail(Code::io, "the kiosk closed the connection; is it stopping?");
        out.append(buffer, static_cast<std::size_t>(got));
        if (const auto end = out.find('\n'); end != std::string::npos) return out.substr(0, end);
        if (out.size() > limit) return fail(Code::too_large, "the message is too long");
    }
}

}  // namespace

Result<std::unique_ptr<ControlSocket>> ControlSocket::open(const std::filesystem::path& data_folder, Answer answer) {
    const auto path = socket_path(data_folder);
    auto address = address_of(path);
    if (!address) return fail(std::move(address));
    Socket listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (listener.get() < 0) return fail(Code::io, fmt::format("cannot make a socket: {}", std::strerror(errno)));
    ::unlink(path.c_str());  // left over from a crash: whoever is here owns the folder's lock
    const mode_t before = ::umask(0077);
    const int bound = ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address);
    ::umask(before);
    constexpr int backlog = 8;
    if (bound != 0 || ::listen(listener.get(), backlog) != 0) {
        return fail(Code::io, fmt::format("{}: cannot listen: {}", path.string(), std::strerror(errno)));
    }
    return std::unique_ptr<ControlSocket>(new ControlSocket(listener.release(), path, std::move(answer)));
}

ControlSocket::ControlSocket(int listener, std::filesystem::path path, Answer answer)
    : listener_(listener),
      path_(std::move(path)),
      answer_(std::move(answer)),
      thread_([this](const std::stop_token& stop) { serve(stop); }) {}

ControlSocket::~ControlSocket() {
    thread_.request_stop();
    thread_.join();
    ::close(listener_);
    ::unlink(path_.c_str());
}

void ControlSocket::serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        pollfd waiting{listener_, POLLIN, 0};
        if (::poll(&waiting, 1, poll_round_ms) <= 0) continue;
        const Socket connection(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
        if (connection.get() < 0) continue;
        const auto request = receive_line(connection.get(), request_patience_ms, longest_request);
        if (!request) {
            log::failure("a command through the socket", request.error());
            continue;
        }
        if (!send_all(connection.get(), answer_(*request) + "\n")) log::warning("a command went away before its answer");
    }
}

Result<std::string> ask_owner(const std::filesystem::path& data_folder, std::string_view request, Duration patience) {
    auto address = address_of(socket_path(data_folder));
    if (!address) return fail(std::move(address));
    const Socket connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (connection.get() < 0) return fail(Code::io, fmt::format("cannot make a socket: {}", std::strerror(errno)));
    if (::connect(connection.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
        return fail(Code::not_found, "no kiosk is running on this data folder");
    }
    if (!send_all(connection.get(), std::string(request) + "\n"))
        return fail(Code::io, "the kiosk closed the connection; try again");
    return receive_line(connection.get(), static_cast<int>(patience.count()), longest_answer);
}

}  // namespace kiosk::app
