#include "tests/portal/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "tests/support/catch.hpp"

extern char** environ;

namespace stage {

Child::Child(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
    auto spoken = words;
    auto more = environment;
    std::vector<char*> argv;
    for (auto& word : spoken) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::vector<char*> variables;
    for (auto& variable : more) variables.push_back(variable.data());
    for (char** variable = environ; *variable != nullptr; ++variable) variables.push_back(*variable);
    variables.push_back(nullptr);
    INFO(words.front() + ": build the target kiosk first, or install it");
    REQUIRE(::posix_spawnp(&pid_, words.front().c_str(), &actions, nullptr, argv.data(), variables.data()) == 0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    output_ = pipe[0];
}

Child::~Child() {
    if (!code_) {
        ::kill(pid_, SIGKILL);
        static_cast<void>(wait());
    }
    ::close(output_);
}

std::string Child::line() {
    while (text_.find('\n') == std::string::npos) {
        if (!more()) break;
    }
    return text_.substr(0, text_.find('\n'));
}

std::string Child::line_with(const std::string& part) {
    for (;;) {
        const auto at = text_.find(part);
        const auto end = at == std::string::npos ? at : text_.find('\n', at);
        if (end != std::string::npos) {
            const auto begin = text_.rfind('\n', at);
            return text_.substr(begin == std::string::npos ? 0 : begin + 1,
                                end - (begin == std::string::npos ? 0 : begin + 1));
        }
        INFO(text_);
        REQUIRE(more());
    }
}

void Child::end(int signal) { ::kill(pid_, signal); }

int Child::wait() {
    while (more()) {
    }
    int status = 0;
    ::waitpid(pid_, &status, 0);
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return *code_;
}

bool Child::more() {
    pollfd waiting{output_, POLLIN, 0};
    if (::poll(&waiting, 1, 60'000) <= 0) return false;
    std::array<char, 4096> bytes{};
    const auto got = ::read(output_, bytes.data(), bytes.size());
    if (got <= 0) return false;
    text_.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
}

Said said(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
    Child child(words, environment);
    const int code = child.wait();
    return {code, child.text()};
}

std::string kiosk_program() {
    const char* named = std::getenv("KIOSK_PROGRAM");
    return named != nullptr ? named : std::string(KIOSK_BUILD_DIR) + "/kiosk";
}

std::vector<std::string> kiosk_words(std::vector<std::string> words) {
    words.insert(words.begin(), kiosk_program());
    return words;
}

std::string peers(const std::string& package) {
    const auto modules = std::string(KIOSK_SOURCE_DIR) + "/build/peers/node_modules";
    INFO("./dev peers installs the judges from npm");
    REQUIRE(std::filesystem::exists(modules + "/" + package));
    return modules;
}

}  // namespace stage
