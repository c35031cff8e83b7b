#include "tests/town/town.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"

extern char** environ;

namespace kiosk::test {
namespace fs = std::filesystem;
namespace {

const fs::path program = fs::path(KIOSK_BUILD_DIR) / "kiosk";

pid_t spawn(const Arguments& arguments, const fs::path& input, const fs::path& output, const fs::path& errors) {
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (errors == output) posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    else posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = -1;
    const int failed = posix_spawn(&child, program.c_str(), &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    return failed == 0 ? child : -1;
}

}  // namespace

pid_t start(const Arguments& arguments, const fs::path& output) { return spawn(arguments, "/dev/null", output, output); }

int end_of(pid_t child, rusage* used) {
    int status = 0;
    while (wait4(child, &status, 0, used) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool Said::has(std::string_view words) const {
    return out.find(words) != std::string::npos || errors.find(words) != std::string::npos;
}

std::string Said::day() const {
    constexpr std::string_view before = "The script begins on ";
    const auto at = out.find(before);
    REQUIRE(at != std::string::npos);
    return out.substr(at + before.size(), std::string_view("2026-11-23").size());
}

Scene::Scene(const std::string& name) : folder_(fs::path(KIOSK_BUILD_DIR) / "flows" / name) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
}

Said Scene::run(const Arguments& arguments, std::string_view input) const {
    const auto in = file("in", input);
    const auto out = folder_ / "out";
    const auto errors = folder_ / "errors";
    const pid_t child = spawn(arguments, in, out, errors);
    Said said;
    rusage used{};
    if (child > 0) said.code = end_of(child, &used);
    for (const auto& time : {used.ru_utime, used.ru_stime})
        said.processor_s += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    said.most_memory_kib = used.ru_maxrss;
    said.out = read_file(out).value_or("");
    said.errors = read_file(errors).value_or("");
    return said;
}

Said Scene::on_data(Arguments arguments) const {
    arguments.insert(arguments.end(), {"--data", kiosk_data().string()});
    return run(arguments);
}

std::string Scene::file(const std::string& name, std::string_view bytes) const {
    const auto path = folder_ / name;
    REQUIRE(write_file(path, bytes));
    return path.string();
}

std::string Scene::config_with(std::string_view from, std::string_view to) const {
    fs::copy(fs::path(KIOSK_SOURCE_DIR) / "config", folder_ / "config", fs::copy_options::recursive);
    const auto path = folder_ / "config" / "kiosk.toml";
    auto text = read_file(path).value_or("");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    REQUIRE(write_file(path, text));
    return path.string();
}

Town::Town(const std::string& name, const Arguments& portal_options) : Scene(name) {
    Arguments arguments{"portal", "--port", "0", "--data", portal_data().string()};
    arguments.insert(arguments.end(), portal_options.begin(), portal_options.end());
    portal_ = start(arguments, folder() / "portal.log");
    REQUIRE(portal_ > 0);
    REQUIRE(until([&] { return fs::exists(portal_data() / "address.json"); }));
}

Town::~Town() {
    if (portal_ <= 0) return;
    kill(portal_, SIGTERM);
    end_of(portal_);
}

Said Town::portal(Arguments arguments) const {
    arguments.insert(arguments.begin(), "portal");
    arguments.insert(arguments.end(), {"--data", portal_data().string()});
    return run(arguments);
}

int Town::dossiers() const {
    const auto list = portal({"list", "--json"});
    REQUIRE(list.code == 0);
    return static_cast<int>(nlohmann::json::parse(list.out).at("dossiers").size());
}

Arguments Town::kiosk_for(const fs::path& script) const {
    return {"run",         "--headless",         "--simulate",
            "--data",      kiosk_data(),         "--portal-data",
            portal_data(), "--script",           fs::path(KIOSK_SOURCE_DIR) / script,
            "--pictures",  folder() / "pictures"};
}

Said Town::play(const fs::path& script, const Arguments& more) const {
    auto arguments = kiosk_for(script);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
}

bool are_json_lines(std::string_view text) {
    std::istringstream lines{std::string(text)};
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        if (!nlohmann::json::accept(line)) return false;
    }
    return count > 0;
}

std::string script_with(const char* script, std::string_view from, std::string_view to) {
    auto text = read_file(fs::path(KIOSK_SOURCE_DIR) / script).value_or("");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string a_submission() {
    const auto text = script_with("tests/flows/offline.txt", "portal fault down\n", "");
    const std::string_view press = "tap review.submit\n";
    return text.substr(0, text.find(press) + press.size());
}

}  // namespace kiosk::test
