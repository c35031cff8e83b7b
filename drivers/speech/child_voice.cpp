#include "drivers/speech/child_voice.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>

#include "drivers/descriptor.hpp"

namespace kiosk::drivers {
namespace {

constexpr Duration patience = 5s;              // a page of text takes 0.3 s on a slow machine
constexpr Duration round = 20ms;               // how soon a hush is noticed
constexpr std::size_t most_bytes = 32U << 20;  // twelve minutes of speech
constexpr const char* program = "espeak-ng";

/// A process that does not outlive its owner.
class Child {
public:
    explicit Child(pid_t pid) : pid_(pid) {}
    ~Child() {
        if (pid_ < 0) return;
        ::kill(pid_, SIGKILL);
        wait_for_end();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    /// True when it ended well. Blocks until it ends.
    bool ended_well() { return wait_for_end() == 0; }

private:
    int wait_for_end() {
        int status = -1;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
        return status;
    }
    pid_t pid_;
};

struct Ends {
    Descriptor ours;
    Descriptor theirs;
};

Result<Ends> pair_of_sockets() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return os_failure("making a channel to espeak-ng", errno);
    return Ends{Descriptor(ends[0]), Descriptor(ends[1])};
}

Result<pid_t> start(const Voice& voice, const Descriptor& input, const Descriptor& output) {
    const auto speed = std::to_string(voice.words_per_minute);
    // -b 1: the text is UTF-8, whatever the locale.
    std::array<const char*, 10> arguments{program, "-v", voice.name.c_str(), "-s",       speed.c_str(),
                                          "-b",    "1",  "--stdin",          "--stdout", nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input.get(), 0);
    posix_spawn_file_actions_adddup2(&actions, output.get(), 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t pid = -1;
    const int failed = ::posix_spawnp(&pid, program, &actions, nullptr, const_cast<char* const*>(arguments.data()), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed == ENOENT) return fail(Code::not_found, "espeak-ng is not installed; install the Debian package espeak-ng");
    if (failed != 0) return os_failure("starting espeak-ng", failed);
    return pid;
}

Result<Done> give(const Descriptor& to, std::string_view words, const Deadline& deadline) {
    while (!words.empty()) {
        const auto sent = ::send(to.get(), words.data(), words.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            words.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            auto ready = wait_ready(to.get(), POLLOUT, deadline);
            if (!ready) return fail(std::move(ready));
            if (*ready == 0) return fail(Code::timed_out, "espeak-ng does not take its text");
        } else if (errno == EPIPE || errno == ECONNRESET) {
            return Done{};  // it has ended; why, its exit says
        } else if (errno != EINTR) {
            return os_failure("giving text to espeak-ng", errno);
        }
    }
    return Done{};
}

}  // namespace

Result<std::string> wav_of(const std::string& words, const Voice& voice, const std::atomic<unsigned>& hushed,
                           unsigned hushed_before) {
    const Deadline deadline(patience);
    auto input = pair_of_sockets();
    if (!input) return fail(std::move(input));
    auto output = pair_of_sockets();
    if (!output) return fail(std::move(output));
    auto pid = start(voice, input->theirs, output->theirs);
    if (!pid) return fail(std::move(pid));
    Child child(*pid);
    input->theirs.close();
    output->theirs.close();
    if (auto given = give(input->ours, words + '\n', deadline); !given) return fail(std::move(given));
    ::shutdown(input->ours.get(), SHUT_WR);

    std::string wav;
    std::array<char, 65536> part{};
    for (;;) {
        if (hushed != hushed_before) return fail(Code::stopped, "hushed before the first sound");
        if (deadline.passed()) return fail(Code::timed_out, "espeak-ng took longer than 5 s for a sentence");
        auto ready = wait_ready(output->ours.get(), POLLIN, Deadline(std::min(round, deadline.left())));
        if (!ready) return fail(std::move(ready));
        if (*ready == 0) continue;
        const auto got = ::recv(output->ours.get(), part.data(), part.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        wav.append(part.data(), static_cast<std::size_t>(got));
        if (wav.size() > most_bytes) return fail(Code::too_large, "espeak-ng made more sound than a sentence has");
    }
    if (!child.ended_well() || wav.empty())
        return fail(Code::not_found,
                    "espeak-ng made no sound; check that `espeak-ng --voices` knows the voice " + voice.name);
    return wav;
}

}  // namespace kiosk::drivers
