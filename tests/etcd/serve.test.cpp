// `kiosk serve` on a real cluster, as whole processes: what is done at one machine of a centre is seen at every other.

#include <signal.h>

#include "kiosk/base/files.hpp"
#include "tests/browser/scene.hpp"
#include "tests/etcd/cluster.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using kiosk::ledger::test::Cluster;
using nlohmann::json;
namespace town = kiosk::test;

namespace {

/// The tree's configuration of a centre whose queue this cluster keeps.
std::string centre_on(const Cluster& cluster, const town::Scene& scene) {
    std::string members;
    for (const auto& member : cluster.settings().members) members += (members.empty() ? "" : ", ") + ("\"" + member + "\"");
    const auto file = scene.config_with("[queue]\nengine = \"sqlite\"",
                                        "[queue.etcd]\nmembers = [" + members + "]\n[queue]\nengine = \"etcd\"");
    return file;
}

/// A board in a browser, on a thread of its own.
class Watching {
public:
    explicit Watching(const stage::Visitor& who, const std::string& url, const std::string& certificate)
        : thread_([this, headers = who.headers(), url, certificate] {
              httplib::Client client(url);
              client.set_ca_cert_path(certificate.c_str());
              client.set_read_timeout(30s);
              client.Get("/api/board", headers, [this](const char* bytes, std::size_t count) {
                  const std::lock_guard lock(mutex_);
                  heard_.append(bytes, count);
                  return !leaves_;
              });
          }) {}
    ~Watching() {
        leaves_ = true;
        thread_.join();
    }
    [[nodiscard]] bool shows(const std::string& words) const {
        return town::until([&] {
            const std::lock_guard lock(mutex_);
            const auto last = heard_.rfind("data: {\"day\"");
            return last != std::string::npos && heard_.find(words, last) != std::string::npos;
        });
    }

private:
    mutable std::mutex mutex_;
    std::string heard_;
    std::atomic<bool> leaves_ = false;
    std::thread thread_;
};

}  // namespace

TEST_CASE("an officer at a console of a cluster calls, boards show it, and what is decided holds for every kiosk") {
    Cluster::Options options;
    options.members = 3;
    Cluster cluster(options);
    cluster.until_writable();
    const town::Scene scene("etcd_serve");
    const auto config = centre_on(cluster, scene);
    const auto at_kiosk = [&](const char* kiosk, town::Arguments arguments) {
        arguments.insert(arguments.end(), {"--config", config, "--data", (scene.folder() / kiosk).string(), "--json"});
        return scene.run(arguments);
    };
    const auto output = scene.folder() / "serve.log";
    const pid_t serve = town::start(
        {"serve", "--json", "--listen", "127.0.0.1:0", "--config", config, "--data", (scene.folder() / "serve").string()},
        output);
    REQUIRE(serve > 0);
    json said;
    REQUIRE(town::until([&] {
        const auto text = read_file(output).value_or("");
        const auto open = text.find("{\"url\"");
        const auto end = open == std::string::npos ? open : text.find('\n', open);
        if (end != std::string::npos) said = json::parse(text.substr(open, end - open));
        return end != std::string::npos;
    }));
    const auto url = "https://localhost:" + std::to_string(std::stoi(said["url"].get<std::string>().substr(18)));
    const auto certificate = said["certificate"].get<std::string>();
    stage::Visitor officer(url, certificate);
    stage::Visitor lead(url, certificate);
    REQUIRE(officer.sign_in("training_1") == 200);
    REQUIRE(lead.sign_in("training_lead") == 200);
    const Watching board(officer, url, certificate);

    CHECK(at_kiosk("one", {"queue", "take", "--kind", "ask"}).has("\"number\":\"V001\""));
    CHECK(at_kiosk("two", {"queue", "take", "--kind", "ask"}).has("\"number\":\"V002\""));
    CHECK(officer.deed("open", "5")->status == 200);
    CHECK(officer.deed("call_next", "5")->status == 200);
    CHECK(board.shows("\"number\":\"V001\""));

    // A member dies: the same goes on.
    cluster.kill(cluster.leader());
    const auto finish = json{{"value", "taken"}, {"press", "018f6b0e-7c3a-7def-8a91-0123456789ab"}};
    const auto next = json{{"press", "018f6b0e-7c3a-7def-8a91-0123456789ac"}};
    CHECK(town::until([&] { return officer.deed("finish", "5", finish)->status == 200; }));
    CHECK(town::until([&] { return officer.deed("call_next", "5", next)->status == 200; }));
    CHECK(board.shows("\"number\":\"V002\""));

    const auto stop = json{{"kind", "stop_tickets"}, {"press", "018f6b0e-7c3a-7def-8a91-0123456789ad"}};
    CHECK(town::until([&] { return lead.post("/api/today", stop)->status == 200; }));
    for (const char* kiosk : {"one", "two"}) {
        INFO(kiosk);
        CHECK(at_kiosk(kiosk, {"today", "show"}).has("\"tickets_stopped\":true"));
        CHECK(at_kiosk(kiosk, {"queue", "take", "--kind", "ask"}).has("\"code\":\"closed\""));
    }
    CHECK(at_kiosk("two", {"today", "words", "Chiều nay nghỉ"}).code == 0);
    CHECK(board.shows("Chiều nay nghỉ"));

    kill(serve, SIGTERM);
    INFO(read_file(output).value_or(""));
    CHECK(town::end_of(serve) == 0);
}
