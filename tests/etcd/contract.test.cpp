// The contract of tests/ledger, kept by real members of Debian's etcd; and moving a kiosk's queue there and back.

#include "kiosk/ledger/copy.hpp"
#include "kiosk/ledger/sqlite_engine.hpp"
#include "tests/etcd/cluster.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::ledger;
using namespace kiosk::ledger::test;

TEST_CASE("the queue of a centre keeps the contract, with one member") {
    const Cluster cluster;
    cluster.until_writable();
    keeps_the_contract(cluster.stand());
}

TEST_CASE("the queue of a centre keeps the contract, with three members") {
    const Cluster cluster({.members = 3});
    cluster.until_writable();
    keeps_the_contract(cluster.stand());
}

TEST_CASE("a queue moves from a kiosk's file to a cluster and back") {
    const Cluster cluster;
    cluster.until_writable();
    const auto there = cluster.engine();
    const auto open = [] {
        auto opened = store::Database::open_in_memory();
        REQUIRE(opened);
        return std::move(*opened);
    };
    const auto here = open();
    const auto back = open();
    SqliteEngine from(*here, real_clock);
    SqliteEngine again(*back, real_clock);
    Values wanted;
    for (int i = 0; i < 700; ++i) {
        const auto key = "q/HCC01/" + std::to_string(i);
        wanted[key] = "ticket " + std::to_string(i * 7);
        REQUIRE(from.write({{}, {{key, wanted[key]}}, {}}));
    }
    CHECK(*copy(from, *there, "q/HCC01/", "K1") == 700);
    CHECK(values_of(*there->read("q/HCC01/")) == wanted);
    CHECK(*copy(*there, again, "q/HCC01/", "cluster") == 700);
    CHECK(values_of(*again.read("q/HCC01/")) == wanted);
}
