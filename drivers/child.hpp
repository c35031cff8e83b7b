#pragma once
/// A helper program as a child process: what may crash, hang or hold locks for ever is a library of somebody else's, and a child
/// can be killed. It has one socket for its input and output, and nothing else of ours. Any thread.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <string>
#include <vector>

#include "drivers/descriptor.hpp"

namespace kiosk::drivers {

/// A process that does not outlive its owner.
class Child {
public:
    /// Starts `program` (looked for in PATH when it has no slash). not_found when there is no such program.
    [[nodiscard]] static Result<Child> start(const std::string& program, const std::vector<std::string>& arguments);

    Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)), channel_(std::move(other.channel_)) {}
    Child& operator=(Child&&) = delete;
    ~Child() { wait_for_end(Duration{0}); }

    /// Our end of its input and output. `shutdown(SHUT_WR)` ends its input.
    [[nodiscard]] int channel() const { return channel_.get(); }
    /// The whole of `bytes`. Ends well, too, when the child has ended: why, wait_for_end() says. timed_out.
    [[nodiscard]] Result<Done> give(std::string_view bytes, const Deadline& deadline) const;
    /// Blocks until it ends; one that goes on beyond `patience` is killed. Its `wait` status: 0 when it ended well, -1 when that has
    /// been asked before.
    int wait_for_end(Duration patience = 2s) {
        int status = -1;
        if (pid_ < 0) return status;
        const Deadline deadline(patience);
        while (::waitpid(pid_, &status, WNOHANG) == 0) {
            if (deadline.passed()) ::kill(pid_, SIGKILL);
            ::usleep(1000);
        }
        pid_ = -1;
        return status;
    }

private:
    Child(pid_t pid, Descriptor channel) : pid_(pid), channel_(std::move(channel)) {}
    pid_t pid_;
    Descriptor channel_;
};

inline Result<Child> Child::start(const std::string& program, const std::vector<std::string>& arguments) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return os_failure("making a channel to " + program, errno);
    Descriptor ours(ends[0]);
    const Descriptor theirs(ends[1]);

    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, theirs.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, theirs.get(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = -1;
    const int failed = ::posix_spawnp(&pid, program.c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed == ENOENT) return fail(Code::not_found, "there is no program " + program);
    if (failed != 0) return os_failure("starting " + program, failed);
    return Child(pid, std::move(ours));
}

inline Result<Done> Child::give(std::string_view bytes, const Deadline& deadline) const {
    while (!bytes.empty()) {
        const auto sent = ::send(channel(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            auto ready = wait_ready(channel(), POLLOUT, deadline);
            if (!ready) return fail(std::move(ready));
            if (*ready == 0) return fail(Code::timed_out, "the helper program does not take its input");
        } else if (errno == EPIPE || errno == ECONNRESET) {
            return Done{};
        } else if (errno != EINTR) {
            return os_failure("writing to a helper program", errno);
        }
    }
    return Done{};
}

}  // namespace kiosk::drivers
