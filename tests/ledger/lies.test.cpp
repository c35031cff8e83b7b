// What the engine makes of servers that are no etcd, or that end where it hurts: a clear error in time, nothing twice.

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>

#include "kiosk/ledger/base64.hpp"
#include "kiosk/ledger/etcd_engine.hpp"
#include "kiosk/ledger/member_order.hpp"
#include "tests/ledger/engine_contract.hpp"
#include "tests/ledger/liar.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using namespace kiosk::ledger;
using namespace kiosk::ledger::test;

namespace {

const SystemClock clock_;
const Write a_write{{{"q/u", 0}}, {{"q/u", "x"}, {"q/n", "x"}}, {}, "q/n"};

/// No machine is ever so busy that an answer which is there is not read within it: what has not ended by then does not end.
constexpr Duration ample = 20s;
/// The end of a call where nothing else ends it.
constexpr Duration brief = 400ms;

std::unique_ptr<EtcdEngine> engine_of(const std::vector<std::string>& members, Duration timeout = 2 * ample) {
    settings::Etcd settings;
    settings.members = members;
    settings.timeout = timeout;
    auto opened = EtcdEngine::open(settings, clock_);
    REQUIRE(opened);
    return std::move(*opened);
}

Duration spent(const std::function<void()>& work) {
    const auto before = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - before);
}

const std::string header = R"("header":{"cluster_id":"7","revision":"5"})";
std::string kv(std::string_view key, std::string_view more = {}) {
    return R"({"key":")" + to_base64(key) + R"(","create_revision":"4","mod_revision":"4","version":"1","value":"eA==")" +
           std::string(more) + "}";
}
std::string range(std::string_view kvs) { return "{" + header + R"(,"kvs":[)" + std::string(kvs) + "]}"; }
const std::string good_txn = "{" + header + R"(,"succeeded":true,"responses":[{"response_put":{}},{"response_put":{}},)" +
                             R"({"response_range":{"kvs":[{"key":"cS9u","mod_revision":"5","version":"9"}]}}]})";
std::string event(std::string_view key, int revision) {
    return R"({"kv":{"key":")" + to_base64(key) + R"(","create_revision":"4","mod_revision":")" + std::to_string(revision) +
           R"(","version":"1","value":"eA=="}})";
}
std::string line(std::string_view more) { return R"({"result":{)" + header + std::string(more) + "}}\n"; }
const std::string no_leader = R"({"code":14, "message":"etcdserver: no leader"})";  // as 3.5 writes it; 3.4: bad_token
const std::string bad_token =
    R"({"error":"etcdserver: invalid auth token","message":"etcdserver: invalid auth token","code":16})";

}  // namespace

TEST_CASE("an answer that is none is corrupt to who reads, and of unknown outcome to who writes") {
    const std::string lies[] = {"",
                                "garbage",
                                "[]",
                                "null",
                                "{}",
                                std::string(300'000, '['),
                                std::string(300'000, '{'),
                                R"({"header":{"revision":5}})",
                                R"({"header":{"revision":"-5"}})",
                                R"({"header":{"revision":"99999999999999999999"}})",
                                R"({"header":{"revision":"5x"}})",
                                R"({"header":{"revision":""}})",
                                "{" + header + R"(,"kvs":5,"succeeded":true})",
                                "{" + header + R"(,"kvs":["a"],"succeeded":true,"responses":[{},{}]})",
                                "{" + header + R"(,"more":true,"succeeded":true,"responses":[{},{},{}]})",
                                range(kv("other/key")),
                                range(kv("q/b") + "," + kv("q/a")),
                                range(kv("q/a") + "," + kv("q/a")),
                                range(R"({"key":"cS9h","version":"1","value":"a"})"),
                                range(R"({"key":"cS9h","version":"1","value":"===="})"),
                                range(R"({"key":"cS9h"})"),
                                "\xff\xfe" + range("")};
    for (const auto& lie : lies) {
        const Liar liar([&](const Liar::Request&, const Liar::Line& to) { return to.answer(200, lie); });
        const auto engine = engine_of({liar.url()});
        INFO(lie.substr(0, 100));
        const auto reading = engine->read("q/");
        REQUIRE_FALSE(reading);
        CHECK(reading.error().code == Code::corrupt);
        CHECK(engine->grant(1s).error().code == Code::corrupt);
        CHECK(engine->renew(1).error().code == Code::corrupt);
        if (lie.find("succeeded") != std::string::npos || lie.find("kvs") == std::string::npos) {
            const auto written = engine->write(a_write);
            REQUIRE_FALSE(written);
            CHECK(written.error().code == Code::unknown_outcome);
        }
        CHECK(liar.asked("/v3/kv/txn") <= 1);
    }
}

TEST_CASE("an answer that is cut off, endless or drips ends in time") {
    const Liar::Answer lies[] = {
        [](auto&, const Liar::Line& to) { return to.say("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"hea"), false; },
        [](auto&, const Liar::Line& to) {
            to.begin_stream();
            const std::string much(1 << 20, 'x');
            while (to.say(much)) {
            }
            return false;
        },
        [](auto&, const Liar::Line& to) {
            to.begin_stream();
            while (to.say("x")) std::this_thread::sleep_for(20ms);
            return false;
        },
        [](auto&, const Liar::Line& to) { return to.wait(), false; },
        [](auto&, const Liar::Line& to) { return to.say("what?\r\n"), false; },
        [](auto&, const Liar::Line&) { return false; }};
    for (const auto& lie : lies) {
        const Liar liar(lie);
        const auto engine = engine_of({liar.url()}, brief);
        CHECK(spent([&] {
                  const auto code = engine->read("q/").error().code;
                  CHECK((code == Code::timed_out || code == Code::corrupt));
              }) < ample);
        const auto before = liar.asked("/v3/kv/txn");
        CHECK(spent([&] { CHECK(engine->write(a_write).error().code == Code::unknown_outcome); }) < ample);
        CHECK(liar.hears("/v3/kv/txn", before + 1));
    }
}

TEST_CASE("a write is never sent again by itself, though the connection was kept and has died") {
    int answered = 0;
    const Liar liar([&](const Liar::Request&, const Liar::Line& to) { return ++answered == 1 && to.answer(200, good_txn); });
    const auto engine = engine_of({liar.url()});
    const auto first = engine->write(a_write);
    REQUIRE(first);
    CHECK(first->version == 9);
    CHECK(engine->write(a_write).error().code == Code::unknown_outcome);
    CHECK(liar.asked("/v3/kv/txn") == 2);
}

TEST_CASE("nobody is led elsewhere") {
    const Liar other([](auto&, const Liar::Line& to) { return to.answer(200, range("")); });
    const Liar liar(
        [&](auto&, const Liar::Line& to) { return to.answer(307, "", "Location: " + other.url() + "/v3/kv/range\r\n"); });
    CHECK(engine_of({liar.url()})->read("q/").error().code == Code::refused);
    CHECK(other.requests().empty());
    for (const char* words : {"404 page not found\n", R"({"code":5, "message":"Not Found"})"}) {
        const Liar old([&](auto&, const Liar::Line& to) { return to.answer(404, words); });
        CHECK(engine_of({old.url()})->write(a_write).error().code == Code::refused);
    }
}

TEST_CASE("an error of a server that proves nothing is of unknown outcome to who writes") {
    for (const char* body : {"<html>oops</html>", R"({"error":"etcdserver: request timed out","code":14})",
                             R"({"error":"context deadline exceeded","code":4})", R"({"error":5})", ""}) {
        const Liar liar([&](auto&, const Liar::Line& to) { return to.answer(503, body); });
        CHECK(engine_of({liar.url()})->write(a_write).error().code == Code::unknown_outcome);
        CHECK(liar.asked("/v3/kv/txn") == 1);
    }
}

TEST_CASE("who reads goes on to the next member, who writes only if nobody has heard it") {
    const Liar dead([](auto&, const Liar::Line&) { return false; });
    const Liar good([](const Liar::Request& asked, const Liar::Line& to) {
        return to.answer(200, asked.path == "/v3/kv/txn" ? good_txn : range(kv("q/a")));
    });
    SECTION("reading") {
        const auto engine = engine_of({dead.url(), good.url()});
        CHECK(engine->read("q/")->entries.size() == 1);
        CHECK(engine->write(a_write)->version == 9);  // the member that has answered comes first now
        CHECK(dead.requests().size() == 1);
    }
    SECTION("writing") {
        CHECK(engine_of({dead.url(), good.url()})->write(a_write).error().code == Code::unknown_outcome);
        CHECK(good.requests().empty());
    }
    SECTION("nobody listens at the first one") {
        CHECK(engine_of({"http://127.0.0.1:1", good.url()})->write(a_write)->version == 9);
    }
    SECTION("nobody listens at all: told at once") {
        const auto engine = engine_of({"http://127.0.0.1:1", "http://127.0.0.2:1"});
        CHECK(spent([&] { CHECK(engine->write(a_write).error().code == Code::unreachable); }) < ample);
        CHECK(engine->read("q/", Engine::Freshness::or_stale).error().code == Code::unreachable);
    }
}

TEST_CASE("without a leader who writes waits for one, and who may take what is old asks for that") {
    std::atomic<int> electing = 3;
    std::atomic<bool> consistent = true;
    const Liar liar([&](const Liar::Request& asked, const Liar::Line& to) {
        const bool agreed = asked.head.find("Hasleader: true") != std::string::npos;
        if (agreed != (asked.body.find("\"serializable\":true") == std::string::npos)) consistent = false;
        if (agreed && electing-- > 0) return to.answer(503, no_leader);
        return to.answer(200, asked.path == "/v3/kv/txn" ? good_txn : range(kv("q/a")));
    });
    CHECK(engine_of({liar.url()})->write(a_write)->version == 9);
    electing = 1;
    const auto old = engine_of({liar.url()})->read("q/", Engine::Freshness::or_stale);
    REQUIRE(old);
    CHECK_FALSE(old->agreed);
    CHECK(old->entries.size() == 1);
    electing = 1'000'000;
    const auto engine = engine_of({liar.url()}, brief);
    const auto took = spent([&] { CHECK(engine->write(a_write).error().code == Code::unreachable); });
    CHECK(consistent);
    CHECK(took >= brief * 3 / 4);
    CHECK(took < ample);
}

TEST_CASE("a token that has grown old is renewed once, a password that is wrong is not tried again and again") {
    const kiosk::test::TempFolder folder;
    const auto password = folder.path() / "password";
    const auto write_password = [&](std::filesystem::perms perms) {
        std::ofstream(password) << "secret\n";
        std::filesystem::permissions(password, perms);
    };
    std::atomic<int> signed_in = 0;
    std::atomic<int> good_from = 1;
    std::atomic<bool> wrong = false;
    const Liar liar([&](const Liar::Request& asked, const Liar::Line& to) {
        if (asked.path == "/v3/auth/authenticate") {
            if (wrong || asked.body != R"({"name":"kiosk","password":"secret"})")
                return to.answer(400,
                                 R"({"error":"etcdserver: authentication failed, invalid user ID or password","code":3})");
            return to.answer(200, "{" + header + R"(,"token":"t)" + std::to_string(++signed_in) + "\"}");
        }
        const auto at = asked.head.find("Authorization: t");
        if (at == std::string::npos) return false;
        if (std::stoi(asked.head.substr(at + 16)) < good_from) return to.answer(401, bad_token);
        return to.answer(200, asked.path == "/v3/kv/txn" ? good_txn : range(""));
    });
    settings::Etcd settings;
    settings.members = {liar.url()};
    settings.timeout = 2 * ample;
    settings.user = "kiosk";
    settings.password_file = password;
    CHECK(EtcdEngine::open(settings, clock_).error().code == Code::not_found);
    write_password(std::filesystem::perms(0640));
    CHECK(EtcdEngine::open(settings, clock_).error().code == Code::no_permission);
    write_password(std::filesystem::perms(0600));
    const auto engine = std::move(*EtcdEngine::open(settings, clock_));
    CHECK(engine->write(a_write));
    CHECK(engine->read("q/"));
    CHECK(signed_in == 1);
    good_from = 2;
    CHECK(engine->write(a_write));
    CHECK(signed_in == 2);
    good_from = 1000;
    CHECK(engine->write(a_write).error().code == Code::refused);
    CHECK(signed_in == 3);
    wrong = true;
    const auto before = liar.asked("/v3/auth/authenticate");
    CHECK(engine->write(a_write).error().code == Code::refused);
    CHECK(liar.asked("/v3/auth/authenticate") == before + 1);
}

TEST_CASE("a stream that breaks goes on at another member from where it was: nothing missed, nothing twice") {
    const auto created = line(R"(,"created":true)");
    std::vector<Change> told;
    const Liar first([&](const Liar::Request&, const Liar::Line& to) {
        to.begin_stream();
        to.say(created + line(R"(,"events":[)" + event("q/a", 6) + "]"));
        // The first half of what belongs together, and half a line.
        to.say(line(R"(,"fragment":true,"events":[)" + event("q/b", 7) + "]") + R"({"result":{"hea)");
        return false;
    });
    const Liar second([&](const Liar::Request& asked, const Liar::Line& to) {
        if (asked.path != "/v3/watch") return to.answer(200, range(""));
        to.begin_stream();
        if (asked.body.find(R"("start_revision":"7")") == std::string::npos) return false;
        to.say(R"({"result":{"header":{"cluster_id":"7","revision":"8"},"created":true}})"
               "\n");
        to.say(line(R"(,"fragment":true,"events":[)" + event("q/b", 7) + "]") +
               line(R"(,"events":[)" + event("q/c", 7) + "]"));
        to.wait();
        return false;
    });
    const auto engine = engine_of({first.url(), second.url()});
    Revision seen = 4;
    while (seen < 7) {
        const auto changes = engine->changes("q/", seen, ample);
        REQUIRE(changes);
        REQUIRE_FALSE(changes->changes.empty());
        for (const auto& change : changes->changes) CHECK(change.revision > seen);
        told.insert(told.end(), changes->changes.begin(), changes->changes.end());
        seen = changes->until;
    }
    REQUIRE(told.size() == 3);
    CHECK(told[0].key == "q/a");
    CHECK(told[1].key == "q/b");
    CHECK(told[2].key == "q/c");
    CHECK(engine->changes("q/", seen, 50ms)->changes.empty());
}

TEST_CASE("who asks for changes is told what cannot be made up for, and when nobody tells any") {
    const auto ask = [](const std::string& said, Revision after) {
        const Liar liar([&](const Liar::Request& asked, const Liar::Line& to) {
            if (asked.path != "/v3/watch") return to.answer(200, range(""));
            to.begin_stream();
            if (to.say(said) && said.ends_with('\n')) to.wait();
            return false;
        });
        const auto engine = engine_of({liar.url()}, brief);
        for (;;) {
            auto changes = engine->changes("q/", after, 50ms);
            if (!changes) return changes.error().code;
        }
    };
    const auto created = line(R"(,"created":true)");
    // Compacted; cancelled without a leader; the cluster was put back to before what is known.
    CHECK(ask(line(R"(,"created":true)") +
                  R"({"result":{"header":{"cluster_id":"7"},"canceled":true,"compact_revision":"4"}})" + "\n",
              2) == Code::not_found);
    CHECK(ask(line(R"(,"created":true,"canceled":true,"cancel_reason":"etcdserver: no leader")"), 2) == Code::unreachable);
    CHECK(ask(created, 100) == Code::not_found);
    CHECK(ask(line(R"(,"created":true,"canceled":true,"cancel_reason":"etcdserver: permission denied")"), 4) ==
          Code::refused);
    CHECK(ask(R"({"error":{"grpc_code":14,"http_code":503,"message":"etcdserver: no leader"}})", 2) == Code::unreachable);
    // Lies.
    CHECK(ask("garbage\n", 2) == Code::corrupt);
    CHECK(ask(created + line(R"(,"events":[)" + event("other", 6) + "]"), 4) == Code::corrupt);
    CHECK(ask(created + line(R"(,"events":[)" + event("q/a", 9) + "," + event("q/a", 6) + "]"), 4) == Code::corrupt);
    CHECK(ask(created + line(R"(,"events":[{"type":"PUT","kv":{"key":"cS9h","mod_revision":"6"}}])"), 4) == Code::corrupt);
    CHECK(ask(std::string(9 << 20, 'x'), 4) == Code::corrupt);
}

TEST_CASE("another cluster under the same address is noticed") {
    std::atomic<int> streams = 0;
    std::atomic<bool> told = false;
    const Liar liar([&](const Liar::Request&, const Liar::Line& to) {
        to.begin_stream();
        if (++streams == 1) {
            to.say(line(R"(,"created":true)") + line(R"(,"events":[)" + event("q/a", 6) + "]"));
            while (!told && !to.over()) std::this_thread::sleep_for(1ms);
            return false;
        }
        to.say(R"({"result":{"header":{"cluster_id":"8","revision":"50"},"created":true}})"
               "\n");
        to.wait();
        return false;
    });
    const auto engine = engine_of({liar.url()});
    CHECK(engine->changes("q/", 4, ample)->changes.size() == 1);
    told = true;
    CHECK(engine->changes("q/", 6, ample).error().code == Code::not_found);
}

TEST_CASE("who waits for changes is woken by stop") {
    const Liar liar([](const Liar::Request&, const Liar::Line& to) { return to.begin_stream(), to.wait(), false; });
    const auto engine = engine_of({liar.url()});
    std::thread stopping;
    CHECK(spent([&] {
              stopping = std::thread([&] {
                  while (liar.requests().empty()) std::this_thread::sleep_for(1ms);
                  engine->stop();
              });
              CHECK(engine->changes("q/", 4, 2 * ample).error().code == Code::stopped);
          }) < ample);
    stopping.join();
    CHECK(engine->write(a_write).error().code == Code::stopped);
}

TEST_CASE("the member that answered last is asked first, one that has failed last, for a while") {
    etcd::MemberOrder order(3);
    const Monotonic now{1h};
    using Members = std::vector<std::size_t>;
    CHECK(order.at(now) == Members{0, 1, 2});
    order.failed(0, now);
    CHECK(order.at(now) == Members{1, 2, 0});
    order.answered(2);
    CHECK(order.at(now) == Members{2, 1, 0});
    CHECK(order.at(now + etcd::member_rests_for) == Members{2, 0, 1});
    order.failed(1, now);
    order.failed(2, now);
    CHECK(order.rests(2, now));
    CHECK(order.at(now) == Members{2, 0, 1});
}

TEST_CASE("base64 is read back as it was written, and nothing else is read") {
    kiosk::test::Dice dice(kiosk::test::seed());
    CHECK(to_base64("") == "");
    CHECK(to_base64("f") == "Zg==");
    CHECK(to_base64("fo") == "Zm8=");
    CHECK(to_base64("foobar") == "Zm9vYmFy");
    for (int i = 0; i < 500; ++i) {
        std::string bytes(static_cast<std::size_t>(dice.number(0, 20)), '\0');
        for (auto& byte : bytes) byte = static_cast<char>(dice.number(0, 255));
        CHECK(from_base64(to_base64(bytes)) == bytes);
    }
    for (const char* wrong : {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Z===", "Zg==Zg==", "Zm8\n", "Z g=", "Zg==="})
        CHECK_FALSE(from_base64(wrong));
}
