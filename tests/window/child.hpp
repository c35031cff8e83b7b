#pragma once
/// Programs that a test starts beside itself, and a screen without glass. They end with their object.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

extern char** environ;

namespace kiosk::test {

class Child {
public:
    /// `words` begin with the program, found as a shell does. What it says goes to `output`; `number_to`, a descriptor, is
    /// its descriptor 3.
    Child(std::vector<std::string> words, const std::filesystem::path& output, int number_to = -1) {
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        posix_spawn_file_actions_t files{};
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
        if (number_to >= 0) posix_spawn_file_actions_adddup2(&files, number_to, 3);
        if (posix_spawnp(&pid_, argv[0], &files, nullptr, argv.data(), environ) != 0) pid_ = -1;
        posix_spawn_file_actions_destroy(&files);
    }
    ~Child() { end(); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    [[nodiscard]] bool started() const { return pid_ > 0; }
    /// Asks it to end; what it ended with.
    int end() {
        if (pid_ <= 0) return -1;
        kill(pid_, SIGTERM);
        return wait();
    }
    int wait() {
        int status = 0;
        while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    /// Processor time of all its threads so far.
    [[nodiscard]] std::chrono::microseconds processor_time() const {
        std::chrono::nanoseconds sum{};
        const auto tasks = std::filesystem::path("/proc") / std::to_string(pid_) / "task";
        for (const auto& task : std::filesystem::directory_iterator(tasks)) {
            std::ifstream file(task.path() / "schedstat");
            long long ns = 0;
            if (file >> ns) sum += std::chrono::nanoseconds(ns);
        }
        return std::chrono::duration_cast<std::chrono::microseconds>(sum);
    }

private:
    pid_t pid_ = -1;
};

/// An X server that draws into memory, as large as the kiosk's glass.
class VirtualScreen {
public:
    /// `server` begins with the program; what it says goes into a file of `folder`.
    explicit VirtualScreen(const std::filesystem::path& folder,
                           std::vector<std::string> server = {"Xvfb", "-screen", "0", "1080x1920x24"}) {
        mkdir("/tmp/.X11-unix", 01777);  // the server wants it, and a bare system has none
        chmod("/tmp/.X11-unix", 01777);
        int ends[2] = {-1, -1};
        if (pipe2(ends, O_CLOEXEC) != 0) return;
        server.insert(server.end(), {"-displayfd", "3", "-nolisten", "tcp"});
        server_ = std::make_unique<Child>(std::move(server), folder / "screen.log", ends[1]);
        close(ends[1]);
        char digit = 0;
        while (server_->started() && read(ends[0], &digit, 1) == 1 && digit != '\n') number_ += digit;
        close(ends[0]);
        if (!number_.empty()) setenv("DISPLAY", name().c_str(), 1);
    }
    [[nodiscard]] bool is_there() const { return !number_.empty(); }
    [[nodiscard]] std::string name() const { return ":" + number_; }

private:
    std::unique_ptr<Child> server_;
    std::string number_;
};

}  // namespace kiosk::test
