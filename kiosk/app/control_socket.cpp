#include "kiosk/app/control_socket.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "kiosk/base/log.hpp"
#include "kiosk/store/data_folder.hpp"

namespace kiosk::app {
namespace {

constexpr std::size_t longest_request = 64U << 10;
constexpr std::size_t longest_answer = 64U << 20;

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
    constexpr int backlog = 64;
    if (bound != 0 || ::listen(listener.get(), backlog) != 0) {
        return fail(Code::io, fmt::format("{}: cannot listen: {}", path.string(), std::strerror(errno)));
    }
    Socket ending(::eventfd(0, EFD_CLOEXEC));
    if (ending.get() < 0) return fail(Code::io, fmt::format("cannot make an event: {}", std::strerror(errno)));
    return std::unique_ptr<ControlSocket>(new ControlSocket(listener.release(), ending.release(), path, std::move(answer)));
}

ControlSocket::ControlSocket(int listener, int ending, std::filesystem::path path, Answer answer)
    : listener_(listener), ending_(ending), path_(std::move(path)), answer_(std::move(answer)) {
    for (int i = 0; i < at_once; ++i) threads_.emplace_back([this] { serve(); });
}

ControlSocket::~ControlSocket() {
    const std::uint64_t end = 1;
    if (::write(ending_, &end, sizeof end) != sizeof end) broken("an event can be told");
    for (auto& thread : threads_) thread.join();
    ::close(ending_);
    ::close(listener_);
    ::unlink(path_.c_str());
}

/// Of the threads one waits for the next connection, and nothing wakes it but that.
int ControlSocket::next_connection() {
    const std::lock_guard alone(waiting_);
    for (;;) {
        std::array waiting{pollfd{listener_, POLLIN, 0}, pollfd{ending_, POLLIN, 0}};
        if (::poll(waiting.data(), waiting.size(), -1) <= 0) continue;
        if (waiting[1].revents != 0) return -1;
        if (const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC); connection >= 0) return connection;
    }
}

void ControlSocket::serve() {
    for (int next = 0; (next = next_connection()) >= 0;) {
        const Socket connection(next);
        answer(connection.get());
    }
}

void ControlSocket::answer(int connection) {
    const timeval longest{std::chrono::duration_cast<std::chrono::seconds>(patience).count(), 0};
    if (::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest) != 0)
        return log::error("a connection of the socket has no time limit, so it is not answered: {}", std::strerror(errno));
    const auto request = receive_line(connection, static_cast<int>(patience.count()), longest_request);
    if (!request) return log::failure("a command through the socket", request.error());
    if (!send_all(connection, answer_(*request) + "\n")) log::warning("a command went away before its answer");
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
