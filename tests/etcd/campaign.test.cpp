// What takes minutes: KIOSK_LONG. Boxes that die again and again, are cut off, frozen, full, replaced; a cluster that grows and one
// that is put back from a snapshot.

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <thread>

#include "tests/etcd/cluster.hpp"
#include "tests/etcd/rush.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seed.hpp"

using namespace kiosk;
using namespace kiosk::ledger;
using namespace kiosk::ledger::test;

namespace {

bool is_long() { return std::getenv("KIOSK_LONG") != nullptr; }

/// Three network namespaces on a bridge, 10.201.x.11 to .13; the test itself is at .1. Gone with the object.
class Network {
public:
    Network() : id_(std::to_string(::getpid())), net_("10.201." + std::to_string(::getpid() % 250) + ".") {
        if (::geteuid() != 0) why_not_ = "only root may make network namespaces";
        else if (shell("ip link add " + bridge() + " type bridge && echo made", true).find("made") == std::string::npos)
            why_not_ = "this machine lets nobody make a bridge and namespaces";
        if (!why_not_.empty()) return;
        shell("ip addr add " + net_ + "1/24 dev " + bridge() + " && ip link set " + bridge() + " up");
        for (int i = 0; i < 3; ++i) {
            const auto outer = "kqv" + std::to_string(i) + "x" + id_;
            shell("ip netns add " + name(i) + " && ip link add " + outer + " type veth peer name eth0 netns " + name(i) +
                  " && ip link set " + outer + " master " + bridge() + " up && ip -n " + name(i) + " addr add " + host(i) +
                  "/24 dev eth0 && ip -n " + name(i) + " link set eth0 up && ip -n " + name(i) + " link set lo up");
        }
    }
    ~Network() {
        for (int i = 0; i < 3; ++i) shell("ip netns del " + name(i), true);
        shell("ip link del " + bridge(), true);
    }
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    [[nodiscard]] const std::string& why_not() const { return why_not_; }
    [[nodiscard]] std::string host(int i) const { return net_ + std::to_string(11 + i); }
    [[nodiscard]] std::string launcher(int i) const { return "ip netns exec " + name(i); }
    /// The two others hear nothing from it any more; the kiosks still do.
    void cut_from_others(int i, bool cut) const {
        for (int other = 0; other < 3; ++other) {
            if (other == i) continue;
            shell("ip -n " + name(i) + " route " + (cut ? "add" : "del") + " blackhole " + host(other) + "/32");
        }
    }
    /// Nobody reaches it, nor is told so.
    void pull_cable(int i, bool pulled) const {
        shell("ip link set kqv" + std::to_string(i) + "x" + id_ + (pulled ? " nomaster" : " master " + bridge()));
    }

private:
    [[nodiscard]] std::string name(int i) const { return "kq" + id_ + "-" + std::to_string(i); }
    [[nodiscard]] std::string bridge() const { return "kqb" + id_; }
    const std::string id_;
    const std::string net_;
    std::string why_not_;
};

}  // namespace

TEST_CASE("members are killed again and again under ten kiosks with a thousand presses each") {
    if (!is_long()) return;
    Cluster cluster({.members = 3});
    cluster.until_writable();
    kiosk::test::Dice dice(kiosk::test::seed());
    Rush rush(cluster, 10, 1000);
    for (int i = 0; i < 8; ++i) {
        const int before = rush.taken();
        REQUIRE(soon([&] { return rush.taken() >= std::min(10'000, before + 800); }));
        const int member = dice.one_in(2) ? cluster.leader() : dice.number(0, 2);
        cluster.kill(member);
        std::this_thread::sleep_for(std::chrono::milliseconds(dice.number(0, 1500)));
        cluster.start(member);
    }
    rush.holds();
    std::cout << "10,000 presses, a member killed 8 times: the longest press took " << rush.longest().count() << " ms\n";
}

TEST_CASE("two of three members are killed under the kiosks and come back") {
    if (!is_long()) return;
    Cluster cluster({.members = 3});
    cluster.until_writable();
    Rush rush(cluster, 8, 200);
    for (int i = 0; i < 3; ++i) {
        const int before = rush.taken();
        REQUIRE(soon([&] { return rush.taken() >= before + 200; }));
        cluster.kill(i);
        cluster.kill((i + 1) % 3);
        std::this_thread::sleep_for(1s);
        cluster.start((i + 1) % 3);
        cluster.start(i);
    }
    rush.holds();
}

TEST_CASE("a leader that is cut off from the others, and a box whose cable is pulled, stop nobody") {
    if (!is_long()) return;
    const Network network;
    if (!network.why_not().empty()) {
        WARN("skipped: " << network.why_not());
        return;
    }
    Cluster cluster({.members = 3,
                     .launchers = {network.launcher(0), network.launcher(1), network.launcher(2)},
                     .hosts = {network.host(0), network.host(1), network.host(2)}});
    cluster.until_writable();
    Rush rush(cluster, 6, 500);
    REQUIRE(soon([&] { return rush.taken() >= 300; }));
    const int leader = cluster.leader();
    network.cut_from_others(leader, true);
    REQUIRE(soon([&] { return rush.taken() >= 1200; }));
    network.cut_from_others(leader, false);
    REQUIRE(soon([&] { return rush.taken() >= 1500; }));
    const int pulled = (leader + 1) % 3;
    network.pull_cable(pulled, true);
    REQUIRE(soon([&] { return rush.taken() >= 2400; }));
    network.pull_cable(pulled, false);
    rush.holds();
    std::cout << "partitions: the longest press took " << rush.longest().count() << " ms\n";
}

TEST_CASE("a board at a member that says nothing more is told by another one") {
    if (!is_long()) return;
    Cluster cluster({.members = 3});
    cluster.until_writable();
    const auto board = cluster.engine();  // at the first member
    const auto begin = board->read("q/")->revision;
    const auto kiosk = cluster.engine_at(1);
    REQUIRE(kiosk->write({{}, {{"q/a", ""}}, {}}));
    const auto told = board->changes("q/", begin, 5s);
    REQUIRE(told->changes.size() == 1);
    cluster.freeze(0);
    const auto frozen_at = real_clock.monotonic();
    Result<Written> written;
    REQUIRE(soon([&] { return (written = kiosk->write({{}, {{"q/b", ""}}, {}})).has_value(); }));
    Result<Changes> next;
    REQUIRE(soon([&] { return (next = board->changes("q/", told->until, 1s)).has_value() && !next->changes.empty(); }));
    CHECK(real_clock.monotonic() - frozen_at < 15s);
    CHECK(next->changes.front().key == "q/b");
    cluster.thaw(0);
}

TEST_CASE("a member whose disk is full ends, the others go on, and with room it is back") {
    if (!is_long()) return;
    const auto disk = std::filesystem::path(KIOSK_BUILD_DIR) / ("etcd-disk-" + std::to_string(::getpid()));
    std::filesystem::create_directories(disk);
    struct Mounted {
        explicit Mounted(const std::filesystem::path& at)
            : path(at),
              made(shell("mount -t tmpfs -o size=200m tmpfs " + at.string() + " && echo made", true).find("made") == 0) {}
        ~Mounted() {
            if (made) shell("umount " + path.string(), true);
            std::filesystem::remove(path);
        }
        Mounted(const Mounted&) = delete;
        Mounted& operator=(const Mounted&) = delete;
        const std::filesystem::path path;
        const bool made;
    } const mounted(disk);
    if (!mounted.made) {
        WARN("skipped: this machine lets nobody mount a small disk");
        return;
    }
    Cluster cluster({.members = 3, .folders = {disk / "m0"}});
    cluster.until_writable();
    shell("head -c 300M /dev/zero > " + (disk / "filler").string(), true);
    const auto engine = cluster.engine();
    for (int i = 0; i < 1500 && cluster.runs(0); ++i)
        static_cast<void>(engine->write({{}, {{"q/" + std::to_string(i), std::string(60'000, 'x')}}, {}}));
    CHECK_FALSE(cluster.runs(0));
    REQUIRE(soon([&] { return engine->write({{}, {{"q/after", ""}}, {}}).has_value(); }));
    cluster.kill(0);
    std::filesystem::remove(disk / "filler");
    cluster.start(0);
    const auto alone = cluster.engine_at(0);
    REQUIRE(soon([&] { return alone->read("q/after").has_value(); }));
    cluster.kill(0);
}

TEST_CASE("a member whose database is full takes no more writes and says what to do") {
    if (!is_long()) return;
    Cluster cluster({.members = 1, .flags = {"--quota-backend-bytes", "4194304"}});
    cluster.until_writable();
    const auto engine = cluster.engine();
    Result<Written> last;
    for (int i = 0; i < 200 && (i == 0 || last); ++i) last = engine->write({{}, {{"q/a", std::string(60'000, 'x')}}, {}});
    REQUIRE_FALSE(last);
    CHECK(last.error().code == Code::disk_full);
    CHECK(engine->read("q/"));
    shell("sh " + std::string(KIOSK_SOURCE_DIR) + "/config/etcd/tidy.sh " + cluster.url(0));
    CHECK(engine->write({{}, {{"q/a", "x"}}, {}}));
}

TEST_CASE("a cluster grows from one member to three under the kiosks, and a dead box is replaced") {
    if (!is_long()) return;
    Cluster cluster;
    cluster.until_writable();
    {
        Rush rush(cluster, 4, 300);
        cluster.grow();
        cluster.until_writable();
        cluster.grow();
        cluster.until_writable();
        rush.holds();
    }
    const auto engine = cluster.engine();
    REQUIRE(engine->write({{}, {{"q/kept", "1"}}, {}}));
    cluster.replace(0);
    const auto replaced = cluster.engine_at(0);
    REQUIRE(soon([&] { return replaced->read("q/kept").has_value(); }));
    CHECK(replaced->read("q/kept")->entries.size() == 1);
    cluster.kill(1);  // the new one counts
    REQUIRE(soon([&] { return engine->write({{}, {{"q/more", "1"}}, {}}).has_value(); }));
}

TEST_CASE("who listens is told to read anew when the cluster was put back from a snapshot") {
    if (!is_long()) return;
    Cluster cluster;
    cluster.until_writable();
    const auto engine = cluster.engine();
    REQUIRE(engine->write({{}, {{"q/n", "1"}}, {}, "q/n"}));
    const auto snapshot = cluster.folder() / "snapshot.db";
    shell("ETCDCTL_API=3 etcdctl --endpoints " + cluster.url(0) + " snapshot save " + snapshot.string());
    const auto last = engine->write({{}, {{"q/n", "2"}}, {}, "q/n"});
    REQUIRE(last);
    const auto told = engine->changes("q/", last->revision - 1, 5s);
    REQUIRE(told);
    cluster.restore(snapshot);
    REQUIRE(soon([&] {
        const auto changes = engine->changes("q/", told->until, 200ms);
        return !changes && changes.error().code == Code::not_found;
    }));
    CHECK(engine->read("q/n")->entries.front().value == "1");
    CHECK(engine->write({{}, {{"q/n", "3"}}, {}, "q/n"})->version == 2);
}
