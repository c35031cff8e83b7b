// Whole visits as whole processes: the real kiosk with simulated devices, a real SQLite file, the real training portal over
// HTTPS. The scripts are the same that ./dev run plays.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"

extern char** environ;

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const fs::path program = fs::path(KIOSK_BUILD_DIR) / "kiosk";

pid_t start(const std::vector<std::string>& arguments, const fs::path& output) {
    std::vector<char*> argv;
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    pid_t child = -1;
    const int failed = posix_spawn(&child, program.c_str(), &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    return failed == 0 ? child : -1;
}

int end_of(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int run(const std::vector<std::string>& arguments, const fs::path& output) {
    const pid_t child = start(arguments, output);
    return child < 0 ? -1 : end_of(child);
}

/// A training portal of its own, and a folder that goes with it.
class Scene {
public:
    explicit Scene(const std::string& name) : folder_(fs::path(KIOSK_BUILD_DIR) / "flows" / name) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        portal_ = start({"portal", "--port", "0", "--data", portal_data().string()}, folder_ / "portal.log");
        for (int i = 0; i < 1000 && !fs::exists(portal_data() / "address.json"); ++i) std::this_thread::sleep_for(10ms);
    }
    ~Scene() {
        if (portal_ <= 0) return;
        kill(portal_, SIGTERM);
        end_of(portal_);
    }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    [[nodiscard]] fs::path portal_data() const { return folder_ / "portal"; }
    [[nodiscard]] const fs::path& folder() const { return folder_; }
    /// The exit code of the kiosk that played it.
    [[nodiscard]] int play(const fs::path& script) const {
        return run({"run", "--headless", "--simulate", "--data", (folder_ / "kiosk").string(), "--portal-data",
                    portal_data().string(), "--script", (fs::path(KIOSK_SOURCE_DIR) / script).string(), "--pictures",
                    (folder_ / "pictures").string()},
                   folder_ / "kiosk.log");
    }
    [[nodiscard]] std::string log() const { return kiosk::read_file(folder_ / "kiosk.log").value_or(""); }

private:
    fs::path folder_;
    pid_t portal_ = -1;
};

}  // namespace

TEST_CASE("three citizens take a number, submit a dossier with scanned papers, and look it up") {
    const Scene scene("three_visits");
    const int code = scene.play("assets/demo/three_visits.txt");
    INFO(scene.log());
    CHECK(code == 0);
    const auto record = kiosk::read_file(scene.folder() / "pictures" / "portal-record.json");
    REQUIRE(record);
    CHECK(record->find("\"procedure_code\": \"1.004859\"") != std::string::npos);
    CHECK(fs::exists(scene.folder() / "pictures" / "15-confirmation-slip.png"));
}

TEST_CASE("a dossier submitted while the portal is down is delivered later, once, and found by both codes") {
    const Scene scene("offline");
    const int code = scene.play("tests/flows/offline.txt");
    INFO(scene.log());
    CHECK(code == 0);
    CHECK(run({"portal", "list", "--data", scene.portal_data().string()}, scene.folder() / "list.txt") == 0);
    const auto list = kiosk::read_file(scene.folder() / "list.txt");
    REQUIRE(list);
    CHECK(std::count(list->begin(), list->end(), '\n') == 1);
}

TEST_CASE(
    "paper that runs out, a code that is no card, a citizen who leaves: each has a way on, and nothing stays on the "
    "screen") {
    const Scene scene("trouble");
    const int code = scene.play("tests/flows/trouble.txt");
    INFO(scene.log());
    CHECK(code == 0);
}

TEST_CASE("the same press takes the same number, whoever asks twice") {
    const Scene scene("queue");
    const auto data = (scene.folder() / "kiosk").string();
    const std::string press = "018f6b0e-7c3a-7def-8a91-0123456789ab";
    for (const char* file : {"first.json", "second.json"}) {
        CHECK(run({"queue", "take", "--kind", "certification", "--press", press, "--json", "--data", data},
                  scene.folder() / file) == 0);
    }
    const auto first = kiosk::read_file(scene.folder() / "first.json");
    REQUIRE(first);
    CHECK(first->find("\"number\":\"C001\"") != std::string::npos);
    CHECK(*first == kiosk::read_file(scene.folder() / "second.json").value_or(""));
    CHECK(run({"queue", "take", "--kind", "nothing-of-the-kind", "--data", data}, scene.folder() / "unknown.txt") == 2);
}

TEST_CASE("a picture without a code is looked at, one that cannot be opened is said, the others are still read") {
    const Scene scene("decode");
    const auto good = fs::path(KIOSK_SOURCE_DIR) / "tests/golden/pictures/holding_ticket_printed.png";
    const auto cut = scene.folder() / "cut.png";
    REQUIRE(kiosk::write_file(cut, kiosk::read_file(good).value_or("").substr(0, 2000)));
    CHECK(run({"decode", "--json", good.string()}, scene.folder() / "good.json") == 0);
    CHECK(run({"decode", "--json", "/nowhere.png", good.string(), cut.string()}, scene.folder() / "mixed.json") == 1);
    const auto mixed = kiosk::read_file(scene.folder() / "mixed.json");
    REQUIRE(mixed);
    CHECK(mixed->find("QNT1:") != std::string::npos);
}

TEST_CASE("wrong usage exits with 2, help with 0") {
    const Scene scene("usage");
    for (const char* command :
         {"run", "portal", "decode", "payload", "catalogue", "queue", "outbox", "config", "doctor", "telex", "gallery"}) {
        INFO(command);
        CHECK(run({command, "--help"}, scene.folder() / "help.txt") == 0);
        CHECK(run({command, "--no-such-option"}, scene.folder() / "usage.txt") == 2);
    }
    CHECK(run({"no-such-command"}, scene.folder() / "usage.txt") == 2);
}

TEST_CASE("a wrong configuration names file, line, key and remedy, and the kiosk does not start") {
    const Scene scene("configuration");
    auto text = kiosk::read_file(fs::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml").value_or("");
    const auto at = text.find("prefix = \"A\"");
    REQUIRE(at != std::string::npos);
    text.replace(at, 12, "prefix = \"1\"");
    const auto file = scene.folder() / "kiosk.toml";
    REQUIRE(kiosk::write_file(file, text));
    CHECK(run({"config", "check", file.string()}, scene.folder() / "check.txt") == 1);
    const auto findings = kiosk::read_file(scene.folder() / "check.txt").value_or("");
    INFO(findings);
    CHECK(findings.find("kiosk.toml:") != std::string::npos);
    CHECK(findings.find("prefix") != std::string::npos);
    CHECK(run({"run", "--headless", "--simulate", "--config", file.string(), "--data", (scene.folder() / "kiosk").string()},
              scene.folder() / "run.txt") == 1);
}

TEST_CASE("bad places are said clearly: no permission, a newer database, a port in use, a second kiosk") {
    const Scene scene("places");
    CHECK(run({"queue", "list", "--data", "/proc/kiosk"}, scene.folder() / "permission.txt") == 1);
    CHECK_FALSE(kiosk::read_file(scene.folder() / "permission.txt").value_or("").empty());
    CHECK(run({"portal", "--port", "0", "--data", scene.portal_data().string()}, scene.folder() / "second-portal.txt") == 1);
    CHECK_FALSE(kiosk::read_file(scene.folder() / "second-portal.txt").value_or("").empty());
}
