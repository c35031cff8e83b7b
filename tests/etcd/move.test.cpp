// `kiosk queue move-engine` as a centre does it: from the kiosk's file to real members, and back, with nothing lost.

#include <nlohmann/json.hpp>

#include "tests/etcd/cluster.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::ledger::test;
using kiosk::test::Arguments;
using kiosk::test::Said;
using kiosk::test::Scene;

namespace {

using Json = nlohmann::json;

/// A kiosk with its folder, whose configuration names the cluster and one of the two engines.
class Kiosk {
public:
    Kiosk(const std::string& name, const Cluster& cluster)
        : on_sqlite_(name + "_sqlite"),
          on_etcd_(name + "_etcd"),
          sqlite_(config_of(on_sqlite_, "sqlite", cluster)),
          etcd_(config_of(on_etcd_, "etcd", cluster)) {}

    [[nodiscard]] Said queue(const std::string& engine, Arguments words) const {
        words.insert(words.begin(), "queue");
        words.insert(words.end(), {"--config", engine == "etcd" ? etcd_ : sqlite_, "--json"});
        return on_sqlite_.on_data(words);
    }
    [[nodiscard]] Json done(const std::string& engine, const Arguments& words) const {
        const auto said = queue(engine, words);
        INFO(said.out << said.errors);
        REQUIRE(said.code == 0);
        return Json::parse(said.out);
    }
    void does(const std::string& engine, const Arguments& words) const { REQUIRE(done(engine, words).is_object()); }

private:
    static std::string config_of(const Scene& scene, const std::string& engine, const Cluster& cluster) {
        return scene.config_with("[queue]\nengine = \"sqlite\"", "[queue.etcd]\nmembers = [\"" + cluster.url(0) +
                                                                     "\"]\n\n[queue]\nengine = \"" + engine + "\"");
    }
    const Scene on_sqlite_;
    const Scene on_etcd_;
    const std::string sqlite_;
    const std::string etcd_;
};

}  // namespace

TEST_CASE("the queue of a kiosk moves into a cluster and back by one command each, and its numbers go on") {
    const Cluster cluster;
    cluster.until_writable();
    const Kiosk kiosk("move_engine", cluster);
    std::vector<std::string> presses;
    const auto take = [&](const std::string& engine) {
        const auto ticket = kiosk.done(engine, {"take", "--kind", "certification"});
        presses.push_back(ticket.at("id"));
        return ticket.at("number").get<std::string>();
    };
    CHECK(take("sqlite") == "C001");
    CHECK(take("sqlite") == "C002");
    kiosk.does("sqlite", {"open", "--counter", "1"});
    CHECK(kiosk.done("sqlite", {"call", "--counter", "1"}).at("number") == "C001");
    const auto before = kiosk.done("sqlite", {"list"});

    CHECK(kiosk.done("sqlite", {"move-engine", "--to", "etcd"}).at("keys") > 0);
    CHECK(kiosk.done("etcd", {"list"}) == before);
    CHECK(kiosk.done("sqlite", {"list"}).at("tickets").empty());
    CHECK(kiosk.done("etcd", {"take", "--kind", "certification", "--press", presses[1]}).at("number") == "C002");
    CHECK(kiosk.done("etcd", {"finish", "--counter", "1"}).at("number") == "C001");
    CHECK(take("etcd") == "C003");
    // Again is refused: there is nothing left to move, and a queue at the other end.
    CHECK(kiosk.queue("sqlite", {"move-engine", "--to", "etcd"}).code == 1);
    CHECK(kiosk.done("etcd", {"list"}).at("tickets").size() == 3);
    const auto there = kiosk.done("etcd", {"list"});

    CHECK(kiosk.done("etcd", {"move-engine", "--to", "sqlite"}).at("keys") > 0);
    CHECK(kiosk.done("sqlite", {"list"}) == there);
    CHECK(take("sqlite") == "C004");
    CHECK(kiosk.done("sqlite", {"call", "--counter", "1"}).at("number") == "C002");
    CHECK(cluster.engine()->read("q/")->entries.empty());
}

TEST_CASE("a queue that somebody still uses does not move, and none without a cluster in the configuration") {
    const Cluster cluster;
    cluster.until_writable();
    const Kiosk kiosk("move_engine_busy", cluster);
    kiosk.does("etcd", {"take", "--kind", "ask"});
    const auto console = cluster.engine();
    const auto lease = console->grant(30s);
    REQUIRE(lease);
    REQUIRE(console->write({{}, {{"q/BINHSON/live/counter/1", "officer", *lease}}, {}}));
    const auto refused = kiosk.queue("etcd", {"move-engine", "--to", "sqlite"});
    CHECK(refused.code == 1);
    CHECK(refused.has("q/BINHSON/live/counter/1"));
    CHECK(kiosk.done("etcd", {"list"}).at("tickets").size() == 1);
    const Scene alone("move_engine_alone");
    CHECK(alone.on_data({"queue", "move-engine", "--to", "etcd"}).code == 2);
}
