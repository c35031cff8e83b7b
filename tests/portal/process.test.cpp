// The training portal as staff run it: a process of its own, driven by its command line.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>

#include "kiosk/base/files.hpp"
#include "tests/portal/support.hpp"

extern char** environ;

using namespace kiosk;
using nlohmann::json;

namespace {

std::string program() {
    const char* named = std::getenv("KIOSK_PROGRAM");  // an installed kiosk can be judged as well
    return named != nullptr ? named : std::string(KIOSK_BUILD_DIR) + "/kiosk";
}

/// A running `kiosk portal …`, killed when the test forgets it.
class Command {
public:
    explicit Command(const std::vector<std::string>& arguments) {
        std::array<int, 2> pipe{};
        REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
        std::vector<std::string> words = {program(), "portal"};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        INFO(program() + ": build the target kiosk first");
        REQUIRE(::posix_spawn(&pid_, program().c_str(), &actions, nullptr, argv.data(), environ) == 0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(pipe[1]);
        output_ = pipe[0];
    }
    ~Command() {
        if (!code_) {
            ::kill(pid_, SIGKILL);
            static_cast<void>(wait());
        }
        ::close(output_);
    }
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    /// The first line, as soon as it is there.
    std::string line() {
        while (text_.find('\n') == std::string::npos) {
            if (!more()) break;
        }
        return text_.substr(0, text_.find('\n'));
    }
    void end(int signal) { ::kill(pid_, signal); }
    /// Everything it said and its exit code.
    int wait() {
        while (more()) {
        }
        int status = 0;
        ::waitpid(pid_, &status, 0);
        code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return *code_;
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    bool more() {
        pollfd waiting{output_, POLLIN, 0};
        if (::poll(&waiting, 1, 20'000) <= 0) return false;
        std::array<char, 4096> bytes{};
        const auto got = ::read(output_, bytes.data(), bytes.size());
        if (got <= 0) return false;
        text_.append(bytes.data(), static_cast<std::size_t>(got));
        return true;
    }
    pid_t pid_ = -1;
    int output_ = -1;
    std::string text_;
    std::optional<int> code_;
};

struct Said {
    int code;
    std::string text;
};
Said said(const std::vector<std::string>& arguments) {
    Command command(arguments);
    const int code = command.wait();
    return {code, command.text()};
}

portal::Endpoint endpoint_of(const json& served) {
    portal::Endpoint endpoint;
    endpoint.url = served.at("url");
    endpoint.ca_file = std::filesystem::path(served.at("certificate").get<std::string>());
    return endpoint;
}

}  // namespace

TEST_CASE("a trainer starts the portal, takes a dossier, moves it, breaks it, and finds all of it again next morning") {
    const stage::Folder folder;
    const std::string data = (folder.path() / "portal").string();
    SeededIds ids(11);
    const SystemClock clock;
    portal::Submission submission;
    submission.id = ids.make(clock.wall());
    submission.provisional_code = "TAM-K01-261123-0001";
    submission.submitted_at = clock.wall();
    submission.body_json = Personal(stage::body(submission.id, clock.wall()));
    std::string code;
    {
        Command serving({"--port", "0", "--data", data, "--json"});
        const json served = json::parse(serving.line());
        const auto transport = stage::way_to(endpoint_of(served));
        portal::IGate igate(*transport);
        const auto accepted = igate.submit(submission);
        REQUIRE(accepted);
        code = accepted->official_code;

        const Said listed = said({"list", "--data", data, "--json"});
        CHECK(listed.code == 0);
        REQUIRE(json::parse(listed.text)["dossiers"].size() == 1);
        CHECK(json::parse(listed.text)["dossiers"][0]["code"] == code);
        CHECK(listed.text.find("051190000123") == std::string::npos);

        const Said moved = said({"move", code, "2", "--note", "Đã nhận", "--data", data});
        CHECK(moved.code == 0);
        const auto view = igate.status(code, "0123");
        REQUIRE(view);
        CHECK(view->status == dossier::Status::accepted);
        CHECK(view->steps.back().note == "Đã nhận");
        CHECK(view->due_at);
        const Said backwards = said({"move", code, "1", "--data", data});
        CHECK(backwards.code == 1);
        CHECK(backwards.text.find("national table") != std::string::npos);
        CHECK(said({"move", "000.00.53.H48-200101-9999", "2", "--data", data}).code == 1);

        CHECK(said({"fault", "down", "--data", data}).code == 0);
        const auto silent = igate.find(submission.id);
        REQUIRE_FALSE(silent);
        CHECK(said({"fault", "clear", "--data", data}).code == 0);
        CHECK(igate.find(submission.id));

        serving.end(SIGTERM);
        CHECK(serving.wait() == 0);
    }
    CHECK(said({"list", "--data", data}).code == 1);
    Command serving({"--port", "0", "--data", data});
    CHECK(serving.line().starts_with("Training portal at https://localhost:"));
    const Said shown = said({"show", "tam-k01-261123-0001", "--data", data, "--json"});
    CHECK(shown.code == 0);
    const json record = json::parse(shown.text);
    CHECK(record["code"] == code);
    CHECK(record["status"] == 2);
    CHECK(record["submission"]["id"] == submission.id.text());
    CHECK(record["letters"].empty());
    CHECK(said({"list", "--data", data}).text.find(code) != std::string::npos);
    serving.end(SIGINT);
    CHECK(serving.wait() == 0);
}

TEST_CASE("the portal killed in the middle of its work forgets nothing it has answered") {
    const stage::Folder folder;
    const std::string data = (folder.path() / "portal").string();
    SeededIds ids(12);
    const SystemClock clock;
    std::vector<portal::Accepted> answers;
    for (int round = 0; round < 3; ++round) {
        Command serving({"--port", "0", "--data", data, "--json"});
        const auto transport = stage::way_to(endpoint_of(json::parse(serving.line())));
        portal::IGate igate(*transport);
        for (const auto& answer : answers) {
            const auto found = igate.find(answer.id);
            REQUIRE(found);
            REQUIRE(*found);
            CHECK(**found == answer);
        }
        for (int i = 0; i < 5; ++i) {
            portal::Submission submission;
            submission.id = ids.make(clock.wall());
            submission.submitted_at = clock.wall();
            submission.body_json = Personal(stage::body(submission.id, clock.wall()));
            const auto accepted = igate.submit(submission);
            REQUIRE(accepted);
            answers.push_back(*accepted);
        }
        serving.end(SIGKILL);
        CHECK(serving.wait() == 128 + SIGKILL);
    }
}

TEST_CASE("wrong usage is 2, help is 0, a port in use is 1 and a sentence") {
    CHECK(said({"--help"}).code == 0);
    CHECK(said({"move", "--help"}).code == 0);
    CHECK(said({"fault", "--help"}).code == 0);
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{{"--port", "99999"},
                                                                                       {"--port", "x"},
                                                                                       {"dance"},
                                                                                       {"move", "A"},
                                                                                       {"move", "A", "11"},
                                                                                       {"fault", "sunshine"},
                                                                                       {"--nonsense"}}) {
        CAPTURE(wrong.front());
        CHECK(said(wrong).code == 2);
    }
    const stage::Folder folder;
    Command serving({"--port", "0", "--data", (folder.path() / "one").string(), "--json"});
    const std::string url = json::parse(serving.line())["url"];
    const Said second = said({"--port", url.substr(url.rfind(':') + 1), "--data", (folder.path() / "two").string()});
    CHECK(second.code == 1);
    CHECK(second.text.find("--port") != std::string::npos);
    const Said same = said({"--port", "0", "--data", (folder.path() / "one").string()});
    CHECK(same.code == 1);
    CHECK(same.text.find("--data") != std::string::npos);
}
