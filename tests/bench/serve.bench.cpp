// How long a change takes to every page: one `kiosk serve` in a process of its own, 50 boards and 60 consoles that follow it over TLS,
// all read by one thread here with poll, and officers who call and finish. Time runs from the first byte of the officer's deed to the
// moment when a page has the whole event. Memory is the server's, with its pages there and before them. Once with the queue in the server's
// memory, once in a cluster of three members of etcd that keeps thirty days of 1,200 people beside today's.

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/base/sha256.hpp"
#include "kiosk/console/server.hpp"
#include "kiosk/ledger/etcd_engine.hpp"
#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/queue/queue.hpp"
#include "kiosk/sandbox/certificate.hpp"
#include "tests/bench/tls_connection.hpp"
#include "tests/etcd/cluster.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using bench::Connection;
using nlohmann::json;
using Steady = std::chrono::steady_clock;

namespace {

constexpr int boards = 50;
constexpr int consoles = 60;
constexpr int streams_a_session = 10;
constexpr int people = 400;
constexpr int deeds = 300;
constexpr const char* board_token = "bench";
constexpr const char* password = "tap-huan-mot-cua";

constexpr double late_ms = 2000;
constexpr double given_up_after_ms = 10'000;

constexpr int kept_days = 30;
constexpr int people_a_day = 1200;

/// Today's people, as kiosks give them numbers.
bool people_come(ledger::Engine& door, const settings::Settings& settings, const Clock& clock) {
    queue::Queue queue(door, settings);
    RandomIds ids;
    for (int i = 0; i < people; ++i) {
        const auto now = clock.wall();
        const auto press = ids.make(now);
        if (!queue.take(press, {settings::Purpose::submit, "civil_status", "1.001193"}, {}, now)) return false;
        if (!queue.hold(press, queue::TicketState::printed, now)) return false;
    }
    return true;
}

/// What is kept of the days before: each person came, was called and served.
void remember_days(ledger::Engine& engine, const settings::Settings& settings, WallTime now) {
    using queue::TicketState;
    const queue::Keys keys(settings.centre.id);
    RandomIds ids;
    std::vector<LocalDate> days;
    for (int back = kept_days; back > 0; --back) {
        days.push_back(local_time(now).date.plus_days(-back));
        ledger::Write write;
        for (int i = 1; i <= people_a_day; ++i) {
            queue::Ticket ticket;
            ticket.press = ids.make(now);
            ticket.series = {"A"};
            ticket.serial = i;
            ticket.number = queue::number_text(ticket.series, i, settings.queue.digits);
            ticket.line = "civil_status";
            ticket.day = days.back();
            ticket.state = TicketState::done;
            ticket.wish = {settings::Purpose::submit, "civil_status", "1.001193"};
            ticket.taken_at = now;
            ticket.counter = "1";
            for (const auto state : {TicketState::printed, TicketState::called, TicketState::serving, TicketState::done})
                ticket.history.push_back({state, now, "1", "training_1", {}, ids.make(now)});
            write.puts.push_back({keys.ticket(ticket.day, ticket.press), text_of(ticket)});
            write.puts.push_back({keys.press(ticket.press), ticket.day.iso()});
            if (i % 50 != 0) continue;
            require(engine.write(std::exchange(write, {})).has_value(), "the cluster takes what is kept");
        }
    }
    require(engine.write({{}, {{keys.days(), queue::text_of(days)}}, {}}).has_value(), "the cluster takes its days");
}

struct Engines {
    std::unique_ptr<ledger::SharedMemory> memory;
    std::unique_ptr<ledger::Engine> deeds, following, door;
};

std::optional<Engines> engines_on(const std::optional<settings::Etcd>& cluster, const Clock& clock) {
    Engines out;
    if (!cluster) out.memory = std::make_unique<ledger::SharedMemory>(clock);
    for (auto* engine : {&out.deeds, &out.following, &out.door}) {
        if (!cluster) {
            *engine = std::make_unique<ledger::MemoryEngine>(*out.memory);
            continue;
        }
        auto opened = ledger::EtcdEngine::open(*cluster, clock);
        if (!opened) return std::nullopt;
        *engine = std::move(*opened);
    }
    return out;
}

settings::Settings tree_settings() {
    auto settings = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml");
    require(settings.has_value(), "config/kiosk.toml is right");
    settings->serve.board_token_sha256 = sha256_hex(board_token);
    return std::move(*settings);
}

/// The server's process: tells its port, then serves until it is ended.
int serve(int told, const std::filesystem::path& folder, const std::optional<settings::Etcd>& cluster) {
    const SystemClock clock;
    const auto settings = tree_settings();
    const auto catalogue = catalogue::Catalogue::load(settings);
    const auto languages = Languages::open(std::filesystem::path(KIOSK_BUILD_DIR) / "locale");
    const auto identity = sandbox::identity_in(folder, 30, clock.wall());
    const auto engines = engines_on(cluster, clock);
    if (!catalogue || !languages || !identity || !engines) return 1;
    if (!people_come(*engines->door, settings, clock)) return 1;
    console::Server::Options options;
    options.certificate = identity->certificate_file;
    options.key = identity->key_file;
    options.pages = std::filesystem::path(KIOSK_SOURCE_DIR) / "assets/web";
    auto server =
        console::Server::start(options, {settings, **catalogue, *languages, clock, *engines->deeds, *engines->following});
    if (!server) return 1;
    const int port = (*server)->port();
    if (::write(told, &port, sizeof port) != sizeof port) return 1;
    for (;;) ::pause();
}

struct Who {
    std::string cookie;
    std::string csrf;
};

std::string request(const std::string& method, const std::string& path, const Who& who, const std::string& body = {}) {
    return fmt::format(
        "{} {} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nX-CSRF-Token: {}\r\nContent-Type: application/json\r\n"
        "Content-Length: {}\r\n\r\n{}",
        method, path, who.cookie, who.csrf, body.size(), body);
}

/// The whole answer of a request, which ends with its JSON; `out` was there already.
std::string answer_of(Connection& connection, std::string out = {}) {
    const auto whole = [&] { return out.find("\r\n\r\n") != std::string::npos && out.ends_with('}'); };
    connection.do_not_block();
    for (const auto until = Steady::now() + 30s; !whole() && Steady::now() < until;) {
        pollfd waiting{connection.fd(), POLLIN, 0};
        ::poll(&waiting, 1, 100);
        out += connection.take();
    }
    return out;
}

Who sign_in(SSL_CTX* context, int port, const json& body) {
    Connection connection(context, port);
    connection.send(request("POST", "/api/sign-in", {}, body.dump()));
    const auto answer = answer_of(connection);
    const auto cookie = answer.find("__Host-session=");
    require(cookie != std::string::npos, "an account of the tree signs in");
    const auto told = json::parse(answer.substr(answer.find("\r\n\r\n") + 4));
    return {answer.substr(cookie, answer.find(';', cookie) - cookie), told["csrf"].get<std::string>()};
}

struct Page {
    std::unique_ptr<Connection> connection;
    bool board = false;
    std::string unread;
    bool got = false;
};

/// A page has an event when its empty line is there.
bool read(Page& page) {
    page.unread += page.connection->take();
    const auto end = page.unread.rfind("\n\n");
    if (end == std::string::npos) return false;
    const bool event = page.unread.find("data: {\"day\"") != std::string::npos;
    page.unread.erase(0, end + 2);
    return event;
}

using Times = std::vector<double>;  ///< ms

double ms_since(Steady::time_point from) { return std::chrono::duration<double, std::milli>(Steady::now() - from).count(); }

/// One deed, and what pages had of it.
struct Round {
    Times to_boards;
    Times to_consoles;
    int late = 0;  ///< pages that had nothing after 2 s
    double answered_ms = 0;
    std::string answer;
    [[nodiscard]] bool done() const { return answer.find("\"ok\":true") != std::string::npos; }
    /// The server lets nobody work faster than people do: what it refused for that moved nothing, and no page can have it.
    [[nodiscard]] bool too_fast() const { return answer.find("\"too_many\"") != std::string::npos; }
};

Round play(Connection& connection, const std::string& deed, std::vector<Page>& pages) {
    for (auto& page : pages) {  // what came before does not count
        read(page);
        page.got = false;
    }
    Round out;
    std::vector<pollfd> fds;
    for (const auto& page : pages) fds.push_back({page.connection->fd(), POLLIN, 0});
    fds.push_back({connection.fd(), POLLIN, 0});
    connection.do_not_block();
    const auto from = Steady::now();
    connection.send(deed);
    std::size_t waiting = pages.size();
    while (waiting != 0 && !out.too_fast() && ms_since(from) < given_up_after_ms) {
        ::poll(fds.data(), fds.size(), 50);
        if (fds.back().revents != 0) out.answer += connection.take();
        if (out.answered_ms == 0 && !out.answer.empty()) out.answered_ms = ms_since(from);
        for (std::size_t k = 0; k < pages.size(); ++k) {
            if (fds[k].revents == 0 || pages[k].got || !read(pages[k])) continue;
            pages[k].got = true;
            --waiting;
            const double ms = ms_since(from);
            out.late += ms > late_ms ? 1 : 0;
            (pages[k].board ? out.to_boards : out.to_consoles).push_back(ms);
        }
    }
    out.late += static_cast<int>(waiting);
    out.answer = answer_of(connection, std::move(out.answer));
    return out;
}

std::string status_of(pid_t process, const std::string& name) {
    std::ifstream in(fmt::format("/proc/{}/status", process));
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(name + ":")) continue;
        const auto from = line.find_first_not_of(" \t", name.size() + 1);
        return line.substr(from);
    }
    return {};
}

double percentile(Times& all, double share) {
    std::ranges::sort(all);
    return all.at(std::min(all.size() - 1, static_cast<std::size_t>(share * static_cast<double>(all.size()))));
}

/// False: a goal was missed.
bool measure(const char* where, const std::optional<settings::Etcd>& cluster, double board_goal_ms) {
    const test::TempFolder folder;
    std::array<int, 2> told{};
    require(::pipe(told.data()) == 0, "a pipe can be made");
    const pid_t server = ::fork();
    if (server == 0) ::_exit(serve(told[1], folder.path(), cluster));
    ::close(told[1]);
    int port = 0;
    require(::read(told[0], &port, sizeof port) == sizeof port, "the server starts");
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());

    const auto idle = status_of(server, "VmRSS");
    std::vector<Who> officers;
    for (int i = 0; i < consoles / streams_a_session; ++i)
        officers.push_back(sign_in(context, port, {{"account", "training_lead"}, {"password", password}}));
    std::vector<Page> pages;
    for (int i = 0; i < consoles; ++i) {
        pages.push_back({std::make_unique<Connection>(context, port), false, {}, false});
        pages.back().connection->send(
            request("GET", "/api/live", officers[static_cast<std::size_t>(i / streams_a_session)]));
    }
    for (int i = 0; i < boards; i += streams_a_session) {
        const auto board = sign_in(context, port, {{"board_token", board_token}});
        for (int one = 0; one < streams_a_session; ++one) {
            pages.push_back({std::make_unique<Connection>(context, port), true, {}, false});
            pages.back().connection->send(request("GET", "/api/board", board));
        }
    }
    const auto followed_from = Steady::now();
    for (auto& page : pages) {
        page.connection->do_not_block();
        while (!read(page)) {
            require(Steady::now() - followed_from < 30s, "every page has its first picture");
            std::this_thread::sleep_for(1ms);
        }
    }
    fmt::print(
        "{}: {} boards and {} consoles follow one server, the last has its first picture after {:.0f} ms; memory of the "
        "server {} without them, {} at most until then\n",
        where, boards, consoles, ms_since(followed_from), idle, status_of(server, "VmHWM"));

    Times to_boards;
    Times to_consoles;
    int late = 0;
    int repeated = 0;
    int undone = 0;
    RandomIds ids;
    // 1 opens the counter; then somebody is called and finished again and again.
    for (int i = 0; i <= deeds; ++i) {
        const std::string deed = i == 0 ? "open" : i % 2 == 1 ? "call_next" : "finish";
        const auto& officer = officers[static_cast<std::size_t>(i) % officers.size()];
        const auto body = json{{"deed", deed},
                               {"counter", "1"},
                               {"value", deed == "finish" ? "taken" : ""},
                               {"press", ids.make(SystemClock().wall()).text()}}
                              .dump();
        Round round;
        for (;; ++repeated) {
            Connection connection(context, port);
            round = play(connection, request("POST", "/api/deed", officer, body), pages);
            if (!round.too_fast()) break;
            std::this_thread::sleep_for(500ms);
        }
        if (!round.done()) {
            fmt::print("{}: {}\n", deed, round.answer.substr(round.answer.rfind('\n') + 1));
            ++undone;
            continue;
        }
        late += round.late;
        if (round.late != 0)
            fmt::print("{}: {} pages late, answered after {:.0f} ms\n", deed, round.late, round.answered_ms);
        if (i == 0) continue;
        to_boards.insert(to_boards.end(), round.to_boards.begin(), round.to_boards.end());
        to_consoles.insert(to_consoles.end(), round.to_consoles.begin(), round.to_consoles.end());
    }
    const auto loaded = status_of(server, "VmRSS");
    const auto threads = status_of(server, "Threads");
    ::kill(server, SIGKILL);
    ::waitpid(server, nullptr, 0);
    for (auto* all : {&to_boards, &to_consoles}) {
        if (all->empty()) return false;
        fmt::print("{:<9} {:>6} events: p50 {:6.1f} ms, p95 {:6.1f} ms, largest {:6.1f} ms\n",
                   all == &to_boards ? "boards" : "consoles", all->size(), percentile(*all, 0.5), percentile(*all, 0.95),
                   percentile(*all, 1));
    }
    fmt::print(
        "{} events came later than 2 s; {} deeds were too fast for the server and repeated, {} failed; memory of the server "
        "{} with {} threads\n",
        late, repeated, undone, loaded, threads);
    return late == 0 && undone == 0 && percentile(to_boards, 0.95) <= board_goal_ms && percentile(to_consoles, 0.95) <= 100;
}

}  // namespace

int main() {
    const bool in_memory = measure("in memory", std::nullopt, 100);
    ledger::test::Cluster::Options options;
    options.members = 3;
    const ledger::test::Cluster cluster(options);
    cluster.until_writable();
    remember_days(*cluster.engine(5s), tree_settings(), SystemClock().wall());
    const bool on_etcd = measure("etcd, three members, 36,000 people of days before", cluster.settings(), 50);
    return in_memory && on_etcd ? 0 : 1;
}
