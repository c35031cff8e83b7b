#include "tests/etcd/cluster.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "kiosk/base/files.hpp"
#include "tests/support/loopback.hpp"

extern char** environ;

namespace kiosk::ledger::test {
namespace {

namespace fs = std::filesystem;

/// Fails the test, or ends the benchmark.
void must(bool holds, const std::string& why = "the stage for etcd does not stand", Where where = Where::current()) {
    if (!holds) throw std::runtime_error(fmt::format("{}:{}: {}", where.file, where.line, why));
}

pid_t spawn(std::vector<std::string> words, const fs::path& log) {
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    pid_t child = -1;
    const int failed = posix_spawnp(&child, words.front().c_str(), &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    return failed == 0 ? child : -1;
}

std::string word_at(const std::vector<std::string>& words, int at, const std::string& otherwise) {
    return static_cast<std::size_t>(at) < words.size() ? words[static_cast<std::size_t>(at)] : otherwise;
}

}  // namespace

Cluster::Cluster(Options options)
    : options_(std::move(options)), folder_(options_.folder.empty() ? kiosk::test::in_memory() : options_.folder) {
    for (int i = 0; i < options_.members; ++i) {
        const auto host = word_at(options_.hosts, i, "127.0.0.1");
        Member member;
        member.url = fmt::format("{}://{}:{}", options_.scheme, host, kiosk::test::free_port());
        member.peer_url = fmt::format("http://{}:{}", host, kiosk::test::free_port());
        member.data = at(i) < options_.folders.size() ? options_.folders[at(i)] : folder_.path() / name(i);
        members_.push_back(std::move(member));
    }
    for (int i = 0; i < options_.members; ++i) launch(i, "new");
}

Cluster::~Cluster() {
    for (int i = 0; i < static_cast<int>(members_.size()); ++i) kill(i);
}

void Cluster::launch(int number, const std::string& state) {
    auto& member = members_[at(number)];
    std::string all;
    for (std::size_t i = 0; i < members_.size(); ++i)
        all += fmt::format("{}{}={}", i == 0 ? "" : ",", name(static_cast<int>(i)), members_[i].peer_url);
    std::vector<std::string> words;
    std::istringstream launcher(word_at(options_.launchers, number, ""));
    for (std::string word; launcher >> word;) words.push_back(word);
    words.insert(words.end(), {"etcd",
                               "--name",
                               name(number),
                               "--data-dir",
                               member.data.string(),
                               "--listen-client-urls",
                               member.url,
                               "--advertise-client-urls",
                               member.url,
                               "--listen-peer-urls",
                               member.peer_url,
                               "--initial-advertise-peer-urls",
                               member.peer_url,
                               "--initial-cluster",
                               all,
                               "--initial-cluster-state",
                               state,
                               "--initial-cluster-token",
                               folder_.path().filename().string(),
                               "--pre-vote",
                               "--logger",
                               "zap",
                               "--log-level",
                               "warn"});
    words.insert(words.end(), options_.flags.begin(), options_.flags.end());
    member.process = spawn(std::move(words), folder_.path() / (name(number) + ".log"));
    must(member.process > 0);
}

void Cluster::start(int member) { launch(member, "new"); }

/// Tells the others of it, as soon as they take it, and starts it.
void Cluster::announce(int member) {
    const auto body = nlohmann::json{{"peerURLs", {peer_url(member)}}}.dump();
    const int other = member == 0 ? 1 : 0;
    must(soon([&] { return ask(other, "/v3/cluster/member/add", body).find("\"member\"") != std::string::npos; }));
    launch(member, "existing");
}

void Cluster::grow() {
    const int next = static_cast<int>(members_.size());
    members_.push_back({fmt::format("{}://127.0.0.1:{}", options_.scheme, kiosk::test::free_port()),
                        fmt::format("http://127.0.0.1:{}", kiosk::test::free_port()), folder_.path() / name(next), -1});
    announce(next);
}

void Cluster::replace(int member) {
    kill(member);
    const int other = member == 0 ? 1 : 0;
    std::string id;
    const auto list = nlohmann::json::parse(ask(other, "/v3/cluster/member/list", "{}"), nullptr, false);
    must(list.contains("members"));
    for (const auto& one : list["members"]) {
        if (one.value("name", "") == name(member)) id = one.value("ID", "");
    }
    must(soon([&] {
        return ask(other, "/v3/cluster/member/remove", nlohmann::json{{"ID", id}}.dump()).find("members") !=
               std::string::npos;
    }));
    fs::remove_all(members_[at(member)].data);
    announce(member);
}

void Cluster::restore(const fs::path& snapshot) {
    kill(0);
    fs::remove_all(members_[0].data);
    shell(
        fmt::format("ETCDCTL_API=3 etcdctl snapshot restore {} --name m0 --data-dir {} --initial-cluster m0={} "
                    "--initial-advertise-peer-urls {} --initial-cluster-token restored-1",
                    snapshot.string(), members_[0].data.string(), peer_url(0), peer_url(0)));
    start(0);
}

bool Cluster::runs(int member) const {
    siginfo_t ended{};
    const auto id = static_cast<id_t>(members_[at(member)].process);
    return members_[at(member)].process > 0 && ::waitid(P_PID, id, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid == 0;
}

void Cluster::kill(int member) {
    auto& process = members_[at(member)].process;
    if (process <= 0) return;
    ::kill(process, SIGKILL);
    while (::waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
    }
    process = -1;
}

void Cluster::freeze(int member) { ::kill(members_[at(member)].process, SIGSTOP); }
void Cluster::thaw(int member) { ::kill(members_[at(member)].process, SIGCONT); }

settings::Etcd Cluster::settings(Duration timeout) const {
    settings::Etcd out;
    for (const auto& member : members_) out.members.push_back(member.url);
    out.timeout = timeout;
    return out;
}

std::unique_ptr<EtcdEngine> Cluster::engine(Duration timeout) const {
    auto opened = EtcdEngine::open(settings(timeout), real_clock);
    must(opened.has_value());
    return std::move(*opened);
}

std::unique_ptr<EtcdEngine> Cluster::engine_at(int member, Duration timeout) const {
    auto one = settings(timeout);
    one.members = {url(member)};
    auto opened = EtcdEngine::open(one, real_clock);
    must(opened.has_value());
    return std::move(*opened);
}

void Cluster::until_writable() const {
    const auto asking = engine(500ms);
    const auto written = soon([&] { return asking->write({{}, {{"~ready", ""}}, {}}).has_value(); });
    must(written, log(0));
}

std::string Cluster::ask(int member, std::string_view path, std::string_view body) const {
    const auto one = settings();
    etcd::Wire wire(one);
    auto heard = wire.ask({url(member), path, body, {}, false, 1s, 2s});
    return heard.whole ? heard.body : std::string();
}

int Cluster::leader() const {
    int found = -1;
    must(soon([&] {
        for (int i = 0; i < static_cast<int>(members_.size()); ++i) {
            if (members_[at(i)].process <= 0) continue;
            const auto status = nlohmann::json::parse(ask(i, "/v3/maintenance/status", "{}"), nullptr, false);
            if (!status.is_object() || !status.contains("leader")) continue;
            if (status["leader"] == status["header"]["member_id"]) found = i;
        }
        return found >= 0;
    }));
    return found;
}

std::string Cluster::log(int member) const { return read_file(folder_.path() / (name(member) + ".log")).value_or(""); }

Stand Cluster::stand() const {
    Stand out;
    out.open = [this] { return engine(); };
    out.new_prefix = [n = 0]() mutable { return "q/" + std::to_string(++n) + "/"; };
    out.pass = [](Duration by) { std::this_thread::sleep_for(by); };
    out.several = true;
    return out;
}

std::string shell(const std::string& command, bool may_fail) {
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    must(pipe != nullptr);
    std::string out;
    std::array<char, 4096> some{};
    while (std::fgets(some.data(), static_cast<int>(some.size()), pipe) != nullptr) out += some.data();
    const int status = ::pclose(pipe);
    if (!may_fail) must(status == 0, command + '\n' + out);
    return out;
}

bool soon(const std::function<bool()>& seen) {
    for (int i = 0; i < 1500; ++i) {
        if (seen()) return true;
        std::this_thread::sleep_for(20ms);
    }
    return false;
}

}  // namespace kiosk::ledger::test
